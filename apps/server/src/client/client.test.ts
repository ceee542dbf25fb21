import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import { makeTestClinic, type TestClinic } from "#platform/test-clinic.ts";
import { mintSignIn, openSuperuser } from "#platform/test-marked-clinic.ts";
import {
  type Caller,
  freshId,
  request,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";

let trellis: TestTrellis;
let superuser: Database;
let north: TestClinic;
let south: TestClinic;
let therapist: Caller;
let otherTherapist: Caller;
let administrator: Caller;
let client: Caller;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
  north = await makeTestClinic(trellis, "north");
  south = await makeTestClinic(trellis, "south");
  const sign = (accountId: string, kind: "clinician" | "administrator" | "client") =>
    mintSignIn(superuser, north, accountId, {
      kind,
      app: kind === "client" ? "client" : "clinician",
    });
  therapist = await sign(north.therapist.accountId, "clinician");
  otherTherapist = await sign(north.otherTherapist.accountId, "clinician");
  administrator = await sign(north.administrator.accountId, "administrator");
  client = await sign(north.client.accountId, "client");
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await superuser.close();
  await trellis.close();
});

const person = (more: Record<string, unknown> = {}) => ({
  id: freshId(),
  initials: "J. K.",
  tag: "blue",
  birthDate: "1991-07-14",
  zone: "Europe/Madrid",
  ...more,
});
const add = (body: unknown, caller = therapist) =>
  request(trellis, caller, "POST", "/api/clients", body);
const addAsAdministrator = (body: unknown, caller = administrator) =>
  request(trellis, caller, "POST", "/api/clinic/clients", body);
const listOwn = async (caller = therapist) =>
  (await request(trellis, caller, "GET", "/api/clients")).json().clients as readonly {
    id: string;
    relations: string[];
  }[];
