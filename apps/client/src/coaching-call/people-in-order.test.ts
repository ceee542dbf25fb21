import { civilDate } from "@trellis/domain/civil-date";
import { type CoachingPerson, NO_COACHING_TIMES } from "@trellis/domain/coaching-call";
import { expect, test } from "vitest";
import { peopleInOrder } from "./people-in-order.ts";

const person = (
  name: string,
  kind: CoachingPerson["kind"],
  from: string,
  until: string | null,
): CoachingPerson => ({
  name,
  kind,
  from: civilDate(from),
  until: until === null ? null : civilDate(until),
  times: NO_COACHING_TIMES,
});

const people = [
  person("later", "cover", "2026-03-12", "2026-03-14"),
  person("therapist", "therapist", "2025-01-01", null),
  person("now", "cover", "2026-03-02", "2026-03-05"),
  person("over", "cover", "2026-02-01", "2026-02-03"),
];

const on = (day: string) => peopleInOrder(people, civilDate(day)).map(({ name }) => name);

test("who stands in today comes first, who stands in later last, and whose time is over not at all", () => {
  expect(on("2026-03-05")).toEqual(["now", "therapist", "later"]);
  expect(on("2026-03-06")).toEqual(["therapist", "later"]);
  expect(on("2026-03-12")).toEqual(["later", "therapist"]);
});
