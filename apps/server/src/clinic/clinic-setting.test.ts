import type { CurrentSettings, SettingVersion } from "@trellis/api/clinic-setting";
import type { ClinicDoor } from "@trellis/domain/clinic";
import type { ClinicSettings } from "@trellis/domain/clinic-setting";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addItems, newItem } from "#platform/test-card.ts";
import { makeTestClinic, TEST_PASSWORD, type TestClinic } from "#platform/test-clinic.ts";
import {
  type Caller,
  request,
  signInAs,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";

let trellis: TestTrellis;
let clinic: TestClinic;
let administrator: Caller;
let therapist: Caller;
let client: Caller;
const nobody: Caller = { app: "client", cookie: null };

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  clinic = await makeTestClinic(trellis, "north");
  const as = async (app: Caller["app"], who: { email: string }) =>
    signInAs(trellis, app, "north", who.email, TEST_PASSWORD);
  administrator = await as("clinician", clinic.administrator);
  therapist = await as("clinician", clinic.therapist);
  client = await as("client", clinic.client);
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await trellis.close();
});

const SETTINGS = "/api/clinic/settings";
const read = async (caller = administrator): Promise<CurrentSettings> =>
  (await request(trellis, caller, "GET", SETTINGS)).json();
const change = (seen: number, settings: unknown, caller = administrator) =>
  request(trellis, caller, "POST", SETTINGS, { seen, settings });
const versions = async (
  before?: number,
): Promise<{ versions: SettingVersion[]; before: number | null }> =>
  (
    await request(
      trellis,
      therapist,
      "GET",
      `${SETTINGS}/versions${before === undefined ? "" : `?before=${before}`}`,
    )
  ).json();
const door = async (): Promise<ClinicDoor> =>
  (await request(trellis, nobody, "GET", "/api/door/north")).json();
const withChange = async (more: Partial<ClinicSettings>) => {
  const { version, settings } = await read();
  const answer = await change(version, { ...settings, ...more });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<CurrentSettings>();
};

describe("a clinic's settings", () => {
  test("begin with what the clinic was set up with, and nobody's name", async () => {
    const first = await read();
    expect(first).toMatchObject({
      version: 1,
      changedBy: null,
      dayBoundary: { hour: 4, before: 4 },
      checks: [],
      settings: { name: "Clinic north", country: "DE", zone: "Europe/Berlin", contacts: [] },
    });
    expect(await read(therapist)).toEqual(first);
  });

  test("are changed by an administrator, who is named, and keep what they were", async () => {
    const contacts = [{ name: "Front desk", phone: "030 12 34", about: "Mon to Fri" }];
    const after = await withChange({ name: "North Clinic", contacts });
    expect(after).toMatchObject({
      version: 2,
      changedBy: clinic.administrator.email,
      settings: { name: "North Clinic", contacts },
    });
    const { versions: kept, before } = await versions();
    expect(kept.map((each) => [each.version, each.changedBy, each.changed])).toEqual([
      [2, clinic.administrator.email, ["name", "contacts"]],
      [1, null, []],
    ]);
    expect(before).toBeNull();
    expect(kept[1]?.settings.name).toBe("Clinic north");
  });

  test("reach a signed-out phone as far as it needs them", async () => {
    await withChange({
      crisisLines: [{ name: "Night line", phone: "0800-111 0 111" }],
      coachingHours: "Every day until nine",
      sessionHours: "Not for strangers",
    });
    const shown = await door();
    expect(shown).toMatchObject({
      name: "North Clinic",
      contacts: [{ name: "Front desk", phone: "030 12 34", about: "Mon to Fri" }],
      crisisLines: [{ name: "Night line", phone: "0800-111 0 111" }],
      coachingHours: "Every day until nine",
      checks: [],
    });
    expect(JSON.stringify(shown)).not.toContain("Not for strangers");
    expect(JSON.stringify(shown)).not.toContain(clinic.administrator.email);
  });
});

describe("changes of settings", () => {
  test("of two people at once are taken from the first, and the other is told by whom", async () => {
    const { version, settings } = await read();
    const [one, other] = await Promise.all([
      change(version, { ...settings, quarterMonths: 4 }),
      change(version, { ...settings, sessionHours: "Tuesdays" }),
    ]);
    const [refused] = [one, other].filter((each) => each.statusCode !== 200);
    expect(new Set([one.statusCode, other.statusCode])).toEqual(new Set([200, 409]));
    expect(refused?.json()).toMatchObject({
      code: "settings-changed",
      params: { version: version + 1, changedBy: clinic.administrator.email },
    });
    expect((await read()).version).toBe(version + 1);
  });

  test("are answered the same again when the first answer was lost", async () => {
    const { version, settings } = await read();
    const wanted = { ...settings, answerDays: 1, quarterMonths: 6 };
    const first = await change(version, wanted);
    const again = await change(version, wanted);
    expect(again.statusCode).toBe(200);
    expect(again.json()).toEqual(first.json());
  });

  test("may go back to an earlier version, which is a new one", async () => {
    const { version } = await read();
    const [, , first] = (await versions()).versions.toReversed();
    const answer = await change(version, first?.settings);
    expect(answer.json<CurrentSettings>().version).toBe(version + 1);
    expect((await read()).settings).toEqual(first?.settings);
  });

  test("are listed twenty at a time", async () => {
    for (let months = 1; months <= 12; months += 1) await withChange({ quarterMonths: months });
    for (let months = 11; months > 3; months -= 1) await withChange({ quarterMonths: months });
    const newest = await versions();
    expect(newest.versions).toHaveLength(20);
    const rest = await versions(newest.before ?? 0);
    expect(rest.versions[0]?.version).toBe((newest.versions.at(-1)?.version ?? 0) - 1);
    expect(newest.versions.at(-1)?.changed).toEqual(["quarterMonths"]);
    expect(rest.before).toBeNull();
  });
});

