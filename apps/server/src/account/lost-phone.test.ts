import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import { makeTestClinic, TEST_PASSWORD, type TestClinic } from "#platform/test-clinic.ts";
import { mintSignIn, openSuperuser } from "#platform/test-marked-clinic.ts";
import {
  type Caller,
  freshId,
  request,
  signInAs,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { addClientOf } from "../invite/test-invite.ts";
import { buildTrellis } from "../main.ts";

let trellis: TestTrellis;
let superuser: Database;
let clinic: TestClinic;
let therapist: Caller;
let administrator: Caller;
let phones: readonly Caller[];

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
});
beforeEach(async () => {
  clinic = await makeTestClinic(trellis, `n${freshId().slice(0, 8)}`);
  therapist = await mint(clinic.therapist.accountId, "clinician");
  administrator = await mint(clinic.administrator.accountId, "administrator");
  phones = [await signInOnPhone(), await signInOnPhone()];
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await superuser.close();
  await trellis.close();
});

const mint = (accountId: string, kind: "clinician" | "administrator") =>
  mintSignIn(superuser, clinic, accountId, { kind, app: "clinician" });
const signInOnPhone = () =>
  signInAs(trellis, "client", clinic.code, clinic.client.email, TEST_PASSWORD);
const ofClient = (clientId = clinic.client.clientId, caller = therapist) =>
  request(trellis, caller, "DELETE", `/api/clients/${clientId}/sign-ins`);
const ofAccount = (accountId = clinic.client.accountId, caller = administrator) =>
  request(trellis, caller, "DELETE", `/api/accounts/${accountId}/sign-ins`);
const statusOf = async (caller: Caller) =>
  (await request(trellis, caller, "GET", "/api/sign-in")).statusCode;
const knownDevices = async () =>
  (
    await superuser.pool.query("SELECT FROM known_device WHERE account_id = $1", [
      clinic.client.accountId,
    ])
  ).rows.length;

describe("a lost phone", () => {
  test.each([
    ["the client’s therapist", () => ofClient(), "account.end-sign-ins-of-client"],
    ["an administrator", () => ofAccount(), "account.end-sign-ins"],
  ])("is signed out at once by %s; the password stays", async (_who, end, operation) => {
    expect(await knownDevices()).toBeGreaterThan(0);
    const answer = await end();
    expect([answer.statusCode, answer.json()]).toEqual([200, { ended: 2 }]);
    expect(await Promise.all(phones.map(statusOf))).toEqual([401, 401]);
    expect(await knownDevices()).toBe(0);
    expect((await end()).json()).toEqual({ ended: 0 });
    expect(await statusOf(await signInOnPhone())).toBe(200);
    const { rows } = await superuser.pool.query<{ client_ids: string[] }>(
      "SELECT client_ids FROM audit_event WHERE clinic_id = $1 AND operation = $2 AND outcome = 'done'",
      [clinic.clinicId, operation],
    );
    expect(rows.map((row) => row.client_ids)).toEqual([
      [clinic.client.clientId],
      [clinic.client.clientId],
    ]);
  });

  test("is signed out by nobody else", async () => {
    const other = await mint(clinic.otherTherapist.accountId, "clinician");
    expect((await ofClient(clinic.client.clientId, other)).statusCode).toBe(404);
    expect((await ofClient(clinic.otherClient.clientId)).statusCode).toBe(404);
    expect((await ofAccount(clinic.client.accountId, therapist)).statusCode).toBe(403);
    expect((await ofAccount(randomUUID())).statusCode).toBe(404);
    expect((await ofClient(clinic.client.clientId, phones[0])).statusCode).toBe(404);
    expect(await Promise.all(phones.map(statusOf))).toEqual([200, 200]);
  });
});

test("a client without account has no phone to sign out", async () => {
  const clientId = await addClientOf(trellis, clinic, clinic.therapist.accountId);
  expect((await ofClient(clientId)).statusCode).toBe(404);
});

test("who signs out their own account stays signed in where they ask", async () => {
  const other = await mint(clinic.administrator.accountId, "administrator");
  expect((await ofAccount(clinic.administrator.accountId)).json()).toEqual({ ended: 1 });
  expect([await statusOf(administrator), await statusOf(other)]).toEqual([200, 401]);
});
