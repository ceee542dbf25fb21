import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import { makeTestClinic, TEST_PASSWORD, type TestClinic } from "#platform/test-clinic.ts";
import { openSuperuser } from "#platform/test-marked-clinic.ts";
import {
  type Caller,
  request,
  signInAs,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";
import {
  accept,
  addClientOf,
  linkTo,
  mailsOf,
  nobody,
  PASSWORD,
  secretOf,
  somebody,
  wrongCode,
} from "./test-invite.ts";

let trellis: TestTrellis;
let superuser: Database;
let north: TestClinic;
let south: TestClinic;
let administrator: Caller;
let therapist: Caller;

/** Apps that are not built; one page is all that a link needs. */
const folder = mkdtempSync(join(tmpdir(), "trellis-invite-"));

beforeAll(async () => {
  for (const app of ["client", "clinician"]) {
    mkdirSync(join(folder, app));
    writeFileSync(join(folder, app, "index.html"), "<title></title>");
  }
  const apps = {
    client: pathToFileURL(`${folder}/client/`),
    clinician: pathToFileURL(`${folder}/clinician/`),
  };
  trellis = await startTestTrellis((options) => buildTrellis(options, apps));
  superuser = openSuperuser(trellis);
  north = await makeTestClinic(trellis, "north");
  south = await makeTestClinic(trellis, "south");
  administrator = await signInAs(
    trellis,
    "clinician",
    "north",
    north.administrator.email,
    TEST_PASSWORD,
  );
  therapist = await signInAs(trellis, "clinician", "north", north.therapist.email, TEST_PASSWORD);
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await superuser.close();
  await trellis.close();
  rmSync(folder, { recursive: true });
});

const look = (secret: string) =>
  request(trellis, nobody("clinician"), "POST", "/api/invites/look", { secret });

type Made = {
  readonly id: string;
  readonly email: string;
  readonly code: string;
  readonly secret: string;
};

/** Invites a clinician; gives what the mail and the inviter know. */
async function invite(): Promise<Made> {
  const who = somebody();
  const answer = await request(trellis, administrator, "POST", "/api/accounts", {
    ...who,
    kind: "clinician",
  });
  expect(answer.statusCode, answer.body).toBe(200);
  const { code } = answer.json<{ invite: { code: string } }>().invite;
  const secret = secretOf(await linkTo(trellis, superuser, "north", who.email));
  return { id: who.id, email: who.email, code, secret };
}

const setInvite = (id: string, what: string) =>
  superuser.pool.query(
    `UPDATE account_invite SET ${what} WHERE account_id = $1 AND used_at IS NULL AND ended_at IS NULL`,
    [id],
  );

describe("an invite", () => {
  test("mails a link, shows a code, and opens with both together", async () => {
    const who = somebody("Dr. Mara Quick");
    const answer = await request(trellis, administrator, "POST", "/api/accounts", {
      ...who,
      kind: "clinician",
    });
    const { account, invite: made } = answer.json<{
      account: object;
      invite: { code: string; expiresAt: string };
    }>();
    expect(account).toMatchObject({ id: who.id, state: "invited", isSelf: false, clientId: null });
    expect(made.code).toMatch(/^[0-9]{6}$/);
    const hours = (Date.parse(made.expiresAt) - Date.now()) / 3_600_000;
    expect(Math.round(hours)).toBe(72);

    const link = await linkTo(trellis, superuser, "north", who.email);
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:4400\/clinic\/welcome#north\.[A-Za-z0-9_-]{43}$/);
    expect(answer.body).not.toContain(secretOf(link));
    const mails = await mailsOf(trellis, superuser, "north");
    expect(mails.filter((each) => each.text.includes(made.code))).toEqual([]);

    expect((await look(secretOf(link))).json()).toEqual({
      clinic: { code: "north", name: "Clinic north", appName: "Cards" },
      app: "clinician",
      purpose: "invite",
      expiresAt: made.expiresAt,
      waitsForApproval: false,
      shortestPassword: 15,
    });
    const accepted = await accept(trellis, "clinician", secretOf(link), made.code);
    expect(accepted.json()).toMatchObject({ accountId: who.id, kind: "clinician", clientId: null });
    const cookie = String(accepted.headers["set-cookie"]).split(";")[0] ?? "";
    const me = await request(trellis, { app: "clinician", cookie }, "GET", "/api/sign-in");
    expect(me.json()).toMatchObject({ accountId: who.id, name: "Dr. Mara Quick" });
    await signInAs(trellis, "clinician", "north", who.email, PASSWORD);
  });

  test("works once", async () => {
    const { code, secret } = await invite();
    expect((await accept(trellis, "clinician", secret, code)).statusCode).toBe(200);
    const again = await accept(trellis, "clinician", secret, code, "another password of mine");
    expect([again.statusCode, again.json()]).toMatchObject([410, { code: "invite-used" }]);
    expect((await look(secret)).json()).toMatchObject({ code: "invite-used" });
  });

  test("works once when it is sent twenty times at the same moment", async () => {
    const { code, secret } = await invite();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => accept(trellis, "clinician", secret, code)),
    );
    const statuses = answers.map((answer) => answer.statusCode).toSorted((a, b) => a - b);
    expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 410)]);
  });
});

