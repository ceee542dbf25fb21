import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import { makeTestClinic, type TestClinic, type TestPerson } from "#platform/test-clinic.ts";
import { mintSignIn, openSuperuser } from "#platform/test-marked-clinic.ts";
import {
  type Caller,
  freshId,
  request,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { accept, addClientOf, linkTo, mailsOf, secretOf, somebody } from "../invite/test-invite.ts";
import { buildTrellis } from "../main.ts";

let trellis: TestTrellis;
let superuser: Database;
let north: TestClinic;
let administrator: Caller;
let puppet: ReturnType<typeof somebody>;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const after = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
});
beforeEach(async () => {
  north = await makeTestClinic(trellis, `n${freshId().slice(0, 8)}`);
  administrator = await sign(north.administrator, "administrator");
  puppet = await invited("clinician");
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await superuser.close();
  await trellis.close();
});

const sign = ({ accountId }: Pick<TestPerson, "accountId">, kind: "clinician" | "administrator") =>
  mintSignIn(superuser, north, accountId, { kind, app: "clinician" });

/** Somebody whom the administrator invited, and who chose a password. */
async function invited(kind: "clinician" | "administrator", by = administrator) {
  const who = somebody();
  const answer = await request(trellis, by, "POST", "/api/accounts", { ...who, kind });
  expect(answer.statusCode, answer.body).toBe(200);
  const secret = secretOf(await linkTo(trellis, superuser, north.code, who.email));
  const { code } = answer.json<{ invite: { code: string } }>().invite;
  expect((await accept(trellis, "clinician", secret, code)).statusCode).toBe(200);
  return who;
}

const give = (more: Record<string, unknown> = {}, clientId = north.client.clientId) =>
  request(trellis, administrator, "POST", `/api/clinic/clients/${clientId}/grants`, {
    id: freshId(),
    accountId: puppet.id,
    kind: "therapist",
    from: after(0),
    until: null,
    ...more,
  });
const change = (more: Record<string, unknown> = {}) =>
  request(
    trellis,
    administrator,
    "POST",
    `/api/clinic/clients/${north.client.clientId}/therapist`,
    { fromAccountId: north.therapist.accountId, toAccountId: puppet.id, at: after(0), ...more },
  );

/** To whom a mail of this kind went, in the order of the alphabet. */
const mailed = async (kind: string) =>
  (await mailsOf(trellis, superuser, north.code))
    .filter((mail) => mail.kind === kind)
    .map(({ to }) => to)
    .toSorted();
const told = () => mailed("care-team-changed");
const clientAndTherapist = () => [north.client.email, north.therapist.email].toSorted();

describe("whom an administrator brings to a record", () => {
  test.each([
    ["therapist", {}],
    ["therapist from next week on", { from: after(7 * DAY) }],
    ["cover", { kind: "cover", until: after(DAY) }],
    ["supervisor", { kind: "supervisor" }],
  ])("as %s, client and therapist are told", async (_what, more) => {
    const id = freshId();
    expect((await give({ id, ...more })).statusCode).toBe(200);
    expect(await told()).toEqual(clientAndTherapist());
    expect((await give({ id, ...more })).statusCode).toBe(200);
    expect(await told()).toHaveLength(2);
  });

  test("in another's place, the one who leaves is told as well, once", async () => {
    expect((await change()).statusCode).toBe(200);
    expect(await told()).toEqual(clientAndTherapist());
    expect((await change()).statusCode).toBe(200);
    expect(await told()).toHaveLength(2);
  });

  test("after the therapist was taken out of the way, that one is told still", async () => {
    const team = `/api/clinic/clients/${north.client.clientId}`;
    const { grants } = (await request(trellis, administrator, "GET", `${team}/care-team`)).json<{
      grants: { id: string }[];
    }>();
    await request(trellis, administrator, "DELETE", `${team}/grants/${grants[0]?.id}`);
    await give();
    expect(await told()).toEqual(clientAndTherapist());
  });

  test("is told to nobody whose account has ended", async () => {
    await superuser.pool.query("UPDATE account SET deactivated_at = now() WHERE account_id = $1", [
      north.client.accountId,
    ]);
    await give();
    expect(await told()).toEqual([north.therapist.email]);
  });

  test("is told in words that say nothing of what it is about", async () => {
    await give();
    const mails = await mailsOf(trellis, superuser, north.code);
    const textTo = (email: string) =>
      mails.find((mail) => mail.kind === "care-team-changed" && mail.to === email)?.text ?? "";
    const [forClient, forTherapist] = [textTo(north.client.email), textTo(north.therapist.email)];
    expect(forClient).toContain("under More, Who sees what");
    expect(forClient).toContain("en Más, Quién ve qué");
    expect(forClient).not.toMatch(/http/);
    expect(forTherapist).toContain(`/clinic/clients/${north.client.clientId}/care-team`);
    for (const text of [forClient, forTherapist]) {
      expect(text).not.toMatch(/therap|terap|clinician|diary|diario|session|sesi[oó]n|patient/i);
      expect(text).not.toContain(puppet.name);
      expect(text).not.toContain("R. M.");
    }
  });

  test("nobody is mailed when a therapist lets somebody stand in", async () => {
    const answer = await request(
      trellis,
      await sign(north.therapist, "clinician"),
      "POST",
      `/api/clients/${north.client.clientId}/care-team`,
      { id: freshId(), accountId: puppet.id, kind: "cover", from: after(0), until: after(DAY) },
    );
    expect(answer.statusCode).toBe(200);
    expect(await told()).toEqual([]);
  });
});