describe("settings that cannot be", () => {
  test.each([
    ["without a name", { name: " " }],
    ["with a country that is none", { country: "Germany" }],
    ["with a zone that is none", { zone: "Berlin" }],
    ["with a day that ends at seven", { dayBoundary: 7 }],
    ["with a day that ends at half past", { dayBoundary: 3.5 }],
    ["with a number that is no number", { contacts: [{ name: "x", phone: "call me", about: "" }] }],
    ["with nine contacts", { contacts: Array(9).fill({ name: "x", phone: "112", about: "" }) }],
    ["with thirteen months", { quarterMonths: 13 }],
    ["with a long reminder", { reminderWords: { kind: "own", words: "x".repeat(61) } }],
    [
      "with hours the wrong way round",
      { cardReading: { weekdays: [1], fromHour: 9, untilHour: 9, answerDays: 1 } },
    ],
    [
      "with a day twice",
      { cardReading: { weekdays: [1, 1], fromHour: 9, untilHour: 10, answerDays: 1 } },
    ],
    ["with a sign that cannot be stored", { sessionHours: "\u0000" }],
  ])("are refused %s, and nothing is stored", async (_what, wrong) => {
    const before = await read();
    const answer = await change(before.version, { ...before.settings, ...wrong });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: "invalid-input" });
    expect(await read()).toEqual(before);
  });

  test("cannot be read by a client, nor changed by a therapist", async () => {
    const { version, settings } = await read();
    expect((await request(trellis, client, "GET", SETTINGS)).statusCode).toBe(403);
    expect((await change(version, { ...settings, name: "x" }, therapist)).statusCode).toBe(403);
    const check = { phone: "112", isRight: true };
    expect(
      (await request(trellis, therapist, "POST", `${SETTINGS}/checks`, check)).statusCode,
    ).toBe(403);
  });
});

describe("a number that somebody made sure of", () => {
  const checkPhone = (phone: string, isRight: boolean) =>
    request(trellis, administrator, "POST", `${SETTINGS}/checks`, { phone, isRight });

  test("carries day and name, and a signed-out phone sees the day", async () => {
    trellis.setNow(Date.parse("2026-03-02T23:30:00Z"));
    expect((await checkPhone("116 123", true)).json()).toEqual({
      checks: [{ phone: "116 123", on: "2026-03-03", by: clinic.administrator.email }],
    });
    expect((await door()).checks).toEqual([{ phone: "116 123", on: "2026-03-03" }]);
    trellis.setNow(Date.parse("2026-06-02T12:00:00Z"));
    await checkPhone("116-123", true);
    expect((await door()).checks).toEqual([{ phone: "116-123", on: "2026-06-02" }]);
  });

  test("can be taken back", async () => {
    expect((await checkPhone("116123", false)).json()).toEqual({ checks: [] });
    expect((await door()).checks).toEqual([]);
  });

  test("counts for the clinic's country alone", async () => {
    await checkPhone("112", true);
    await withChange({ country: "ES" });
    expect((await door()).checks).toEqual([]);
    await withChange({ country: "DE" });
    expect((await door()).checks).toHaveLength(1);
    trellis.setNow(null);
  });
});

describe("a changed day boundary", () => {
  const card = (rest: string) => `/api/clients/${clinic.client.clientId}/${rest}`;

  async function addItem(): Promise<{ id: string; validFrom: string }> {
    const item = newItem();
    const design = await addItems(trellis, therapist, clinic.client.clientId, [item]);
    return design.items.find(({ id }) => id === item.id) ?? expect.fail("not on the card");
  }

  test("holds from the next diary day on", async () => {
    trellis.setNow(Date.parse("2026-03-10T12:00:00+01:00"));
    const { dayBoundary } = await withChange({ dayBoundary: 2 });
    expect(dayBoundary).toEqual({ hour: 2, from: "2026-03-11", before: 4 });
    expect((await door()).dayBoundary).toEqual(dayBoundary);
    trellis.setNow(Date.parse("2026-03-11T03:30:00+01:00"));
    expect((await addItem()).validFrom).toBe("2026-03-10");
    trellis.setNow(Date.parse("2026-03-12T01:30:00+01:00"));
    expect((await addItem()).validFrom).toBe("2026-03-11");
    trellis.setNow(Date.parse("2026-03-12T03:30:00+01:00"));
    expect((await addItem()).validFrom).toBe("2026-03-12");
  });

  test("decides what counts as entered late", async () => {
    const { id } = await addItem();
    const entry = async (date: string, madeAt: string) => {
      const answer = await request(trellis, client, "POST", card("card-operations"), {
        operations: [
          {
            kind: "set",
            id: crypto.randomUUID(),
            schema: 1,
            date,
            zone: "Europe/Berlin",
            madeAt: new Date(madeAt).toISOString(),
            sequence: 1,
            item: id,
            version: 1,
            value: 3,
            seen: null,
          },
        ],
      });
      expect(answer.statusCode, answer.body).toBe(200);
      const week = await request(trellis, client, "GET", card(`week?to=${date}&from=${date}`));
      const entries = week.json<{ entries: { item: string; late: boolean }[] }>().entries;
      return entries.find((each) => each.item === id)?.late;
    };
    trellis.setNow(Date.parse("2026-03-20T12:00:00+01:00"));
    expect(await entry("2026-03-10", "2026-03-11T03:30:00+01:00")).toBe(false);
    expect(await entry("2026-03-13", "2026-03-14T03:30:00+01:00")).toBe(true);
    expect(await entry("2026-03-14", "2026-03-15T01:30:00+01:00")).toBe(false);
  });
});
