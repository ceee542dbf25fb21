import { firstSettings } from "@trellis/domain/clinic-setting";
import { describe, expect, it } from "vitest";
import { isFaulty, moved, settingFaults } from "./setting-draft.ts";

const settings = firstSettings({
  name: "North",
  appName: "Days",
  country: "GB",
  zone: "Europe/London",
});

describe("settings that somebody writes", () => {
  it("have no fault as a clinic begins with them", () => {
    expect(settingFaults(settings)).toEqual({});
  });

  it("say of each field what stands in its way", () => {
    const faults = settingFaults({
      ...settings,
      name: " ",
      appName: "x".repeat(31),
      cardReading: { ...settings.cardReading, fromHour: 17, untilHour: 9 },
      sessionHours: "\u0000",
      reminderWords: { kind: "own", words: "" },
    });
    expect(faults).toEqual({
      name: "needed",
      appName: "too-long",
      cardReading: "order",
      sessionHours: "not-storable",
      reminderWords: "needed",
    });
    expect(isFaulty(faults, ["contacts", "appName"])).toBe(true);
    expect(isFaulty(faults, ["contacts", "zone"])).toBe(false);
  });

  it("say of each person and line what stands in its way", () => {
    const right = { name: "Desk", phone: "+44 20 7946-0000", about: "" };
    expect(settingFaults({ ...settings, contacts: [right] })).toEqual({});
    const wrong = { name: "", phone: "call me", about: "x".repeat(121) };
    const faults = settingFaults({ ...settings, contacts: [right, wrong], crisisLines: [wrong] });
    expect(faults.contacts).toEqual([{}, { name: "needed", phone: "wrong", about: "too-long" }]);
    expect(faults.crisisLines).toHaveLength(1);
  });

  it("can be put in another order", () => {
    expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
    expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
    expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
    expect(moved(["a", "b"], 1, 1)).toEqual(["a", "b"]);
  });
});