const listAll = async (query = "", caller = administrator) => {
  const answer = await request(trellis, caller, "GET", `/api/clinic/clients${query}`);
  return answer.json() as {
    clients: {
      id: string;
      initials: string;
      tag: string;
      account: unknown;
      therapists: unknown[];
    }[];
    after: string | null;
  };
};
const count = async (table: "client" | "access_grant") =>
  Number((await superuser.pool.query(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n);

describe("adding a client", () => {
  test("makes the clinician who does it their therapist, from now on", async () => {
    const body = person({ initials: "A. D." });
    const answer = await add(body);
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.json()).toEqual({
      id: body.id,
      initials: "A. D.",
      tag: "blue",
      relations: ["therapist"],
      lifeLine: null,
      lastSessionOn: null,
      lastEntryOn: null,
    });
    expect(await listOwn()).toContainEqual(answer.json());
    expect((await listOwn(otherTherapist)).map((each) => each.id)).not.toContain(body.id);
    const week = `/api/clients/${body.id}/week?to=2026-03-03`;
    expect((await request(trellis, therapist, "GET", week)).statusCode).toBe(200);
    expect((await request(trellis, otherTherapist, "GET", week)).statusCode).toBe(404);
  });

  test("twice with the same id changes nothing, and with other words is refused", async () => {
    const body = person({ initials: "T. W." });
    expect((await add(body)).statusCode).toBe(200);
    const before = [await count("client"), await count("access_grant")];
    expect((await add(body)).statusCode).toBe(200);
    for (const other of [{ initials: "T. X." }, { birthDate: "1991-07-15" }, { tag: "red" }])
      expect((await add({ ...body, ...other })).json()).toMatchObject({ code: "already-there" });
    expect((await add(body, otherTherapist)).statusCode).toBe(409);
    expect([await count("client"), await count("access_grant")]).toEqual(before);
  });

  test.each([
    ["the day before the eighteenth birthday", "2008-03-02", 422],
    ["on the eighteenth birthday", "2008-03-01", 200],
    ["a child", "2020-01-01", 422],
    ["born today", "2026-03-01", 422],
  ])("%s: adults alone (%s)", async (_who, birthDate, status) => {
    trellis.setNow(Date.parse("2026-03-01T12:00:00Z"));
    const before = await count("client");
    const answer = await add(person({ birthDate }));
    trellis.setNow(null);
    expect(answer.statusCode, answer.body).toBe(status);
    if (status !== 422) return;
    expect(answer.json()).toMatchObject({ code: "adults-only", params: { years: 18 } });
    expect(await count("client")).toBe(before);
  });

  test("counts a birthday where the client lives", async () => {
    trellis.setNow(Date.parse("2026-02-28T20:00:00Z"));
    const inZone = (zone: string) => add(person({ birthDate: "2008-03-01", zone, apart: true }));
    expect((await inZone("Europe/Madrid")).statusCode).toBe(422);
    expect((await inZone("Pacific/Auckland")).statusCode).toBe(200);
    trellis.setNow(null);
  });

  test("is held to adults by the database, too", async () => {
    const insert = superuser.pool.query(
      `INSERT INTO client (clinic_id, client_id, initials, zone, birth_date) VALUES ($1, gen_random_uuid(), 'x', 'UTC', now()::date - 6000)`,
      [north.clinicId],
    );
    await expect(insert).rejects.toMatchObject({ code: "23514" });
  });
});

describe("what cannot be added", () => {
  test.each([
    { birthDate: "2031-01-01" },
    { birthDate: "1901-01-01" },
    { birthDate: "1990-02-30" },
    { birthDate: "14.7.1991" },
    { birthDate: null },
    { birthDate: undefined },
    { initials: "" },
    { initials: " " },
    { initials: "A. B. C. D. E." },
    { initials: "A\u0000" },
    { tag: "a tag of more than twenty" },
    { zone: "Mars/Olympus" },
    { id: "7" },
    { apart: "yes" },
  ])("refuses %j and stores nothing", async (wrong) => {
    const before = await count("client");
    const answer = await add({ ...person(), ...wrong });
    expect(answer.statusCode, answer.body).toBe(400);
    expect(answer.json()).toMatchObject({ code: "invalid-input" });
    expect(await count("client")).toBe(before);
  });

  test("is no business of clients, nor of clinicians for others", async () => {
    expect((await add(person(), client)).statusCode).toBe(403);
    expect(
      (await addAsAdministrator({ ...person(), therapistId: null }, therapist)).statusCode,
    ).toBe(403);
    expect((await add(person(), administrator)).statusCode).toBe(403);
  });
});

describe("somebody who looks like another client", () => {
  const twin = { initials: "M. Ñ.", birthDate: "1988-12-24" };

  test("is asked about, by initials however they are written and birth date", async () => {
    const first = person(twin);
    expect((await add(first)).statusCode).toBe(200);
    for (const initials of ["M. Ñ.", "mñ", "M.Ñ", "m-ñ"]) {
      const answer = await add(person({ ...twin, initials, tag: "green" }));
      expect(answer.statusCode, answer.body).toBe(409);
      expect(answer.json()).toMatchObject({
        code: "looks-like-another",
        params: { clients: [{ id: first.id, initials: "M. Ñ.", tag: "blue" }] },
      });
    }
    expect((await add(person({ ...twin, birthDate: "1988-12-23" }))).statusCode).toBe(200);
    expect((await add(person({ ...twin, initials: "M. N." }))).statusCode).toBe(200);
  });

  test("is added once somebody says that it is another person", async () => {
    const body = person({ ...twin, apart: true });
    expect((await add(body)).statusCode).toBe(200);
    expect((await add({ ...body, apart: false })).statusCode).toBe(200);
    expect((await add({ ...body, id: freshId(), apart: false })).statusCode).toBe(409);
  });

  test("is not named to those who may not see them, and named to administrators", async () => {
    const hers = await add(person({ ...twin, initials: "Q. Q." }));
    expect(hers.statusCode).toBe(200);
    const asked = person({ ...twin, initials: "q.q." });
    const seen = await add(asked, otherTherapist);
    expect(seen.json()).toMatchObject({ code: "looks-like-another", params: { clients: [null] } });
    const named = await addAsAdministrator({ ...asked, therapistId: null });
    expect(named.json().params.clients).toEqual([
      { id: hers.json().id, initials: "Q. Q.", tag: "blue" },
    ]);
  });

  test("in another clinic is nobody's business", async () => {
    await superuser.pool.query(
      "UPDATE client SET initials = 'Z. Z.', birth_date = '1977-07-07' WHERE client_id = $1",
      [south.client.clientId],
    );
    expect((await add(person({ initials: "Z. Z.", birthDate: "1977-07-07" }))).statusCode).toBe(
      200,
    );
  });

  test("is found also when two add them at the same moment", async () => {
    const both = await Promise.all(
      [therapist, otherTherapist].map((caller) =>
        add(person({ initials: "P. P.", birthDate: "1966-06-06" }), caller),
      ),
    );
    expect(both.map((each) => String(each.statusCode)).toSorted()).toEqual(["200", "409"]);
  });

  test("no answer holds a birth date", async () => {
    const texts = await Promise.all([
      request(trellis, therapist, "GET", "/api/clients"),
      request(trellis, administrator, "GET", "/api/clinic/clients"),
      add(person(twin)),
    ]);
    for (const { body } of texts) expect(body).not.toMatch(/19[6-9]\d-\d\d-\d\d/);
  });
});

describe("an administrator", () => {
  test("adds a client with a therapist, or with none yet", async () => {
    const withOne = person({ initials: "W. O." });
    const answer = await addAsAdministrator({
      ...withOne,
      therapistId: north.otherTherapist.accountId,
    });
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.json()).toEqual({
      id: withOne.id,
      initials: "W. O.",
      tag: "blue",
      account: null,
      therapists: [{ accountId: north.otherTherapist.accountId, name: north.otherTherapist.email }],
    });
    expect(await listOwn(otherTherapist)).toContainEqual(
      expect.objectContaining({ id: withOne.id, relations: ["therapist"] }),
    );
    const without = await addAsAdministrator({
      ...person({ initials: "N. O." }),
      therapistId: null,
    });
    expect(without.json()).toMatchObject({ therapists: [] });
    expect((await listAll("?without=therapist")).clients).toContainEqual(without.json());
    expect((await listAll("?without=therapist")).clients.map((each) => each.id)).not.toContain(
      withOne.id,
    );
  });

  test.each([
    ["a client's account", () => north.client.accountId],
    ["an administrator", () => north.administrator.accountId],
    ["a clinician of another clinic", () => south.therapist.accountId],
    ["nobody", () => freshId()],
  ])("makes no therapist of %s", async (_who, id) => {
    const before = await count("client");
    const answer = await addAsAdministrator({ ...person({ apart: true }), therapistId: id() });
    expect(answer.json()).toMatchObject({ code: "not-a-clinician" });
    expect(answer.statusCode).toBe(422);
    expect(await count("client")).toBe(before);
  });
});

