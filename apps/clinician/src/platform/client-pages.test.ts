import { describe, expect, it } from "vitest";
import { clientHref, clientPages, mayWith } from "./client-pages.ts";

describe("the pages of a client", () => {
  it("are those that the relation opens", () => {
    expect(clientPages(["therapist"])).toEqual([
      "session",
      "card",
      "paper",
      "plan",
      "import",
      "care-team",
    ]);
    expect(clientPages(["cover"])).toEqual(["session", "card", "plan", "care-team"]);
    expect(clientPages(["supervisor"])).toEqual(["card", "care-team"]);
    expect(clientPages(["skills-trainer"])).toEqual(["practice", "care-team"]);
    expect(clientPages([])).toEqual([]);
  });

  it("add up where somebody is two things to a client", () => {
    expect(clientPages(["skills-trainer", "supervisor"])).toEqual([
      "card",
      "practice",
      "care-team",
    ]);
    expect(clientPages(["skills-trainer", "cover"])).toEqual([
      "session",
      "card",
      "plan",
      "care-team",
    ]);
  });

  it("begin with the first of them", () => {
    expect(clientHref({ id: "1", relations: ["skills-trainer"] })).toBe("/clients/1/practice");
    expect(clientHref({ id: "1", relations: ["therapist"] })).toBe("/clients/1/session");
  });

  it("can be changed by those who may write", () => {
    expect(mayWith(["therapist"], "card-design", "write")).toBe(true);
    expect(mayWith(["cover", "supervisor"], "card-design", "write")).toBe(false);
  });
});
