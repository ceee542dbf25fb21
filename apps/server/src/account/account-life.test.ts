import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeTestClinic, TEST_PASSWORD, type TestClinic } from "#platform/test-clinic.ts";
import { type Caller, request } from "#platform/test-trellis.ts";
import {
  accept,
  addClientOf,
  linkTo,
  mailsOf,
  PASSWORD,
  secretOf,
  somebody,
} from "../invite/test-invite.ts";
import { buildTrellis } from "../main.ts";
import { type AccountTest, openAccountTest } from "./test-account.ts";

let close: AccountTest["close"];
let trellis: AccountTest["trellis"];
let superuser: AccountTest["superuser"];
let north: AccountTest["north"];
let administrator: AccountTest["administrator"];
let therapist: AccountTest["therapist"];
let signIn: AccountTest["signIn"];
let south: TestClinic;

beforeAll(async () => {
  ({ trellis, superuser, north, administrator, therapist, signIn, close } =
    await openAccountTest(buildTrellis));
  south = await makeTestClinic(trellis, "south");
});
afterAll(async () => close());

const asAdministrator = (method: "GET" | "POST" | "PUT" | "DELETE", url: string, body?: unknown) =>
  request(trellis, administrator, method, url, body);
const invite = (body: object) => asAdministrator("POST", "/api/accounts", body);

/** Somebody who was invited and has chosen a password. */
async function join(kind: "clinician" | "administrator", clinic = "north", by = administrator) {
  const who = somebody();
  const made = await request(trellis, by, "POST", "/api/accounts", { ...who, kind });
  expect(made.statusCode, made.body).toBe(200);
  const secret = secretOf(await linkTo(trellis, superuser, clinic, who.email));
  const { code } = made.json<{ invite: { code: string } }>().invite;
  expect((await accept(trellis, "clinician", secret, code)).statusCode).toBe(200);
  return { ...who, caller: await signIn(who.email, PASSWORD, clinic) };
}

type Listed = {
  accounts: { id: string; name: string; state: string; clientId: string | null; isSelf: boolean }[];
  after: string | null;
};
const list = async (query = "") =>
  (await asAdministrator("GET", `/api/accounts${query}`)).json<Listed>();

describe("the list of accounts", () => {
  test("is the administrator's alone", async () => {
    expect((await request(trellis, therapist, "GET", "/api/accounts")).statusCode).toBe(403);
    expect(
      (await request(trellis, therapist, "GET", `/api/accounts/${north.client.accountId}`))
        .statusCode,
    ).toBe(403);
  });

  test("has kind, state, client and who reads it, and nobody of another clinic", async () => {
    const { accounts } = await list("?kind=client");
    expect(accounts.find((each) => each.id === north.client.accountId)).toMatchObject({
      email: north.client.email,
      clientId: north.client.clientId,
      state: "active",
      isSelf: false,
    });
    const own = await list("?kind=administrator&state=active");
    expect(own.accounts.find((each) => each.isSelf)?.id).toBe(north.administrator.accountId);
    const foreign = await asAdministrator("GET", `/api/accounts/${south.client.accountId}`);
    expect(foreign.statusCode).toBe(404);
    expect((await list(`?find=${south.client.email}`)).accounts).toEqual([]);
  });

  test("finds the beginning of a name and a whole e-mail, whatever their case", async () => {
    const who = somebody("Ömer  ÅNGSTRÖM %_");
    await invite({ ...who, kind: "clinician" });
    for (const find of ["ömer å", "ÖMER Å", "Ömer Ångström %_", who.email.toUpperCase()]) {
      const found = await list(`?find=${encodeURIComponent(find)}`);
      expect(found.accounts.map((each) => each.id)).toEqual([who.id]);
    }
    for (const find of ["%", "mer", who.email.slice(1), "_mer"])
      expect((await list(`?find=${encodeURIComponent(find)}`)).accounts).toEqual([]);
  });

  test("comes in pages of 50 that miss nobody and repeat nobody", async () => {
    const names = Array.from({ length: 120 }, (_, index) => `Page ${index % 7}`);
    await superuser.pool.query(
      `INSERT INTO account (clinic_id, account_id, kind, login_index, email_sealed, display_name)
       SELECT a.clinic_id, gen_random_uuid(), 'clinician', sha256(convert_to(n.ordinality::text, 'UTF8')), '', n.name
         FROM account a, unnest($2::text[]) WITH ORDINALITY n (name) WHERE a.account_id = $1`,
      [south.administrator.accountId, names],
    );
    await sealEmails();
    const caller = await signIn(south.administrator.email, TEST_PASSWORD, "south");
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const query: string = after === null ? "" : `&after=${after}`;
      const page: Listed = (
        await request(trellis, caller, "GET", `/api/accounts?find=page${query}`)
      ).json();
      expect(page.accounts.length).toBeLessThanOrEqual(50);
      seen.push(...page.accounts.map((each) => each.id));
      ({ after } = page);
    } while (after !== null);
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });
});

