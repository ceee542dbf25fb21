import { describe, expect, it } from "vitest";
import {
  ACCESS_TABLE,
  DATA_KINDS,
  type DataAction,
  type DataKind,
  LATER_KINDS,
  mayAdministrator,
  type Relation,
  RELATIONS,
  relationsFor,
  THERAPIST_GIVES,
  VIEWERS,
} from "./access.ts";

const everyone: readonly Relation[] = [
  "self",
  "therapist",
  "skills-trainer",
  "cover",
  "supervisor",
];

/** Written a second time by hand, so that a change of the table is a change of two places. */
const EXPECTED: readonly (readonly [DataKind, DataAction, readonly Relation[]])[] = [
  ["client-list", "read", everyone],
  ["client-list", "write", []],
  ["life-line", "read", ["self", "therapist", "cover"]],
  ["life-line", "write", ["self", "therapist"]],
  ["diary-card", "read", ["self", "therapist", "cover"]],
  ["diary-card", "write", ["self", "therapist"]],
  ["card-design", "read", ["self", "therapist", "cover", "supervisor"]],
  ["card-design", "write", ["therapist"]],
  ["safety-plan", "read", ["self", "therapist", "cover"]],
  ["safety-plan", "write", ["self", "therapist"]],
  ["skill-practice", "read", ["self", "therapist", "skills-trainer", "cover"]],
  ["skill-practice", "write", []],
  ["therapy-session", "read", everyone],
  ["therapy-session", "write", ["therapist"]],
  ["card-import", "read", ["therapist"]],
  ["card-import", "write", ["therapist"]],
  ["care-team", "read", everyone],
  ["care-team", "write", ["therapist"]],
  ["client-account", "read", ["therapist"]],
  ["client-account", "write", ["therapist"]],
  ["access-log", "read", ["self"]],
  ["access-log", "write", []],
];

describe("the access table", () => {
  it.each(EXPECTED)("lets %s be %s by %j and nobody else", (data, action, relations) => {
    expect(
      RELATIONS.filter((each) => relationsFor(data, action).includes(each)).toSorted(),
    ).toEqual(relations.toSorted());
    expect(new Set(relationsFor(data, action)).size).toBe(relations.length);
  });

  it("has every kind of data in the list above", () => {
    expect(EXPECTED.map(([data, action]) => `${data} ${action}`).toSorted()).toEqual(
      DATA_KINDS.flatMap((data) => [`${data} read`, `${data} write`]).toSorted(),
    );
  });

  it("lets only those write who may read", () => {
    for (const data of DATA_KINDS) {
      const readers = relationsFor(data, "read");
      expect(relationsFor(data, "write").filter((each) => !readers.includes(each))).toEqual([]);
      expect(mayAdministrator(data, "write") && !mayAdministrator(data, "read")).toBe(false);
    }
  });

  it("gives administrators accounts, clients, grants and the log, and nothing clinical", () => {
    expect(DATA_KINDS.filter((data) => mayAdministrator(data, "read"))).toEqual([
      "client-list",
      "care-team",
      "client-account",
      "access-log",
    ]);
    expect(DATA_KINDS.filter((data) => mayAdministrator(data, "write"))).toEqual([
      "client-list",
      "care-team",
      "client-account",
    ]);
  });

  it("lets no therapist make another one", () => {
    expect(THERAPIST_GIVES).not.toContain("therapist");
  });
});

describe("the table for people", () => {
  it("has one row for each kind of data, those to come last, and says of everybody how far they get", () => {
    expect(ACCESS_TABLE.map((row) => row.kind)).toEqual([...DATA_KINDS, ...LATER_KINDS]);
    for (const row of ACCESS_TABLE) {
      expect(Object.keys(row.reach)).toEqual([...VIEWERS]);
      expect(row.comesLater).toBe(LATER_KINDS.some((kind) => kind === row.kind));
    }
  });

  it("says of what is there the same as the access check", () => {
    for (const data of DATA_KINDS) {
      const row = ACCESS_TABLE.find((each) => each.kind === data);
      for (const relation of RELATIONS) {
        const reach = relationsFor(data, "write").includes(relation)
          ? "write"
          : relationsFor(data, "read").includes(relation)
            ? "read"
            : "none";
        expect(row?.reach[relation], `${relation}: ${data}`).toBe(reach);
      }
    }
  });

  it("speaks of a part where the whole is not meant", () => {
    const parts = ACCESS_TABLE.filter((row) => Object.keys(row.part).length > 0);
    expect(parts.map(({ kind, part }) => [kind, part])).toEqual([
      ["progress-note", { cover: "last-one" }],
      ["private-note", { therapist: "own" }],
    ]);
    for (const { part, reach } of parts)
      expect(VIEWERS.filter((each) => part[each] && reach[each] === "none")).toEqual([]);
  });
});