describe("an administrator who is invited by another", () => {
  test("is told to all others who can sign in", async () => {
    const second = await invited("administrator");
    expect(await mailed("administrator-invited")).toEqual([]);
    const third = await invited(
      "administrator",
      await sign({ accountId: second.id }, "administrator"),
    );
    expect(await mailed("administrator-invited")).toEqual([north.administrator.email]);
    await superuser.pool.query("UPDATE account SET deactivated_at = now() WHERE account_id = $1", [
      second.id,
    ]);
    await invited("administrator");
    expect(await mailed("administrator-invited")).toEqual(
      [north.administrator.email, third.email].toSorted(),
    );
  });

  test("and a clinician is not", async () => {
    await invited("administrator");
    await invited("clinician");
    expect(await mailed("administrator-invited")).toEqual([]);
  });
});

describe("a client who is invited by an administrator", () => {
  const inviteClient = async (
    who: ReturnType<typeof somebody>,
    by: "administrator" | "therapist",
  ) => {
    const clientId = await addClientOf(trellis, north, north.therapist.accountId);
    const [caller, area] =
      by === "administrator"
        ? [administrator, "clinic/clients"]
        : [await sign(north.therapist, "clinician"), "clients"];
    const answer = await request(trellis, caller, "POST", `/api/${area}/${clientId}/account`, who);
    expect(answer.statusCode, answer.body).toBe(200);
    return clientId;
  };
  const changeEmail = (accountId: string) =>
    request(trellis, administrator, "POST", `/api/accounts/${accountId}/email`, {
      email: somebody().email,
    });

  test("is told to their therapist, as is another address for the invitation", async () => {
    const who = somebody();
    const clientId = await inviteClient(who, "administrator");
    expect(await mailed("client-account-changed")).toEqual([north.therapist.email]);
    expect((await changeEmail(who.id)).json()).toMatchObject({ emailChange: null });
    expect(await mailed("client-account-changed")).toHaveLength(2);
    const mails = await mailsOf(trellis, superuser, north.code);
    const text = mails.find((mail) => mail.kind === "client-account-changed")?.text ?? "";
    expect(text).toContain(`/clinic/clients/${clientId}/care-team`);
    expect(text).not.toMatch(/therap|terap|clinician|diary|diario|session|sesi[oó]n|patient/i);
    for (const private_ of [who.name, who.email, "R. M."]) expect(text).not.toContain(private_);
  });

  test("is not told to the therapist who invites them, until an administrator changes the address", async () => {
    const who = somebody();
    await inviteClient(who, "therapist");
    expect(await mailed("client-account-changed")).toEqual([]);
    await changeEmail(who.id);
    expect(await mailed("client-account-changed")).toEqual([north.therapist.email]);
  });

  test("has no therapist who is told when a colleague’s address changes", async () => {
    const who = somebody();
    await request(trellis, administrator, "POST", "/api/accounts", { ...who, kind: "clinician" });
    await changeEmail(who.id);
    expect(await mailed("client-account-changed")).toEqual([]);
  });
});

test("an address that is changed before anybody signed in is told so", async () => {
  const [who, next] = [somebody(), somebody()];
  await request(trellis, administrator, "POST", "/api/accounts", { ...who, kind: "clinician" });
  const asked = await request(trellis, administrator, "POST", `/api/accounts/${who.id}/email`, {
    email: next.email,
  });
  expect(asked.json()).toMatchObject({ email: next.email, emailChange: null });
  expect(await mailed("email-changed")).toEqual([who.email]);
});