describe("the clinic's list", () => {
  test("shows who has an account, and how it stands", async () => {
    const state = async () =>
      (await listAll()).clients.find((each) => each.id === north.client.clientId)?.account;
    expect(await state()).toEqual({ id: north.client.accountId, state: "active" });
    const set = (column: string) =>
      superuser.pool.query(`UPDATE account SET ${column} WHERE account_id = $1`, [
        north.client.accountId,
      ]);
    await set("activated_at = NULL");
    expect(await state()).toEqual({ id: north.client.accountId, state: "invited" });
    await set("activated_at = now(), deactivated_at = now()");
    expect(await state()).toEqual({ id: north.client.accountId, state: "deactivated" });
    await set("deactivated_at = NULL");
    const one = await request(
      trellis,
      administrator,
      "GET",
      `/api/clinic/clients/${north.client.clientId}`,
    );
    expect(one.json()).toMatchObject({ id: north.client.clientId, account: { state: "active" } });
    const other = await request(
      trellis,
      administrator,
      "GET",
      `/api/clinic/clients/${south.client.clientId}`,
    );
    expect(other.statusCode).toBe(404);
  });

  test("finds by the beginning of initials or tag, and turns pages without losing anybody", async () => {
    await superuser.pool.query(
      `INSERT INTO client (clinic_id, client_id, initials, tag, zone)
       SELECT $1, gen_random_uuid(), chr(65 + n % 26) || '. ' || chr(65 + n / 26) || '.', 'group ' || n % 3, 'UTC' FROM generate_series(0, 129) n`,
      [north.clinicId],
    );
    const all: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listAll>> = await listAll(
        after === null ? "" : `?after=${after}`,
      );
      expect(page.clients.length).toBeLessThanOrEqual(50);
      all.push(...page.clients.map((each) => each.id));
      after = page.after;
    } while (after !== null);
    expect(new Set(all).size).toBe(all.length);
    const { rows } = await superuser.pool.query(
      "SELECT client_id FROM client WHERE clinic_id = $1",
      [north.clinicId],
    );
    expect(all.toSorted()).toEqual(rows.map((row) => row.client_id as string).toSorted());
    expect((await listAll("?find=b.%20c")).clients.map((each) => each.initials)).toEqual(["B. C."]);
    expect((await listAll("?find=BC")).clients.map((each) => each.initials)).toEqual(["B. C."]);
    expect((await listAll("?find=GROUP%202")).clients.every((each) => each.tag === "group 2")).toBe(
      true,
    );
    for (const nothing of ["%25", "_", "'", "zzzz"])
      expect((await listAll(`?find=${nothing}`)).clients).toEqual([]);
    expect(await listAll(`?after=${south.client.clientId}`)).toEqual({ clients: [], after: null });
  });

  test("leaves one row in the audit for each page, with the clients on it", async () => {
    const page = await listAll("?find=group%201");
    const { rows } = await superuser.pool.query(
      "SELECT client_ids FROM audit_event WHERE operation = 'client.list-all' ORDER BY sequence DESC LIMIT 1",
    );
    expect(rows[0]?.client_ids).toEqual(page.clients.map((each) => each.id));
  });
});

describe("My clients", () => {
  const nobodyElse = ["skills-trainer", "supervisor", "cover"] as const;

  test.each(nobodyElse)("of a %s hold what that relation may see", async (kind) => {
    await superuser.pool.query(
      `INSERT INTO access_grant (clinic_id, grant_id, account_id, client_id, kind, starts_at, ends_at)
       VALUES ($1, gen_random_uuid(), $2, $3, $4, now() - interval '1 hour', now() + interval '1 hour')`,
      [north.clinicId, north.otherTherapist.accountId, north.client.clientId, kind],
    );
    await superuser.pool.query(
      `INSERT INTO therapy_session (clinic_id, client_id, session_id, held_on) VALUES ($1, $2, gen_random_uuid(), '2026-02-02')`,
      [north.clinicId, north.client.clientId],
    );
    const line = (await listOwn(otherTherapist)).find((each) => each.id === north.client.clientId);
    expect(line).toMatchObject({
      relations: [kind],
      lifeLine: kind === "cover" ? "A flat of my own in north" : null,
      lastSessionOn: "2026-02-02",
    });
    await superuser.pool.query("UPDATE access_grant SET ends_at = now() WHERE kind = $1", [kind]);
    expect((await listOwn(otherTherapist)).map((each) => each.id)).not.toContain(
      north.client.clientId,
    );
  });
});
