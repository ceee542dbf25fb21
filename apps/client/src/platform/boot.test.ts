import { describe, expect, it } from "vitest";
import { parseBoot } from "./boot.ts";

const clinic = { code: "north", name: "North Clinic", appName: "Card", country: "GB" };

describe("what the server writes into the page", () => {
  it("names mode and clinic", () => {
    const page = { mode: "demo", clinic, isDatabaseWeak: true };
    expect(parseBoot(JSON.stringify(page))).toEqual(page);
  });

  it.each([null, "", "{", "null", '{"mode":"other"}', '{"clinic":null}', '{"clinic":{"code":7}}'])(
    "counts as a clinic without a name when it cannot be read: %s",
    (content) => {
      expect(parseBoot(content)).toEqual({ mode: "clinic", clinic: null, isDatabaseWeak: false });
    },
  );
});