async function sealEmails(): Promise<void> {
  const keys = await trellis.fieldKeys.ofClinic("south");
  const { rows } = await superuser.pool.query<{ account_id: string }>(
    "SELECT account_id FROM account WHERE email_sealed = ''",
  );
  for (const { account_id: rowId } of rows) {
    const place = { table: "account", column: "email_sealed", rowId } as const;
    await superuser.pool.query("UPDATE account SET email_sealed = $2 WHERE account_id = $1", [
      rowId,
      keys.seal(place, `${rowId}@example.org`),
    ]);
  }
}

describe("two accounts", () => {
  test("cannot have one e-mail in a clinic, and can in two", async () => {
    const who = somebody();
    expect((await invite({ ...who, kind: "clinician" })).statusCode).toBe(200);
    const again = { ...somebody(), email: who.email.toUpperCase() };
    const answer = await invite({ ...again, kind: "administrator" });
    expect([answer.statusCode, answer.json()]).toMatchObject([409, { code: "email-taken" }]);
    const caller = await signIn(south.administrator.email, TEST_PASSWORD, "south");
    const elsewhere = { ...somebody(), email: who.email, kind: "clinician" };
    const made = await request(trellis, caller, "POST", "/api/accounts", elsewhere);
    expect(made.statusCode).toBe(200);
  });

  test("that are made at the same moment with one e-mail leave one", async () => {
    const { email } = somebody();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => invite({ ...somebody(), email, kind: "clinician" })),
    );
    const statuses = answers.map((answer) => answer.statusCode).toSorted((a, b) => a - b);
    expect(statuses).toEqual([200, 409, 409, 409, 409, 409]);
    const codes = answers.filter((each) => each.statusCode === 409).map((each) => each.json());
    for (const each of codes) expect(each).toMatchObject({ code: "email-taken" });
  });

  test("that look like one person are said to, until it is said what they are", async () => {
    const first = { ...somebody("Mara Quick"), email: "mara@twins.example", kind: "clinician" };
    await invite(first);
    const alike = [
      { ...somebody("mara  QUICK"), kind: "clinician" },
      { ...somebody("M. Q."), email: "Mara+second@twins.example", kind: "administrator" },
    ];
    for (const each of alike) {
      const answer = await invite(each);
      expect([answer.statusCode, answer.json()]).toMatchObject([
        409,
        {
          code: "looks-like-another",
          params: { accounts: [{ id: first.id, kind: "clinician", name: "Mara Quick" }] },
        },
      ]);
    }
    expect((await invite({ ...alike[0], apart: true })).statusCode).toBe(200);
    expect((await invite({ ...alike[1], samePersonAs: first.id })).statusCode).toBe(200);
    for (const samePersonAs of [south.therapist.accountId, crypto.randomUUID()]) {
      const nobody = { ...somebody(), kind: "clinician", samePersonAs };
      expect((await invite(nobody)).statusCode).toBe(404);
    }
    const detail = await asAdministrator("GET", `/api/accounts/${first.id}`);
    expect(detail.json<{ samePerson: unknown }>().samePerson).toEqual([
      { id: alike[1]?.id, kind: "administrator", name: "M. Q." },
    ]);
  });
});

