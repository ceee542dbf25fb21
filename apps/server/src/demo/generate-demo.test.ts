import { Email } from "@trellis/domain/account";
import { CardItem, fitsScale, MOST_SHORT, spansOf } from "@trellis/domain/card-item";
import {
  addDays,
  civilDate,
  type CivilDate,
  daysBetween,
  diaryDayAt,
  weekday,
} from "@trellis/domain/civil-date";
import { isOpenOn } from "@trellis/domain/quiet-items";
import { TargetBehaviour } from "@trellis/domain/target-behaviour";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { versionOn } from "./card-history.ts";
import type { DemoClient, DemoClinic, DemoEntry } from "./demo-clinic.ts";
import { DEMO_SEED, DEMO_WEEKS, generateDemoClinic, STORIES } from "./generate-demo.ts";

/** Days around which a calendar can go wrong, and an ordinary one. */
const TODAYS = ["2026-11-22", "2026-03-09", "2027-01-01", "2024-02-29"].map(civilDate);
const clinics = TODAYS.flatMap((today) =>
  [DEMO_SEED, 7].map((seed) => ({ today, seed, clinic: generateDemoClinic({ today, seed }) })),
);
const everyClient = clinics.flatMap(({ today, clinic }) =>
  clinic.clients.map((client, index) => ({ today, client, story: STORIES[index]!.key })),
);

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const share = <T>(list: readonly T[], holds: (each: T) => boolean) =>
  list.filter(holds).length / list.length;
const keptDays = (client: DemoClient) => [...new Set(client.entries.map((entry) => entry.date))];
const ofAspect = (client: DemoClient, aspect: string) => {
  const ids = new Set(client.items.filter((item) => item.aspect === aspect).map((item) => item.id));
  return client.entries.filter((entry) => ids.has(entry.item));
};
/** Answers to the weekly question about folded items. */
const answersOf = (client: DemoClient) => ofAspect(client, "check");
const clientOf = (clinic: DemoClinic, key: string) =>
  clinic.clients[STORIES.findIndex((story) => story.key === key)]!;

