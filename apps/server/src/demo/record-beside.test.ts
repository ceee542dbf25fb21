import { DetailField } from "@trellis/domain/card-operation";
import { addDays, civilDate, daysBetween } from "@trellis/domain/civil-date";
import { isOpenOn } from "@trellis/domain/quiet-items";
import { SafetyPlan } from "@trellis/domain/safety-plan";
import { expect, it } from "vitest";
import * as z from "zod/mini";
import type { DemoClient } from "./demo-clinic.ts";
import { generateDemoClinic, STORIES } from "./generate-demo.ts";

const today = civilDate("2026-11-22");
const { clients } = generateDemoClinic({ today });
const ofStory = (key: string): DemoClient =>
  clients[STORIES.findIndex((story) => story.key === key)]!;
const itemOf = (client: DemoClient, words: string) =>
  client.items.find((item) => item.versions.some((version) => version.words === words))!;
const entriesOf = (client: DemoClient, words: string) =>
  client.entries.filter((entry) => entry.item === itemOf(client, words).id);

it("has every kind of item on some card", () => {
  const aspects = new Set(clients.flatMap(({ items }) => items.map(({ aspect }) => aspect)));
  const kinds =
    "act attempt belief check emotion event goal medication number reward skill step substance urge watch";
  expect([...aspects].toSorted().join(" ")).toBe(kinds);
});

it("answers about a suicide act with no on nearly every day, and never with the last word", () => {
  const values = clients.flatMap((client) => {
    const ids = client.items.filter(({ aspect }) => aspect === "attempt").map(({ id }) => id);
    return client.entries.filter(({ item }) => ids.includes(item)).map(({ value }) => value);
  });
  expect(values.length).toBeGreaterThan(100);
  expect(values.filter((value) => value === 0).length / values.length).toBeGreaterThan(0.97);
  expect(values).not.toContain(2);
});

it("tells of skills that helped and of skills that could not be done yet", () => {
  const paced = entriesOf(ofStory("early-stage"), "Paced breathing").map(({ value }) => value);
  expect(new Set(paced)).toEqual(new Set([1, 2, 3, 4]));
  expect(paced.length).toBeLessThan(120);
});

it("answers what is asked once a week on one day between two sessions", () => {
  for (const client of clients) {
    const held = client.sessions.map(({ heldOn }) => heldOn);
    for (const item of client.items.filter(({ versions }) => versions[0]!.rhythm === "weekly")) {
      const dates = client.entries
        .filter((entry) => entry.item === item.id)
        .map(({ date }) => date);
      expect(dates.length).toBeGreaterThan(0);
      const between = dates.map((date) => held.filter((day) => day <= date).length);
      expect(new Set(between).size).toBe(dates.length);
    }
  }
});

it("asks folded items only on days that a weekly yes has opened", () => {
  const client = ofStory("room-for-more");
  const answers = entriesOf(client, "Any of these this week?");
  expect(answers.filter(({ value }) => value === 1)).toHaveLength(1);
  const urge = itemOf(client, "Urge to hurt myself");
  const folded = urge.versions.at(-1)!;
  expect(folded.state).toBe("folded");
  const since = client.entries.filter(
    ({ item, date }) => item === urge.id && date >= folded.validFrom,
  );
  expect(since.length).toBeGreaterThan(0);
  expect(since.filter(({ date }) => !isOpenOn(answers, date))).toEqual([]);
});

it("leaves all but the short card empty on short days, and what is asked once a week", () => {
  const client = ofStory("few-days");
  const days = new Set(client.shortDays.map(({ date }) => date));
  expect(days.size).toBeGreaterThan(4);
  const kept = new Set(
    client.items
      .filter(({ versions }) => versions[0]!.short || versions[0]!.rhythm === "weekly")
      .map(({ id }) => id),
  );
  expect(client.entries.filter(({ date, item }) => days.has(date) && !kept.has(item))).toEqual([]);
});

it("rides out urges that were there and not acted on, and none grew by it", () => {
  for (const [key, urge, act] of [
    ["early-stage", "Urge to hurt myself", "Hurt myself"],
    ["substances", "Urge to drink", "Drank"],
    ["in-spanish", "Ganas de hacerme daño", "Me hice daño"],
  ] as const) {
    const client = ofStory(key);
    const [strength, acts] = [urge, act].map(
      (words) => new Map(entriesOf(client, words).map(({ date, value }) => [date, value])),
    );
    expect(client.riddenOut.length).toBeGreaterThan(1);
    for (const { date, before, after } of client.riddenOut) {
      expect([strength?.get(date), acts?.get(date)]).toEqual([before, 0]);
      expect(after).toBeLessThan(before);
      expect(after).toBeGreaterThanOrEqual(0);
    }
  }
});

it("changes a value the day after, once, to another one", () => {
  for (const key of ["early-stage", "coming-back"]) {
    const changed = ofStory(key).entries.filter((entry) => entry.corrected !== undefined);
    expect(changed).toHaveLength(1);
    for (const { value, date, corrected } of changed) {
      expect(corrected?.from).not.toBe(value);
      expect(corrected?.on).toBe(addDays(date, 1));
    }
  }
});

it("has words beside values above zero alone, and times as the card takes them", () => {
  for (const client of clients) {
    const values = new Map(client.entries.map(({ item, date, value }) => [item + date, value]));
    for (const { item, date, field, words } of client.details) {
      expect(values.get(item + date)).toBeGreaterThan(0);
      expect(z.safeParse(DetailField, field).success).toBe(true);
      expect(words).toMatch(field === "about-when" ? /^([01]\d|2[0-3]):[0-5]\d$/ : /\S/);
    }
  }
  expect(clients.filter(({ details }) => details.length > 0).length).toBe(clients.length);
});

it("changes a card in the middle of the week that is on the screen", () => {
  const work = itemOf(ofStory("substances"), "Hours of work");
  expect(daysBetween(work.versions.at(-1)!.validFrom, today)).toBe(4);
});

it("has plans as the domain takes them, written before today, each once agreed after it was written", () => {
  for (const client of clients) {
    expect(client.plans.length).toBeGreaterThan(0);
    for (const { plan, writtenAt, agreedAt } of client.plans) {
      expect(z.safeParse(SafetyPlan, plan).error).toBeUndefined();
      expect((agreedAt ?? `${today}T00:00:00.000Z`) > writtenAt).toBe(true);
      expect((agreedAt ?? writtenAt) < `${today}T00:00:00.000Z`).toBe(true);
    }
  }
});
