import type { AccessLog, AuditEvent } from "@trellis/domain/audit";
import { diaryDayAt } from "@trellis/domain/civil-date";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "#platform/database.ts";
import { makeTestClinic, TEST_PASSWORD, type TestClinic } from "#platform/test-clinic.ts";
import {
  type Caller,
  request,
  signInAs,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";
import { attack } from "../safety/database-attacker.ts";

let trellis: TestTrellis;
let superuser: Database;
let clinic: TestClinic;
let other: TestClinic;
let therapist: Caller;
let administrator: Caller;
let client: Caller;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openDatabase(trellis.database.superuserUrl, 1, () => undefined);
  clinic = await makeTestClinic(trellis, "north");
  other = await makeTestClinic(trellis, "south");
  const enter = (app: "client" | "clinician", email: string) =>
    signInAs(trellis, app, clinic.code, email, TEST_PASSWORD);
  therapist = await enter("clinician", clinic.therapist.email);
  administrator = await enter("clinician", clinic.administrator.email);
  client = await enter("client", clinic.client.email);
});
afterAll(async () => {
  await superuser.close();
  await trellis.close();
});

/** The answer's body, which has to come with this status. */
const get = async <T>(caller: Caller, url: string, status = 200): Promise<T> => {
  const answer = await request(trellis, caller, "GET", url);
  if (answer.statusCode !== status)
    throw new Error(`${url}: ${answer.statusCode}, not ${status}: ${answer.body}`);
  return answer.json() as T;
};

const statusOf = async (caller: Caller, url: string) =>
  (await request(trellis, caller, "GET", url)).statusCode;

type Page = { readonly events: readonly AuditEvent[]; readonly after: string | null };
const list = (query = "") => get<Page>(administrator, `/api/audit${query}`);
const week = (clientId: string) => `/api/clients/${clientId}/week?to=2026-03-04`;

/** Rows of the past, as if they had been written then. */
const write = (
  rows: readonly {
    readonly at: string;
    readonly account: string | null;
    readonly operation: string;
    readonly clients: readonly string[];
    readonly outcome?: "refused";
  }[],
) =>
  superuser.pool.query(
    `INSERT INTO audit_event (clinic_id, at, account_id, origin, operation, client_ids, outcome, reason)
     SELECT $1, r.at, r.account, CASE WHEN r.account IS NULL THEN 'operator' ELSE 'app' END, r.operation,
            ARRAY(SELECT jsonb_array_elements_text(r.clients)::uuid), coalesce(r.outcome, 'done'),
            CASE r.outcome WHEN 'refused' THEN 'not-found' END
       FROM jsonb_to_recordset($2) AS r(at timestamptz, account uuid, operation text, clients jsonb, outcome text)`,
    [clinic.clinicId, JSON.stringify(rows)],
  );

test("what was done and what was refused stands there once each, with who, what and whose", async () => {
  await get(therapist, week(clinic.client.clientId));
  await get(therapist, "/api/clients");
  await get(therapist, week(clinic.otherClient.clientId), 404);
  await get(therapist, "/api/audit", 403);
  await get(therapist, week(other.client.clientId), 404);
  const { events } = await list();
  const [foreign, forbidden, denied, listed, read] = events;
  const me = {
    id: clinic.therapist.accountId,
    name: clinic.therapist.email,
    kind: "clinician",
  };
  const own = { id: clinic.client.clientId, initials: "R. M.", tag: "north" };
  expect(read).toMatchObject({
    account: me,
    operation: "diary-card.read-week",
    outcome: "done",
    reason: null,
    clients: [own],
    clientCount: 1,
  });
  expect(listed).toMatchObject({ account: me, operation: "client.list", clients: [own] });
  expect(denied).toMatchObject({
    account: me,
    operation: "diary-card.read-week",
    outcome: "refused",
    reason: "not-found",
    clients: [{ id: clinic.otherClient.clientId, initials: "T. O.", tag: "north" }],
  });
  expect(forbidden).toMatchObject({
    operation: "audit.list",
    outcome: "refused",
    reason: "not-allowed",
    clients: [],
  });
  // Whose it was in another clinic is not told; that one was tried is.
  expect(foreign).toMatchObject({ outcome: "refused", clients: [], clientCount: 1 });
});