describe("the demo clinic", () => {
  it("is the same for the same seed and day, and another for another seed", () => {
    const today = civilDate("2026-11-22");
    expect(generateDemoClinic({ today })).toEqual(generateDemoClinic({ today, seed: DEMO_SEED }));
    expect(generateDemoClinic({ today, seed: 8 }).clients).not.toEqual(
      generateDemoClinic({ today }).clients,
    );
  });

  it("has one therapist and six people who can sign in", () => {
    for (const { clinic } of clinics) {
      const accounts = [
        clinic.therapist,
        ...clinic.clients.flatMap((client) => client.account ?? []),
      ];
      expect(accounts).toHaveLength(7);
      expect(new Set(accounts.map((account) => account.email)).size).toBe(7);
      expect(accounts.filter((account) => !z.safeParse(Email, account.email).success)).toEqual([]);
      expect(accounts.filter((account) => !account.email.endsWith("@demo.example"))).toEqual([]);
      expect(clinic.clients.filter((client) => client.account?.locale === "es")).toHaveLength(1);
    }
  });

  it("uses no id twice", () => {
    for (const { clinic } of clinics) {
      const ids = clinic.clients.flatMap((client) => [
        client.id,
        ...[client.account!, ...client.targets, ...client.items, ...client.sessions].map(
          (each) => each.id,
        ),
      ]);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});

describe("each card", () => {
  it("asks eight to fifteen items a day, urges with their acts, and what the domain accepts", () => {
    for (const { client } of everyClient) {
      const daily = client.items.filter((item) => item.versions[0]!.rhythm === "daily");
      expect(daily.length).toBeGreaterThanOrEqual(7);
      expect(daily.length).toBeLessThanOrEqual(15);
      expect(client.items.length - daily.length).toBeGreaterThanOrEqual(3);
      expect(client.items.filter((item) => item.versions.at(-1)!.short).length).toBeLessThanOrEqual(
        MOST_SHORT,
      );
      for (const target of client.targets)
        expect(z.safeParse(TargetBehaviour, target).error).toBeUndefined();
      for (const { versions, ...item } of client.items) {
        expect(item.level).toBe(
          client.targets.find((target) => target.id === item.targetId)?.level ?? null,
        );
        for (const version of versions)
          expect(
            z.safeParse(CardItem, { ...item, ...version, spans: spansOf(versions) }).error,
          ).toBeUndefined();
        expect(versions.map((version) => version.version)).toEqual(
          versions.map((_, index) => index + 1),
        );
        expect(
          versions.every(
            (version, index) => index === 0 || version.validFrom > versions[index - 1]!.validFrom,
          ),
        ).toBe(true);
      }
      for (const act of client.items.filter(
        (item) => item.aspect === "act" && item.level === "ltb",
      )) {
        expect(
          client.items.some((item) => item.aspect === "urge" && item.targetId === act.targetId),
        ).toBe(true);
      }
    }
  });

  it("has, over the clinic, a revised item and a retired one", () => {
    for (const { clinic } of clinics) {
      const items = clinic.clients.flatMap((client) => client.items);
      expect(
        items.filter((item) =>
          item.versions.some((each) => each.version === 2 && each.state === "asked"),
        ).length,
      ).toBeGreaterThan(0);
      expect(items.filter((item) => item.versions.at(-1)!.state === "retired")).toHaveLength(1);
    }
  });
});

describe("each entry", () => {
  const misfits = (holds: (entry: DemoEntry, client: DemoClient, today: CivilDate) => boolean) =>
    everyClient.flatMap(({ client, today }) =>
      client.entries.filter((entry) => !holds(entry, client, today)),
    );
  const versions = (client: DemoClient, entry: DemoEntry) =>
    client.items.find((item) => item.id === entry.item)!.versions;

  it("is within the record and before today", () => {
    expect(
      misfits((entry, client, today) => entry.date >= client.since && entry.date < today),
    ).toEqual([]);
  });

  it("is of an item that was asked, in the version then in force, and fits its scale", () => {
    expect(
      misfits((entry, client) => {
        const isOpen = isOpenOn(answersOf(client), entry.date);
        const inForce = versionOn(versions(client, entry), entry.date, isOpen);
        return (
          inForce !== null &&
          inForce.version === entry.version &&
          fitsScale(inForce.scale, entry.value)
        );
      }),
    ).toEqual([]);
  });

  it("is not of a day on or after the item was retired", () => {
    expect(
      misfits((entry, client) =>
        versions(client, entry).every(
          (each) => each.state !== "retired" || entry.date < each.validFrom,
        ),
      ),
    ).toEqual([]);
  });

  it("was made in the past, on its day or later, and is late exactly when its diary day was over", () => {
    expect(
      misfits((entry, _client, today) => {
        const day = diaryDayAt(Date.parse(entry.madeAt), entry.zone);
        return (
          entry.madeAt < `${today}T00:00:00.000Z` &&
          day >= entry.date &&
          entry.late === day > entry.date
        );
      }),
    ).toEqual([]);
  });

  it("stands there once", () => {
    for (const { client } of everyClient) {
      expect(new Set(client.entries.map((entry) => `${entry.item} ${entry.date}`)).size).toBe(
        client.entries.length,
      );
    }
  });
});

/** Lowest and highest share of days with an entry, by story. */
const KEPT: Readonly<Record<string, readonly [number, number]>> = {
  "early-stage": [0.68, 0.96],
  substances: [0.68, 0.96],
  "room-for-more": [0.82, 0.99],
  "coming-back": [0.5, 0.76],
  "few-days": [0.24, 0.52],
  "in-spanish": [0.75, 0.98],
};

describe("the shape of the numbers", () => {
  it.each(Object.entries(KEPT))("%s keeps a share of days within %j", (story, [least, most]) => {
    for (const { client } of everyClient.filter((each) => each.story === story)) {
      const kept = keptDays(client).length / (7 * DEMO_WEEKS);
      expect(kept).toBeGreaterThanOrEqual(least);
      expect(kept).toBeLessThanOrEqual(most);
    }
  });

  it("has many zeros among urges: over the clinic 30 to 60 %, and all six steps", () => {
    for (const { clinic } of clinics) {
      const urges = clinic.clients.flatMap((client) => ofAspect(client, "urge"));
      const zeros = share(urges, (entry) => entry.value === 0);
      expect(zeros).toBeGreaterThan(0.3);
      expect(zeros).toBeLessThan(0.6);
      expect(new Set(urges.map((entry) => entry.value)).size).toBe(6);
    }
  });

  it("has acts that follow urges and stay the exception", () => {
    const at: { urge: number; act: number }[] = [];
    for (const { client } of everyClient) {
      const value = new Map(
        client.entries.map((entry) => [`${entry.item} ${entry.date}`, entry.value]),
      );
      for (const act of client.items.filter(
        (item) => item.aspect === "act" && item.level === "ltb",
      )) {
        const urge = client.items.find(
          (item) => item.aspect === "urge" && item.targetId === act.targetId,
        )!;
        for (const date of keptDays(client)) {
          const pair = {
            urge: value.get(`${urge.id} ${date}`),
            act: value.get(`${act.id} ${date}`),
          };
          if (pair.urge !== undefined && pair.act !== undefined)
            at.push({ urge: pair.urge, act: pair.act });
        }
      }
    }
    const acts = (least: number, most: number) =>
      mean(at.filter((each) => each.urge >= least && each.urge <= most).map((each) => each.act));
    expect(acts(0, 1)).toBeLessThan(0.02);
    expect(acts(2, 3)).toBeGreaterThan(acts(0, 1));
    expect(acts(4, 5)).toBeGreaterThan(0.12);
    expect(acts(4, 5)).toBeLessThan(0.45);
  });

  it("carries over from one day to the next: lag-1 autocorrelation of the day's mean urge and emotion above 0.15", () => {
    for (const { client, story } of everyClient) {
      if (story === "few-days") continue;
      expect(lagOne(client)).toBeGreaterThan(0.15);
    }
  });

  it("is quieter lately where the story says so, and has its weekdays", () => {
    for (const { clinic, today } of clinics) {
      const quiet = ofAspect(clientOf(clinic, "room-for-more"), "urge");
      const early = quiet.filter((entry) => daysBetween(entry.date, today) > 7 * 21);
      const lately = quiet.filter((entry) => daysBetween(entry.date, today) <= 7 * 12);
      expect(mean(lately.map((entry) => entry.value))).toBeLessThan(
        mean(early.map((entry) => entry.value)) - 0.2,
      );
      const drinking = ofAspect(clientOf(clinic, "substances"), "urge");
      const on = (...days: number[]) =>
        mean(
          drinking
            .filter((entry) => days.includes(weekday(entry.date)))
            .map((entry) => entry.value),
        );
      expect(on(5, 6)).toBeGreaterThan(on(1, 2) + 0.4);
    }
  });
});

/** Correlation of neighbouring kept days, each the mean of its intensities as they are on the card (joy left out). */
function lagOne(client: DemoClient): number {
  const joy = new Set(
    client.items
      .filter((item) => /joy|alegría/i.test(item.versions[0]!.words))
      .map((item) => item.id),
  );
  const days = Map.groupBy(
    [...ofAspect(client, "urge"), ...ofAspect(client, "emotion")].filter(
      (entry) => !joy.has(entry.item),
    ),
    (entry) => entry.date,
  );
  const level = new Map(
    Array.from(days, ([date, entries]) => [date, mean(entries.map((entry) => entry.value))]),
  );
  const pairs = Array.from(
    level,
    ([date, value]) => [value, level.get(addDays(date, 1))] as const,
  ).filter((pair): pair is [number, number] => pair[1] !== undefined);
  const [a, b] = [mean(pairs.map((pair) => pair[0])), mean(pairs.map((pair) => pair[1]))];
  const product = (f: (pair: [number, number]) => number) =>
    pairs.reduce((sum, pair) => sum + f(pair), 0);
  return (
    product(([x, y]) => (x - a) * (y - b)) /
    Math.sqrt(product(([x]) => (x - a) ** 2) * product(([, y]) => (y - b) ** 2))
  );
}

describe("the weeks", () => {
  it("have a session on most, none on some, none today, and one within the last two weeks", () => {
    for (const { client, today, story } of everyClient) {
      const held = client.sessions.map((session) => session.heldOn);
      expect(held.length).toBeLessThan(DEMO_WEEKS);
      expect(held.length).toBeGreaterThanOrEqual(story === "coming-back" ? 17 : 23);
      expect(new Set(held.map(weekday)).size).toBe(1);
      expect(held.at(-1)! < today).toBe(true);
      expect(daysBetween(held.at(-1)!, today)).toBeLessThanOrEqual(14);
    }
  });

  it("of the one who comes back are empty for six, and not since", () => {
    for (const { clinic, today } of clinics) {
      const client = clientOf(clinic, "coming-back");
      const ago = [...keptDays(client), ...client.sessions.map((session) => session.heldOn)].map(
        (date) => daysBetween(date, today),
      );
      expect(ago.filter((days) => days > 21 && days <= 63)).toEqual([]);
      expect(ago.filter((days) => days <= 21).length).toBeGreaterThan(9);
    }
  });

  it("are now and then filled in one sitting, days later", () => {
    for (const { clinic } of clinics) {
      const entries = clinic.clients.flatMap((client) => client.entries);
      const lateShare = share(entries, (entry) => entry.late);
      expect(lateShare).toBeGreaterThan(0.05);
      expect(lateShare).toBeLessThan(0.3);
      const daysLate = entries.map((entry) =>
        daysBetween(entry.date, diaryDayAt(Date.parse(entry.madeAt), entry.zone)),
      );
      expect(Math.max(...daysLate)).toBe(6);
    }
  });
});
