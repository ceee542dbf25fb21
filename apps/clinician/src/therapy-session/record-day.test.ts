import { civilDate } from "@trellis/domain/civil-date";
import { expect, test } from "vitest";
import { newestSessions, readSessionDay } from "./record-day.ts";

const today = civilDate("2026-03-03");
const session = (id: string, day: string) => ({ id, heldOn: civilDate(day) });
const recorded = [session("a", "2026-02-24"), session("b", "2026-03-01")];

test("a day that is not recorded yet can be recorded, today at the latest and a year back at most", () => {
  const read = (text: string) => readSessionDay(text, today, recorded);
  expect(read("2026-03-03")).toEqual({ day: today });
  expect(read("2025-03-03")).toEqual({ day: "2025-03-03" });
  expect(read("2026-03-04")).toMatchObject({ fault: "no-day" });
  expect(read("")).toMatchObject({ fault: "no-day" });
  expect(read("2016-03-03")).toMatchObject({ fault: "too-far" });
  expect(read("2026-03-01")).toMatchObject({ fault: "recorded" });
});

test("the newest five sessions are listed, the newest first", () => {
  const days = ["01", "03", "02", "06", "05", "04"].map((day) => session(day, `2026-01-${day}`));
  expect(newestSessions(days).map(({ id }) => id)).toEqual(["06", "05", "04", "03", "02"]);
});