describe("an invite that nobody took up", () => {
  test("works no longer after 72 hours", async () => {
    const { id, code, secret } = await invite();
    await setInvite(id, "expires_at = now() - interval '1 second'");
    expect((await look(secret)).json()).toMatchObject({ code: "invite-expired" });
    const answer = await accept(trellis, "clinician", secret, code);
    expect([answer.statusCode, answer.json()]).toMatchObject([410, { code: "invite-expired" }]);
  });

  test("is not used up by a scanner that opens the link, however it does", async () => {
    const { code, secret } = await invite();
    const opened = [
      ["/clinic/welcome", 200],
      [`/clinic/welcome?${secret}`, 200],
      ["/api/invites/look", 404],
      [`/api/invites/accept?secret=${secret}&code=${code}`, 404],
    ] as const;
    for (const [url, status] of opened) {
      for (const method of ["GET", "HEAD"] as const) {
        const headers = { host: "127.0.0.1:4400" };
        const answer = await trellis.server.inject({ method, url, headers });
        expect(answer.statusCode, `${method} ${url}`).toBe(status);
      }
    }
    for (let times = 0; times < 3; times += 1) expect((await look(secret)).statusCode).toBe(200);
    const bare = await trellis.server.inject({
      method: "POST",
      url: "/api/invites/accept",
      headers: { host: "127.0.0.1:4400", "content-type": "application/json" },
      payload: JSON.stringify({ secret, code, password: PASSWORD }),
    });
    expect(bare.statusCode).toBe(403);
    expect((await accept(trellis, "clinician", secret, code)).statusCode).toBe(200);
  });
});

describe("the code of an invite", () => {
  test("that is wrong five times ends the link, also for the right one", async () => {
    const { id, code, secret } = await invite();
    for (const triesLeft of [4, 3, 2, 1]) {
      const answer = await accept(trellis, "clinician", secret, wrongCode(code));
      expect([answer.statusCode, answer.json()]).toMatchObject([
        422,
        { code: "wrong-code", params: { triesLeft } },
      ]);
    }
    const fifth = await accept(trellis, "clinician", secret, wrongCode(code));
    expect([fifth.statusCode, fifth.json()]).toMatchObject([410, { code: "invite-locked" }]);
    expect((await accept(trellis, "clinician", secret, code)).json()).toMatchObject({
      code: "invite-locked",
    });
    expect((await look(secret)).json()).toMatchObject({ code: "invite-locked" });
    const detail = await request(trellis, administrator, "GET", `/api/accounts/${id}`);
    expect(detail.json()).toMatchObject({ state: "invited", invitedUntil: null });
  });

  test("is counted when wrong ones come all at once", async () => {
    const { code, secret } = await invite();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => accept(trellis, "clinician", secret, wrongCode(code))),
    );
    expect(answers.filter((answer) => answer.statusCode === 422)).toHaveLength(4);
    expect((await accept(trellis, "clinician", secret, code)).statusCode).toBe(410);
  });

  test("is not used up by a password that is too short", async () => {
    const { code, secret } = await invite();
    const short = await accept(trellis, "clinician", secret, code, "fourteen chars");
    expect([short.statusCode, short.json()]).toMatchObject([
      422,
      { code: "password-too-short", params: { least: 15 } },
    ]);
    expect((await accept(trellis, "clinician", secret, code)).statusCode).toBe(200);
  });
});