test("a request whose sign-in does not count leaves no row", async () => {
  const count = async () =>
    (await superuser.pool.query<{ n: number }>("SELECT count(*) AS n FROM audit_event")).rows[0]?.n;
  const before = await count();
  const nobody: Caller = { app: "clinician", cookie: null };
  await get(nobody, week(clinic.client.clientId), 401);
  const stale: Caller = { app: "clinician", cookie: `${therapist.cookie}x` };
  await get(stale, week(clinic.client.clientId), 401);
  expect(await count()).toBe(before);
});

test("when the audit cannot be written, nothing else is", async () => {
  await superuser.pool.query(
    "ALTER TABLE audit_event ADD CONSTRAINT full_up CHECK (operation <> 'therapy-session.record') NOT VALID",
  );
  const session = `/api/clients/${clinic.client.clientId}/therapy-sessions/0190b0d0-0000-7000-8000-000000000001`;
  const answer = await request(trellis, therapist, "PUT", session, { heldOn: "2026-03-01" });
  expect(answer.statusCode).toBe(500);
  expect(trellis.unforeseen.splice(0)).toHaveLength(1);
  await superuser.pool.query("ALTER TABLE audit_event DROP CONSTRAINT full_up");
  const { rows } = await superuser.pool.query("SELECT 1 FROM therapy_session");
  expect(rows).toEqual([]);
});

test("pages follow each other without a gap or a repetition, and filters narrow them", async () => {
  const operations = ["diary-card.read-week", "diary-card.save", "card-item.read-all"];
  await write(
    Array.from({ length: 120 }, (_, number) => ({
      at: `2026-01-${String(1 + (number % 28)).padStart(2, "0")}T12:00:00.000${number % 3}Z`,
      account: number % 2 === 0 ? clinic.therapist.accountId : clinic.otherTherapist.accountId,
      operation: operations[number % 3] ?? "",
      clients: [number % 2 === 0 ? clinic.client.clientId : clinic.otherClient.clientId],
    })),
  );
  const seen: AuditEvent[] = [];
  for (let after = ""; ;) {
    const page = await list(`?from=2026-01-01&to=2026-01-31${after}`);
    seen.push(...page.events);
    if (page.after === null) break;
    expect(page.events).toHaveLength(50);
    after = `&after=${page.after}`;
  }
  expect(new Set(seen.map(({ sequence }) => sequence)).size).toBe(120);
  expect(seen.map(({ at }) => at)).toEqual(
    seen
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  );
  const count = async (query: string) =>
    (await list(`?from=2026-01-01&to=2026-01-31&${query}`)).events.length;
  expect(await count(`account=${clinic.therapist.accountId}&operation=diary-card.save`)).toBe(20);
  expect(await count(`client=${clinic.client.clientId}&operation=diary-card.save`)).toBe(20);
  expect(
    await count(`client=${clinic.client.clientId}&account=${clinic.otherTherapist.accountId}`),
  ).toBe(0);
  expect(await count("outcome=refused")).toBe(0);
  const { events } = await list("?from=2026-01-05&to=2026-01-05&operation=diary-card.save");
  expect(events).toHaveLength(2);
});

test("days are those of the clinic's zone, both included", async () => {
  await write(
    [
      "2025-06-09T21:59:59Z",
      "2025-06-09T22:00:00Z",
      "2025-06-10T21:59:59Z",
      "2025-06-10T22:00:00Z",
    ].map((at) => ({ at, account: null, operation: "clinic.init", clients: [] })),
  );
  const { events } = await list("?from=2025-06-10&to=2025-06-10");
  expect(events.map(({ at }) => at)).toEqual([
    "2025-06-10T21:59:59.000Z",
    "2025-06-09T22:00:00.000Z",
  ]);
});

test("rows of one client are found in lists of many, too", async () => {
  await write([
    {
      at: "2025-05-01T10:00:00Z",
      account: clinic.therapist.accountId,
      operation: "client.list",
      clients: [clinic.otherClient.clientId, clinic.client.clientId],
    },
  ]);
  const { events } = await list(`?client=${clinic.client.clientId}&from=2025-05-01&to=2025-05-01`);
  expect(events.map(({ operation, clientCount }) => [operation, clientCount])).toEqual([
    ["client.list", 2],
  ]);
});

test("an export has the rows of the filter and is itself in the audit, with whom it was about", async () => {
  const answer = await get<{ csv: string; rows: number; isCapped: boolean }>(
    administrator,
    `/api/audit/export?from=2025-05-01&to=2025-05-01&client=${clinic.client.clientId}`,
  );
  expect(answer).toMatchObject({ rows: 1, isCapped: false });
  expect(answer.csv.split("\r\n")[1]).toContain("client.list");
  const [last] = (await list()).events;
  expect(last).toMatchObject({
    operation: "audit.export",
    clients: [{ id: clinic.client.clientId }],
  });
});

