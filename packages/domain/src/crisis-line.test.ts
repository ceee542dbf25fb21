import { describe, expect, it } from "vitest";
import { civilDate } from "./civil-date.ts";
import { dialled, HELP_COUNTRIES, helpIn, helpOf, PhoneNumber } from "./crisis-line.ts";

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

describe("what a clinic says about whom to call", () => {
  const clinic = {
    country: "GB",
    contacts: [],
    crisisLines: [{ name: "Night line", phone: "0800 1" }],
    checks: [
      { phone: "999", on: civilDate("2026-03-01") },
      { phone: "0800-1", on: civilDate("2026-03-02") },
    ],
  };

  it("puts its own lines in its order, and says when a number was checked", () => {
    const help = helpOf("GB", clinic);
    expect(help.crisis).toMatchObject([{ name: "Night line", checkedOn: "2026-03-02" }]);
    expect(help.emergency.map((each) => [each.phone, each.checkedOn])).toEqual([
      ["999", "2026-03-01"],
      ["112", null],
    ]);
  });

  it("never takes the emergency numbers away", () => {
    const help = helpOf("GB", { ...clinic, crisisLines: [] });
    expect(help.emergency.map((each) => each.phone)).toEqual(["999", "112"]);
    expect(help.crisis).toEqual([]);
  });

  it("leaves other countries and lines that are known as they are", () => {
    expect(helpOf("IE", clinic)).toEqual(helpIn("IE"));
    const { crisis } = helpOf("GB", { ...clinic, crisisLines: null });
    expect(crisis.map((each) => each.name)).toEqual(["Samaritans"]);
  });
});

describe("a phone number", () => {
  it.each(["112", "+44 20 7946 0000", "0800-111 0.111", "116 123"])("may be %s", (phone) => {
    expect(PhoneNumber.safeParse(phone).success).toBe(true);
    expect(dialled(phone)).toMatch(/^\+?\d+$/);
  });
  it.each([
    "",
    "1",
    "call me",
    "+",
    "020  1",
    "020 ",
    "(020) 1",
    "1".repeat(16),
    "112;ext=1",
    "112\n3",
  ])("cannot be %j", (phone) => expect(PhoneNumber.safeParse(phone).success).toBe(false));
});
