import type { SkillPractice } from "@trellis/domain/skill-practice";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import {
  addClinician,
  makeMark,
  makeMarkedClinic,
  type MarkedClinic,
  mintSignIn,
  openSuperuser,
} from "#platform/test-marked-clinic.ts";
import {
  type Caller,
  request,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";

let trellis: TestTrellis;
let superuser: Database;
let north: MarkedClinic;
let trainer: Caller;

const AS = { kind: "clinician", app: "clinician" } as const;

async function holding(kind: "skills-trainer" | "supervisor" | "cover"): Promise<Caller> {
  const grant = { kind, from: "-1 day", until: null };
  const id = await addClinician(superuser, north.record, makeMark(), grant);
  return mintSignIn(superuser, north.record, id, AS);
}

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
  north = await makeMarkedClinic(trellis, superuser, "north");
  trainer = await holding("skills-trainer");
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await superuser.close();
  await trellis.close();
});

const ask = (caller: Caller, path: string, record = north.record) =>
  request(trellis, caller, "GET", `/api/clients/${record.clientId}/${path}`);
const practice = (query: string, caller = trainer) => ask(caller, `practice?${query}`);

test("a skills trainer sees the items about skills with their entries, and nothing else of the card", async () => {
  const answer = await practice("to=2026-03-04");
  expect(answer.statusCode, answer.body).toBe(200);
  const { record } = north;
  const week = answer.json() as SkillPractice;
  expect(week.items.map(({ id, aspect }) => ({ id, aspect }))).toEqual([
    { id: record.skillItemId, aspect: "skill" },
  ]);
  expect(week.entries).toEqual([
    { item: record.skillItemId, date: "2026-03-03", value: 4, version: 1, late: false },
  ]);
  expect([week.from, week.to]).toEqual(["2026-02-19", "2026-03-04"]);
  expect(week.client).toEqual({
    id: record.clientId,
    initials: record.marks["client-list"],
    tag: record.marks["client-list"],
    zone: "Europe/Berlin",
  });
  for (const hidden of [record.itemId, record.targetId, String(record.value)])
    expect(answer.body).not.toContain(hidden);
  for (const kind of ["life-line", "diary-card", "card-design", "card-import"] as const)
    expect(answer.body).not.toContain(record.marks[kind]);
});

test("an item that had other words keeps them for its earlier entries", async () => {
  const { clinicId, clientId, skillItemId } = north.record;
  await superuser.pool.query(
    `INSERT INTO card_item_version (clinic_id, client_id, item_id, version, aspect, words, scale, valid_from)
     VALUES ($1, $2, $3, 2, 'skill', 'New words', '{"kind":"rating","min":0,"max":7}', '2026-03-04')`,
    [clinicId, clientId, skillItemId],
  );
  const week = (await practice("to=2026-03-04")).json() as SkillPractice;
  expect(week.items[0]).toMatchObject({
    words: "New words",
    version: 2,
    level: null,
    targetId: null,
  });
  expect(week.earlierVersions).toEqual([
    {
      item: skillItemId,
      version: 1,
      words: north.record.marks["skill-practice"],
      coverWords: north.record.marks["skill-practice"],
      scale: { kind: "rating", min: 0, max: 5 },
      validFrom: "2026-01-01",
    },
  ]);
});

test("the whole card stays closed to a skills trainer, and practice to a supervisor", async () => {
  for (const path of ["week?to=2026-03-04", "card", "access-log"])
    expect((await ask(trainer, path)).statusCode, path).toBe(404);
  const supervisor = await holding("supervisor");
  expect((await practice("to=2026-03-04", supervisor)).statusCode).toBe(404);
  expect((await ask(supervisor, "card")).statusCode).toBe(200);
  expect((await ask(supervisor, "week?to=2026-03-04")).statusCode).toBe(404);
  const cover = await holding("cover");
  expect((await practice("to=2026-03-04", cover)).statusCode).toBe(200);
  expect((await ask(trainer, "practice?to=2026-03-04", north.otherRecord)).statusCode).toBe(404);
});

test.each([
  "to=2026-02-30",
  "to=tomorrow",
  "",
  "to=2026-03-04&from=2026-03-05",
  "to=2026-03-04&from=2025-12-02",
])("the range %s is refused", async (query) => {
  const answer = await practice(query);
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ code: "invalid-input" });
});

test.each(["to=1900-01-03", "to=2199-12-31", "to=2026-03-04&from=2025-12-03"])(
  "the range %s is answered",
  async (query) => {
    const answer = await practice(query);
    expect(answer.statusCode, answer.body).toBe(200);
  },
);