test("nobody but an administrator reads the audit, and each administrator that of their own clinic", async () => {
  for (const caller of [therapist, client])
    for (const url of ["/api/audit", "/api/audit/export"]) await get(caller, url, 403);
  const south = await signInAs(
    trellis,
    "clinician",
    other.code,
    other.administrator.email,
    TEST_PASSWORD,
  );
  const { events } = await get<Page>(south, `/api/audit?client=${clinic.client.clientId}`);
  expect(events).toEqual([]);
  const all = await get<Page>(south, "/api/audit");
  expect(all.events.every(({ account }) => account?.name.includes("south"))).toBe(true);
});

test("wrong filters are answered with what is wrong", async () => {
  for (const query of [
    "account=1",
    "from=2026-02-30",
    "after=1",
    "operation=%27",
    "outcome=maybe",
    "client=",
  ])
    expect([query, await statusOf(administrator, `/api/audit?${query}`)]).toEqual([query, 400]);
});

const log = (query = "") =>
  get<AccessLog>(client, `/api/clients/${clinic.client.clientId}/access-log${query}`);

test("a client sees who looked, by day and role, each look of a day on request, and not their own", async () => {
  const { clientId } = clinic.client;
  const cover =
    "INSERT INTO access_grant (clinic_id, grant_id, account_id, client_id, kind, starts_at, ends_at) VALUES ($1, gen_random_uuid(), $2, $3, 'cover', '2024-03-01', '2024-03-10')";
  await superuser.pool.query(cover, [clinic.clinicId, clinic.otherTherapist.accountId, clientId]);
  await superuser.pool.query(
    "UPDATE access_grant SET starts_at = '2024-01-01' WHERE account_id = $1",
    [clinic.therapist.accountId],
  );
  const look = (at: string, account: string | null, operation: string, more: object = {}) => ({
    at,
    account,
    operation,
    clients: [clientId],
    ...more,
  });
  await write([
    look("2024-03-05T08:00:00Z", clinic.therapist.accountId, "diary-card.read-week"),
    look("2024-03-05T08:00:40Z", clinic.therapist.accountId, "diary-card.read-week"),
    look("2024-03-05T08:01:00Z", clinic.therapist.accountId, "card-item.revise"),
    look("2024-03-05T09:00:00Z", clinic.otherTherapist.accountId, "diary-card.read-week"),
    look("2024-03-05T09:30:00Z", clinic.otherTherapist.accountId, "diary-card.read-week", {
      outcome: "refused",
    }),
    look("2024-03-05T10:00:00Z", clinic.administrator.accountId, "care-team.read-by-administrator"),
    look("2024-03-05T11:00:00Z", null, "card-import.apply"),
    look("2024-03-05T12:00:00Z", clinic.client.accountId, "diary-card.save"),
    look("2024-03-05T13:00:00Z", clinic.client.accountId, "record.export"),
    look("2024-03-11T09:00:00Z", clinic.otherTherapist.accountId, "client.list", {
      clients: [clientId, clinic.otherClient.clientId],
    }),
  ]);
  const { zone, days, before, detail } = await log("?before=2024-03-12&detail=2024-03-05");
  expect({ zone, before }).toEqual({ zone: "Europe/Berlin", before: null });
  expect(days).toEqual([
    { date: "2024-03-11", looks: [{ role: "other", count: 1, isListOnly: true }] },
    {
      date: "2024-03-05",
      looks: [
        { role: "therapist", count: 3, isListOnly: false },
        { role: "administrator", count: 1, isListOnly: false },
        { role: "cover", count: 1, isListOnly: false },
        { role: "self", count: 1, isListOnly: false },
        { role: "server", count: 1, isListOnly: false },
      ],
    },
  ]);
  expect(
    detail?.map(({ at, name, ...told }) => [at.slice(11, 16), name.split("@")[0], told]),
  ).toEqual([
    ["08:00", "therapist", { role: "therapist", thing: "card", act: "looked" }],
    ["08:01", "therapist", { role: "therapist", thing: "card-design", act: "changed" }],
    ["09:00", "other.therapist", { role: "cover", thing: "card", act: "looked" }],
    ["10:00", "administrator", { role: "administrator", thing: "care-team", act: "looked" }],
    ["11:00", "", { role: "server", thing: "card-import", act: "changed" }],
    ["13:00", "client", { role: "self", thing: "other", act: "exported" }],
  ]);
});

