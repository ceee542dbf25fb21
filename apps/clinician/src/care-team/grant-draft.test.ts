import type { CareGrant } from "@trellis/domain/care-team";
import { civilDate } from "@trellis/domain/civil-date";
import { describe, expect, it } from "vitest";
import { dayAt, endOfDay, startOfDay } from "#platform/grant-days.ts";
import { type GrantDraft, readGrant, takenBy } from "./grant-draft.ts";

const TODAY = civilDate("2026-03-03");
const COVER: GrantDraft = {
  kind: "cover",
  accountId: "0195a5e0-0000-7000-8000-000000000001",
  from: "2026-03-03",
  until: "2026-03-10",
};

const faultsOf = (draft: GrantDraft) => {
  const read = readGrant(draft, TODAY);
  return "faults" in read ? read.faults : null;
};

describe("a relation that is being given", () => {
  it("holds from the beginning of its first day through its last", () => {
    const read = readGrant(COVER, TODAY);
    if ("faults" in read) throw new Error("it should be whole");
    expect(dayAt(read.grant.from)).toBe("2026-03-03");
    expect(dayAt(Date.parse(read.grant.until ?? "") - 1)).toBe("2026-03-10");
  });

  it("may have no end, unless somebody stands in", () => {
    expect(faultsOf({ ...COVER, until: "" })).toEqual({ until: "needed" });
    expect(faultsOf({ ...COVER, kind: "supervisor", until: "" })).toBeNull();
  });

  it("ends neither before it begins nor in the past", () => {
    expect(faultsOf({ ...COVER, until: "2026-03-02" })).toEqual({ until: "before-from" });
    expect(faultsOf({ ...COVER, from: "2026-02-01", until: "2026-03-02" })).toEqual({
      until: "past",
    });
    expect(faultsOf({ ...COVER, until: "2026-03-03" })).toBeNull();
  });

  it("is no cover of more than 92 days, which begin today at the soonest", () => {
    expect(faultsOf({ ...COVER, until: "2026-06-02" })).toBeNull();
    expect(faultsOf({ ...COVER, until: "2026-06-03" })).toEqual({ until: "too-long" });
    expect(faultsOf({ ...COVER, from: "2025-03-03", until: "2026-06-02" })).toBeNull();
    expect(faultsOf({ ...COVER, from: "2026-03-04", until: "2026-06-03" })).toBeNull();
    expect(faultsOf({ ...COVER, kind: "supervisor", until: "2027-06-03" })).toBeNull();
  });

  it("says all that is still open", () => {
    expect(faultsOf({ kind: null, accountId: null, from: "", until: "" })).toEqual({
      kind: true,
      accountId: true,
      from: "needed",
    });
  });
});

describe("who has the relation already", () => {
  const grant = (part: Partial<CareGrant>): CareGrant => ({
    id: "0195a5e0-0000-7000-8000-00000000000a",
    accountId: "0195a5e0-0000-7000-8000-000000000001",
    name: "Bea Hartnell",
    kind: "cover",
    from: startOfDay(civilDate("2026-03-01")),
    until: endOfDay(civilDate("2026-03-05")),
    state: "now",
    givenBy: null,
    endedBy: null,
    ...part,
  });
  const taken = (part: Partial<CareGrant>, draft: Partial<GrantDraft> = {}) =>
    takenBy([grant(part)], { ...COVER, ...draft }).size === 1;

  it("is not offered for days that meet", () => {
    expect(taken({})).toBe(true);
    expect(taken({ until: null }, { from: "2026-05-01", until: "" })).toBe(true);
    expect(taken({ state: "coming" }, { until: "" })).toBe(true);
  });

  it("is offered for the days after, for another relation, and after an end", () => {
    expect(taken({}, { from: "2026-03-06" })).toBe(false);
    expect(taken({}, { kind: "supervisor" })).toBe(false);
    expect(taken({ state: "past" })).toBe(false);
  });
});