describe("the link of an invite", () => {
  test("of another clinic or app, or with a forged clinic code, opens nothing", async () => {
    const { code, secret } = await invite();
    for (const forged of [
      secret.replace("north.", "south."),
      secret.replace("north.", "nowhere."),
      `${secret.slice(0, -1)}${secret.endsWith("A") ? "B" : "A"}`,
    ]) {
      expect((await look(forged)).json()).toMatchObject({ code: "invite-unknown" });
      const answer = await accept(trellis, "clinician", forged, code);
      expect([answer.statusCode, answer.json()]).toMatchObject([404, { code: "invite-unknown" }]);
    }
    expect((await accept(trellis, "client", secret, code)).statusCode).toBe(404);
    expect((await accept(trellis, "clinician", secret, code)).statusCode).toBe(200);
  });

  test("ends when it is renewed, and when it is taken back", async () => {
    const first = await invite();
    const renewed = await request(
      trellis,
      administrator,
      "POST",
      `/api/accounts/${first.id}/invite`,
    );
    const { code } = renewed.json<{ code: string }>();
    const secret = secretOf(await linkTo(trellis, superuser, "north", first.email));
    expect(secret).not.toBe(first.secret);
    const old = await accept(trellis, "clinician", first.secret, first.code);
    expect([old.statusCode, old.json()]).toMatchObject([410, { code: "invite-ended" }]);
    expect((await accept(trellis, "clinician", secret, first.code)).statusCode).toBe(422);

    await request(trellis, administrator, "DELETE", `/api/accounts/${first.id}/invite`);
    expect((await accept(trellis, "clinician", secret, code)).json()).toMatchObject({
      code: "invite-ended",
    });
  });

  test("leaves neither its secret nor its code in the database", async () => {
    const { code, secret } = await invite();
    const { rows } = await superuser.pool.query<{ row: string }>(`
      SELECT i::text AS row FROM account_invite i UNION ALL SELECT m::text FROM mail m
      UNION ALL SELECT e::text FROM audit_event e UNION ALL SELECT t::text FROM try_counter t`);
    const all = rows.map((each) => each.row).join("\n");
    for (const text of [secret, secret.slice("north.".length), Buffer.from(secret).toString("hex")])
      expect(all).not.toContain(text);
    expect(all).not.toContain(Buffer.from(code).toString("hex"));
  });
});

describe("a client's invite", () => {
  test("by their therapist makes the account of that record, in the client's app", async () => {
    const clientId = await addClientOf(trellis, north, north.therapist.accountId);
    const who = somebody();
    const address = `/api/clients/${clientId}/account`;
    expect((await request(trellis, therapist, "GET", address)).json()).toEqual({ account: null });
    const made = await request(trellis, therapist, "POST", address, who);
    expect(made.json()).toMatchObject({ account: { kind: "client", clientId, state: "invited" } });
    const link = await linkTo(trellis, superuser, "north", who.email);
    expect(link).toMatch(/\/c\/north\/welcome#north\./);
    expect((await look(secretOf(link))).json()).toMatchObject({
      app: "client",
      shortestPassword: 8,
    });
    const { code } = made.json<{ invite: { code: string } }>().invite;
    const accepted = await accept(trellis, "client", secretOf(link), code, "8 chars!");
    expect(accepted.json()).toMatchObject({ accountId: who.id, kind: "client", clientId });

    const second = await request(trellis, therapist, "POST", address, somebody());
    expect([second.statusCode, second.json()]).toMatchObject([409, { code: "has-account" }]);
    const read = await request(trellis, therapist, "GET", address);
    expect(read.json()).toMatchObject({
      account: { id: who.id, state: "active", email: who.email },
    });
  });

  test("by somebody else's therapist, or for a client of another clinic, is refused", async () => {
    const others = await addClientOf(trellis, north, north.otherTherapist.accountId);
    const foreign = await addClientOf(trellis, south, south.therapist.accountId);
    for (const clientId of [others, foreign]) {
      const answer = await request(
        trellis,
        therapist,
        "POST",
        `/api/clients/${clientId}/account`,
        somebody(),
      );
      expect(answer.statusCode).toBe(404);
    }
    const byAdministrator = (clientId: string) =>
      request(
        trellis,
        administrator,
        "POST",
        `/api/clinic/clients/${clientId}/account`,
        somebody(),
      );
    expect((await byAdministrator(foreign)).statusCode).toBe(404);
    expect((await byAdministrator(others)).statusCode).toBe(200);
  });

  test("is renewed by the therapist", async () => {
    const clientId = await addClientOf(trellis, north, north.therapist.accountId);
    const who = somebody();
    await request(trellis, therapist, "POST", `/api/clients/${clientId}/account`, who);
    const renewed = await request(trellis, therapist, "POST", `/api/clients/${clientId}/invite`);
    const secret = secretOf(await linkTo(trellis, superuser, "north", who.email));
    const { code } = renewed.json<{ code: string }>();
    expect((await accept(trellis, "client", secret, code)).statusCode).toBe(200);
    const again = await request(trellis, therapist, "POST", `/api/clients/${clientId}/invite`);
    expect([again.statusCode, again.json()]).toMatchObject([409, { code: "already-active" }]);
  });
});

test("links are tried 200 times in 15 minutes from one network, and then not looked at", async () => {
  const { code, secret } = await invite();
  const caller: Caller = { app: "clinician", cookie: null, from: "198.51.100.7" };
  const unknown = `north.${"A".repeat(43)}`;
  const statuses = new Map<number, number>();
  for (let times = 0; times < 201; times += 1) {
    const answer = await request(trellis, caller, "POST", "/api/invites/look", { secret: unknown });
    statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
    if (answer.statusCode === 429) expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  }
  expect([...statuses]).toEqual([
    [404, 200],
    [429, 1],
  ]);
  expect((await accept(trellis, "clinician", secret, code)).statusCode).toBe(200);
});