describe("two accounts of one person", () => {
  test("are kept apart: no relation to one's own record, whichever comes first", async () => {
    const clinician = await join("clinician");
    const clientId = await addClientOf(trellis, north, north.therapist.accountId);
    const own = { ...somebody(), samePersonAs: clinician.id };
    const made = await asAdministrator("POST", `/api/clinic/clients/${clientId}/account`, own);
    expect(made.statusCode, made.body).toBe(200);
    const grant = superuser.pool.query(
      `INSERT INTO access_grant (clinic_id, grant_id, account_id, client_id, kind) VALUES ($1, gen_random_uuid(), $2, $3, 'cover')`,
      [north.clinicId, clinician.id, clientId],
    );
    await expect(grant).rejects.toMatchObject({ message: "same-person", code: "TR409" });

    const treated = await addClientOf(trellis, north, clinician.id);
    const other = { ...somebody(), samePersonAs: clinician.id };
    const refused = await asAdministrator("POST", `/api/clinic/clients/${treated}/account`, other);
    expect([refused.statusCode, refused.json()]).toMatchObject([409, { code: "same-person" }]);
    expect((await list(`?find=${other.email}`)).accounts).toEqual([]);
  });

  test("are named to a therapist when they are colleagues', not when they are other clients'", async () => {
    const clientId = await addClientOf(trellis, north, north.therapist.accountId);
    const address = `/api/clients/${clientId}/account`;
    const colleague = await join("clinician");
    const asColleague = await request(trellis, therapist, "POST", address, {
      ...somebody(colleague.name),
    });
    expect(asColleague.json()).toMatchObject({
      code: "looks-like-another",
      params: { accounts: [{ id: colleague.id }] },
    });
    const named = await request(
      trellis,
      therapist,
      "POST",
      address,
      somebody(north.otherClient.email),
    );
    expect(named.statusCode, named.body).toBe(200);
  });
});

test("a name is changed by an administrator alone, in their own clinic", async () => {
  const { id } = await join("clinician");
  const renamed = await asAdministrator("PUT", `/api/accounts/${id}`, { name: "Dr. Anew" });
  expect(renamed.json()).toMatchObject({ id, name: "Dr. Anew" });
  const url = `/api/accounts/${south.therapist.accountId}`;
  expect((await asAdministrator("PUT", url, { name: "x" })).statusCode).toBe(404);
  expect((await asAdministrator("PUT", `/api/accounts/${id}`, { name: " " })).statusCode).toBe(400);
});

const deactivate = (id: string) => asAdministrator("POST", `/api/accounts/${id}/deactivation`);
const whoIs = (caller: Caller) => request(trellis, caller, "GET", "/api/sign-in");

