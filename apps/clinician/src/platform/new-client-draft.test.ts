import { civilDate } from "@trellis/domain/civil-date";
import { describe, expect, it } from "vitest";
import { readNewClient } from "./new-client-draft.ts";

const TODAY = civilDate("2026-03-03");
const DRAFT = { initials: " R. M. ", tag: "", birthDate: "1990-05-06", zone: "Europe/Madrid" };

describe("a client who is being added", () => {
  it("has initials, perhaps a tag, and a birth date", () => {
    expect(readNewClient(DRAFT, TODAY)).toEqual({
      client: { initials: "R. M.", tag: "", birthDate: "1990-05-06", zone: "Europe/Madrid" },
    });
  });

  it.each([
    ["", "needed"],
    ["2026-03-04", "unlikely"],
    ["1900-01-01", "unlikely"],
    ["2008-03-04", "not-adult"],
  ])("is not taken with the birth date %j", (birthDate, fault) => {
    expect(readNewClient({ ...DRAFT, birthDate }, TODAY)).toEqual({
      faults: { birthDate: fault },
    });
  });

  it("is an adult from the eighteenth birthday on", () => {
    expect(readNewClient({ ...DRAFT, birthDate: "2008-03-03" }, TODAY)).toHaveProperty("client");
  });

  it("needs initials of a sensible length", () => {
    expect(readNewClient({ ...DRAFT, initials: " " }, TODAY)).toEqual({
      faults: { initials: "needed" },
    });
    expect(readNewClient({ ...DRAFT, tag: "x".repeat(21) }, TODAY)).toEqual({
      faults: { tag: "too-long" },
    });
  });
});
