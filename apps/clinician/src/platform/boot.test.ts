import { describe, expect, it } from "vitest";
import { readBoot } from "./boot.ts";

const dayBoundary = { hour: 3, from: "2026-03-02", before: 4 };
const clinic = {
  code: "north",
  name: "North Clinic",
  appName: "Card",
  country: "GB",
  dayBoundary,
  contacts: [],
  crisisLines: null,
  checks: [],
  coachingHours: "",
};

describe("what the server writes into the page", () => {
  it("names mode and clinic", () => {
    expect(readBoot(JSON.stringify({ mode: "demo", clinic }))).toEqual({
      mode: "demo",
      clinic: { code: "north", name: "North Clinic", dayBoundary },
      isDatabaseWeak: false,
    });
  });

  it("may name no clinic", () => {
    expect(readBoot('{"mode":"demo","clinic":null,"isDatabaseWeak":true}')).toEqual({
      mode: "demo",
      clinic: null,
      isDatabaseWeak: true,
    });
  });

  it.each([null, "", "{", "null", '{"mode":"other"}', '{"clinic":{"code":"NO"}}'])(
    "counts as a clinic when it cannot be read: %s",
    (content) => {
      expect(readBoot(content)).toEqual({ mode: "clinic", clinic: null, isDatabaseWeak: false });
    },
  );
});