describe("deactivating", () => {
  test("ends sign-ins, links and relations at once, and says who is left without a therapist", async () => {
    const leaver = await join("clinician");
    const alone = await addClientOf(trellis, north, leaver.id);
    const shared = await addClientOf(trellis, north, leaver.id);
    await superuser.pool.query(
      `INSERT INTO access_grant (clinic_id, grant_id, account_id, client_id, kind) VALUES ($1, gen_random_uuid(), $2, $3, 'therapist')`,
      [north.clinicId, north.therapist.accountId, shared],
    );
    const tablet = await signIn(leaver.email, PASSWORD);
    const week = `/api/clients/${alone}/week?to=2026-03-04`;
    expect((await request(trellis, leaver.caller, "GET", week)).statusCode).toBe(200);

    const answer = await deactivate(leaver.id);
    expect(answer.json()).toMatchObject({
      account: { id: leaver.id, state: "deactivated" },
      withoutTherapist: [{ clientId: alone, initials: "N. N." }],
    });
    for (const caller of [leaver.caller, tablet]) {
      expect((await whoIs(caller)).statusCode).toBe(401);
      expect((await request(trellis, caller, "GET", week)).statusCode).toBe(401);
    }
    const { rows } = await superuser.pool.query(
      "SELECT 1 FROM access_grant WHERE account_id = $1 AND (ends_at IS NULL OR ends_at > now())",
      [leaver.id],
    );
    expect(rows).toEqual([]);
    await expect(signIn(leaver.email, PASSWORD)).rejects.toThrow("401");
    const mails = await mailsOf(trellis, superuser, "north");
    expect(mails.findLast((each) => each.to === leaver.email)?.kind).toBe("account-ended");
    expect((await deactivate(leaver.id)).json()).toMatchObject({ code: "account-not-active" });
  });

  test("ends an invite, and coming back brings back neither links nor relations nor sign-ins", async () => {
    const leaver = await join("clinician");
    const clientId = await addClientOf(trellis, north, leaver.id);
    await deactivate(leaver.id);
    const back = await asAdministrator("DELETE", `/api/accounts/${leaver.id}/deactivation`);
    expect(back.json()).toMatchObject({ state: "active" });
    expect((await whoIs(leaver.caller)).statusCode).toBe(401);
    const again = await signIn(leaver.email, PASSWORD);
    const week = `/api/clients/${clientId}/week?to=2026-03-04`;
    expect((await request(trellis, again, "GET", week)).statusCode).toBe(404);
    const twice = await asAdministrator("DELETE", `/api/accounts/${leaver.id}/deactivation`);
    expect(twice.json()).toMatchObject({ code: "already-active" });

    const who = somebody();
    const made = await invite({ ...who, kind: "clinician" });
    const secret = secretOf(await linkTo(trellis, superuser, "north", who.email));
    await deactivate(who.id);
    const { code } = made.json<{ invite: { code: string } }>().invite;
    expect((await accept(trellis, "clinician", secret, code)).json()).toMatchObject({
      code: "invite-ended",
    });
    await asAdministrator("DELETE", `/api/accounts/${who.id}/deactivation`);
    expect((await asAdministrator("GET", `/api/accounts/${who.id}`)).json()).toMatchObject({
      state: "invited",
      invitedUntil: null,
    });
  });
});

describe("the end of an account", () => {
  test("is the administrator's alone to say, and in their own clinic", async () => {
    const url = `/api/accounts/${north.otherTherapist.accountId}/deactivation`;
    expect((await request(trellis, therapist, "POST", url)).statusCode).toBe(403);
    expect((await deactivate(south.therapist.accountId)).statusCode).toBe(404);
  });

  test("is refused for the last administrator, also when two do it to each other at once", async () => {
    const last = await deactivate(north.administrator.accountId);
    expect([last.statusCode, last.json()]).toMatchObject([409, { code: "last-administrator" }]);
    expect((await invite({ ...somebody(), kind: "administrator" })).statusCode).toBe(200);
    expect((await deactivate(north.administrator.accountId)).statusCode).toBe(409);

    const second = await join("administrator");
    const [first, other] = await Promise.all([
      deactivate(second.id),
      request(
        trellis,
        second.caller,
        "POST",
        `/api/accounts/${north.administrator.accountId}/deactivation`,
      ),
    ]);
    const statuses = [first.statusCode, other.statusCode];
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    const { rows } = await superuser.pool.query<{ account_id: string }>(
      `SELECT account_id FROM account WHERE clinic_id = $1 AND kind = 'administrator' AND deactivated_at IS NULL AND activated_at IS NOT NULL`,
      [north.clinicId],
    );
    expect(rows).toHaveLength(1);
  });
});
