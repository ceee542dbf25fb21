import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import {
  changedFields,
  ClinicSettings,
  firstSettings,
  mergeSettings,
  namesTreatment,
} from "./clinic-setting.ts";

const first = firstSettings({
  name: "North",
  appName: "Days",
  country: "GB",
  zone: "Europe/London",
});

describe("a clinic's settings", () => {
  it("can be stored as a clinic begins with them", () => {
    expect(z.parse(ClinicSettings, first)).toEqual(first);
  });

  it("differ in what was changed, whatever the order of keys is", () => {
    const { reminderWords: _, ...rest } = first;
    const turned = { reminderWords: { choice: "your-reminder", kind: "list" }, ...rest } as const;
    expect(changedFields(first, turned)).toEqual([]);
    const contacts = [{ name: "Desk", phone: "020", about: "" }];
    expect(changedFields(first, { ...turned, contacts, name: "South" })).toEqual([
      "name",
      "contacts",
    ]);
  });
});

describe("settings that two people change at once", () => {
  it("hold what both changed when it was not the same", () => {
    const { merged, clashes } = mergeSettings(
      first,
      { ...first, quarterMonths: 4 },
      { ...first, sessionHours: "Tuesdays" },
    );
    expect(merged).toEqual({ ...first, quarterMonths: 4, sessionHours: "Tuesdays" });
    expect(clashes).toEqual([]);
  });

  it("keep one's own and say so where both changed the same", () => {
    const { merged, clashes } = mergeSettings(
      first,
      { ...first, quarterMonths: 4, name: "South" },
      { ...first, quarterMonths: 6, name: "South" },
    );
    expect(merged).toEqual({ ...first, quarterMonths: 4, name: "South" });
    expect(clashes).toEqual(["quarterMonths"]);
  });
});

describe("words on the screen of a phone", () => {
  it.each(["DBT card", "My therapy", "Clínica Norte", "mental health", "Terapia", "Self-harm log"])(
    "tell of treatment: %s",
    (words) => expect(namesTreatment(words)).toBe(true),
  );
  it.each(["Daybook", "Your reminder", "Days", "Cards", "Mi día", "Minute for you"])(
    "tell nothing: %s",
    (words) => expect(namesTreatment(words)).toBe(false),
  );
});