test("whoever adds a client is told as the therapist that they become by it", async () => {
  const { clientId } = clinic.otherClient;
  await superuser.pool.query(
    `UPDATE access_grant SET starts_at = '2024-05-01T08:00:01Z', given_at = '2024-05-01T08:00:00Z' WHERE client_id = $1`,
    [clientId],
  );
  await write([
    {
      at: "2024-05-01T08:00:00Z",
      account: clinic.otherTherapist.accountId,
      operation: "client.add",
      clients: [clientId],
    },
  ]);
  const added = await signInAs(trellis, "client", "north", clinic.otherClient.email, TEST_PASSWORD);
  const { days } = await get<AccessLog>(added, `/api/clients/${clientId}/access-log`);
  expect(days.find(({ date }) => date === "2024-05-01")?.looks[0]?.role).toBe("therapist");
});

test("what a client prints is told, though what they read is not", async () => {
  const { clientId } = clinic.client;
  await get(client, week(clientId));
  const printed = await request(trellis, client, "POST", `/api/clients/${clientId}/prints`, {});
  expect(printed.statusCode).toBe(200);
  const { events } = await list(`?account=${clinic.client.accountId}&client=${clientId}`);
  expect(events[0]).toMatchObject({ operation: "diary-card.print", outcome: "done" });
  expect(events.filter(({ operation }) => operation === "diary-card.read-week")).toEqual([]);
  const today = diaryDayAt(Date.now(), "Europe/Berlin", 0);
  const { detail } = await log(`?detail=${today}`);
  expect(detail?.filter(({ role }) => role === "self")).toMatchObject([
    { thing: "card", act: "printed" },
  ]);
});

test("days come a month at a time", async () => {
  await write(
    Array.from({ length: 40 }, (_, number) => ({
      at: new Date(Date.UTC(2023, 0, 1 + number, 12)).toISOString(),
      account: clinic.therapist.accountId,
      operation: "diary-card.read-week",
      clients: [clinic.client.clientId],
    })),
  );
  const first = await log("?before=2023-12-31");
  expect(first.days).toHaveLength(31);
  expect(first.detail).toBeNull();
  expect(first.before).toBe("2023-01-10");
  const second = await log(`?before=${first.before}`);
  expect(second.days.map(({ date }) => date).at(-1)).toBe("2023-01-01");
  expect([second.days.length, second.before]).toEqual([9, null]);
});

test("nobody but the client reads who looked", async () => {
  const url = `/api/clients/${clinic.client.clientId}/access-log`;
  expect(await statusOf(client, url)).toBe(200);
  expect(await statusOf(therapist, url)).toBe(404);
  expect(await statusOf(administrator, url)).toBe(404);
  const others = `/api/clients/${clinic.otherClient.clientId}/access-log`;
  expect(await statusOf(client, others)).toBe(404);
});

test("statements of the application reach no more than its functions give", async () => {
  const page =
    "SELECT * FROM app.audit_page(NULL, NULL, NULL, NULL, '-infinity', 'infinity', 'infinity', 0, 10)";
  const log = "SELECT * FROM app.access_log($1, '-infinity', 'infinity')";
  const own = [clinic.client.clientId];
  const code = async (caller: Caller | null, text: string, values: readonly unknown[] = []) =>
    (await attack(trellis.app, caller, [text, values])).code;
  expect(await code(administrator, page)).toBe("");
  for (const caller of [therapist, client, null]) expect(await code(caller, page)).toBe("42501");
  expect(await code(client, log, own)).toBe("");
  for (const caller of [therapist, administrator, null])
    expect(await code(caller, log, own)).toBe("P0002");
  expect(await code(client, log, [clinic.otherClient.clientId])).toBe("P0002");
  expect(await code(administrator, "SELECT * FROM audit_event")).toBe("42501");
  expect(
    await code(
      administrator,
      "SELECT * FROM app.audit_of_client(app.clinic_id(), $1, '-infinity', 'infinity')",
      own,
    ),
  ).toBe("42501");
});

test("a refusal is written in nobody else's name", async () => {
  const write = "SELECT app.audit_refusal('x.y', '{}', gen_random_uuid(), 'not-found', NULL)";
  expect((await attack(trellis.app, null, [write])).code).not.toBe("");
  expect((await attack(trellis.app, client, [write])).code).toBe("");
  const [last] = (await list("?outcome=refused")).events;
  expect(last).toMatchObject({ operation: "x.y", account: { id: clinic.client.accountId } });
});
