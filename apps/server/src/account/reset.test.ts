import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeTestClinic, TEST_PASSWORD, type TestClinic } from "#platform/test-clinic.ts";
import { type Caller, request, signInAs } from "#platform/test-trellis.ts";
import {
  accept,
  linkTo,
  mailsOf,
  nobody,
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

const reset = (caller: Caller, accountId: string) =>
  request(trellis, caller, "POST", `/api/accounts/${accountId}/reset`);
const resetClient = (clientId: string) =>
  request(trellis, therapist, "POST", `/api/clients/${clientId}/reset`);
const approve = (caller: Caller, accountId: string) =>
  request(trellis, caller, "POST", `/api/accounts/${accountId}/reset/approval`);
const secretTo = async (email: string) =>
  secretOf(await linkTo(trellis, superuser, "north", email));
type Notice = { readonly code: string; readonly expiresAt: string; waitsForApproval: boolean };
const minutesUntil = (time: string) => Math.round((Date.parse(time) - Date.now()) / 60_000);

describe("a reset of a client", () => {
  test("by their therapist ends every sign-in and the old password, and is told to the client", async () => {
    const phone = await signInAs(trellis, "client", "north", north.client.email, TEST_PASSWORD);
    const answer = await resetClient(north.client.clientId);
    const { code, expiresAt, waitsForApproval } = answer.json<Notice>();
    expect([waitsForApproval, minutesUntil(expiresAt)]).toEqual([false, 15]);
    const secret = await secretTo(north.client.email);
    expect((await request(trellis, phone, "GET", "/api/sign-in")).statusCode).toBe(200);

    const accepted = await accept(trellis, "client", secret, code);
    expect(accepted.json()).toMatchObject({ clientId: north.client.clientId });
    expect((await request(trellis, phone, "GET", "/api/sign-in")).statusCode).toBe(401);
    await expect(
      signInAs(trellis, "client", "north", north.client.email, TEST_PASSWORD),
    ).rejects.toThrow("401");
    await signInAs(trellis, "client", "north", north.client.email, PASSWORD);
    const mails = await mailsOf(trellis, superuser, "north");
    expect(mails.at(-1)).toMatchObject({ to: north.client.email, kind: "reset-notice" });
  });

  test("works for 15 minutes", async () => {
    const { code } = (await resetClient(north.client.clientId)).json<Notice>();
    await superuser.pool.query(
      "UPDATE account_invite SET expires_at = now() - interval '1 second' WHERE purpose = 'reset' AND used_at IS NULL",
    );
    const secret = await secretTo(north.client.email);
    expect((await accept(trellis, "client", secret, code)).json()).toMatchObject({
      code: "invite-expired",
    });
  });

  test("is for nobody but their therapist and the administrators of their clinic", async () => {
    expect((await resetClient(north.otherClient.clientId)).statusCode).toBe(404);
    expect((await resetClient(south.client.clientId)).statusCode).toBe(404);
    expect((await reset(therapist, north.client.accountId)).statusCode).toBe(403);
    expect((await reset(administrator, south.client.accountId)).statusCode).toBe(404);
    const client = await signInAs(
      trellis,
      "client",
      "north",
      north.otherClient.email,
      TEST_PASSWORD,
    );
    const own = `/api/clients/${north.otherClient.clientId}/reset`;
    expect((await request(trellis, client, "POST", own)).statusCode).toBe(404);
    expect((await reset(administrator, north.otherClient.accountId)).statusCode).toBe(200);
    await signInAs(trellis, "client", "north", north.otherClient.email, TEST_PASSWORD);
  });

  test("who has not signed in yet is an invite, and of a deactivated one nothing", async () => {
    const who = { ...somebody(), kind: "clinician" };
    await request(trellis, administrator, "POST", "/api/accounts", who);
    expect((await reset(administrator, who.id)).json()).toMatchObject({
      code: "account-not-active",
    });
    await request(trellis, administrator, "POST", `/api/accounts/${who.id}/deactivation`);
    const renewed = await request(trellis, administrator, "POST", `/api/accounts/${who.id}/invite`);
    expect([renewed.statusCode, renewed.json()]).toMatchObject([
      409,
      { code: "account-not-active" },
    ]);
  });
});

describe("a reset of a clinician or administrator", () => {
  test("is for the server's own command as long as there is no second administrator", async () => {
    for (const { accountId } of [north.otherTherapist, north.administrator]) {
      const answer = await reset(administrator, accountId);
      expect([answer.statusCode, answer.json()]).toMatchObject([
        409,
        { code: "needs-another-administrator" },
      ]);
    }
  });

  test("opens nothing before another administrator approves it", async () => {
    const second = somebody();
    const made = await request(trellis, administrator, "POST", "/api/accounts", {
      ...second,
      kind: "administrator",
    });
    const invite = made.json<{ invite: { code: string } }>().invite;
    await accept(trellis, "clinician", await secretTo(second.email), invite.code);
    const other = await signIn(second.email, PASSWORD);

    const target = north.otherTherapist;
    const asked = (await reset(administrator, target.accountId)).json<Notice>();
    expect(asked.waitsForApproval).toBe(true);
    const secret = await secretTo(target.email);
    const look = () =>
      request(trellis, nobody("clinician"), "POST", "/api/invites/look", { secret });
    expect((await look()).json()).toMatchObject({ purpose: "reset", waitsForApproval: true });
    const early = await accept(trellis, "clinician", secret, asked.code);
    expect([early.statusCode, early.json()]).toMatchObject([409, { code: "reset-waits" }]);

    const own = await approve(administrator, target.accountId);
    expect([own.statusCode, own.json()]).toMatchObject([
      409,
      { code: "needs-another-administrator" },
    ]);
    expect((await approve(therapist, target.accountId)).statusCode).toBe(403);
    const seen = async (caller: Caller) =>
      (await request(trellis, caller, "GET", `/api/accounts/${target.accountId}`)).json<{
        reset: { mayApprove: boolean; askedBy: string };
      }>().reset;
    expect((await seen(administrator)).mayApprove).toBe(false);
    expect(await seen(other)).toMatchObject({
      mayApprove: true,
      askedBy: north.administrator.email,
    });

    const approved = await approve(other, target.accountId);
    const { expiresAt, waitsForApproval } = approved.json<{ reset: Notice }>().reset;
    expect([waitsForApproval, minutesUntil(expiresAt)]).toEqual([false, 15]);
    expect((await approve(other, target.accountId)).statusCode).toBe(404);
    expect((await accept(trellis, "clinician", secret, asked.code)).statusCode).toBe(200);
    await signIn(target.email, PASSWORD);
  });

  test("of oneself cannot be approved by oneself", async () => {
    const { rows } = await superuser.pool.query<{ account_id: string }>(
      "SELECT account_id FROM account WHERE kind = 'administrator' AND clinic_id = $1 AND account_id <> $2",
      [north.clinicId, north.administrator.accountId],
    );
    const second = rows[0]?.account_id ?? "";
    expect((await reset(administrator, second)).statusCode).toBe(409);
    const answer = await reset(administrator, north.administrator.accountId);
    expect(answer.json()).toMatchObject({ waitsForApproval: true });
    expect((await approve(administrator, north.administrator.accountId)).statusCode).toBe(409);
  });
});
