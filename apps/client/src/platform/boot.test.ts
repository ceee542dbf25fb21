import { describe, expect, it } from "vitest";
import { parseBoot } from "./boot.ts";

const told = {
  code: "north",
  name: "North Clinic",
  appName: "Card",
  country: "GB",
  coachingHours: "Until nine",
  dayBoundary: { hour: 3, from: "2026-03-02", before: 4 },
  contacts: [{ name: "Front desk", phone: "020 1", about: "Mornings" }],
  crisisLines: [{ name: "Night line", phone: "116 123" }],
  checks: [{ phone: "116 123", on: "2026-03-01" }],
};
const { contacts, crisisLines, checks, ...rest } = told;
const clinic = { ...rest, help: { country: "GB", contacts, crisisLines, checks } };

describe("what the server writes into the page", () => {
  it("names mode and clinic", () => {
    const page = { mode: "demo", clinic: told, isDatabaseWeak: true };
    expect(parseBoot(JSON.stringify(page))).toEqual({ ...page, clinic });
  });

  it("leaves out what cannot be read of a clinic, and its days end as usual", () => {
    const broken = { code: "north", contacts: 7, checks: [{ on: "soon" }, 3], dayBoundary: "4" };
    expect(parseBoot(JSON.stringify({ clinic: broken })).clinic).toMatchObject({
      name: "",
      dayBoundary: { hour: 4, before: 4 },
      help: { contacts: [], crisisLines: null, checks: [] },
    });
  });

  it.each([null, "", "{", "null", '{"mode":"other"}', '{"clinic":null}', '{"clinic":{"code":7}}'])(
    "counts as a clinic without a name when it cannot be read: %s",
    (content) => {
      expect(parseBoot(content)).toEqual({ mode: "clinic", clinic: null, isDatabaseWeak: false });
    },
  );
});
