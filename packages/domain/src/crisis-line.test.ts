import { describe, expect, it } from "vitest";
import { HELP_COUNTRIES, helpIn } from "./crisis-line.ts";

describe("whom to call in a country", () => {
  it("is known for the countries of the European Union and a few others", () => {
    expect(helpIn("ES").emergency[0].phone).toBe("112");
    expect(helpIn("us").emergency[0].phone).toBe("911");
    expect(helpIn("GB").emergency.map((each) => each.phone)).toEqual(["999", "112"]);
    expect(helpIn("IE").crisis.map((each) => each.phone)).toEqual(["116 123"]);
  });

  it("falls back to the number that phones know, and says that the country is unknown", () => {
    expect(helpIn("XX")).toMatchObject({ country: null, emergency: [{ phone: "112" }] });
    expect(helpIn("")).toMatchObject({ country: null });
  });

  it("names a source for every number and claims no check that nobody made", () => {
    const lines = HELP_COUNTRIES.map(helpIn).flatMap((each) => [...each.emergency, ...each.crisis]);
    expect(lines.length).toBeGreaterThan(30);
    expect(lines.filter((each) => !each.source.startsWith("https://"))).toEqual([]);
    expect(lines.filter((each) => each.checkedOn !== null)).toEqual([]);
    expect(lines.filter((each) => !/^[\d ]{3,12}$/.test(each.phone))).toEqual([]);
  });
});
