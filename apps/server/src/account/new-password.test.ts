import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
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
import { type OpenTest, openTest } from "./test-account.ts";

/** Whoever knew the old password may have begun something; none of it outlives the new one. */
let close: OpenTest["close"];
let trellis: OpenTest["trellis"];
let superuser: OpenTest["superuser"];
let clinic: TestClinic;
let administrator: Caller;
let count = 0;

beforeAll(async () => {
  ({ trellis, superuser, close } = await openTest(buildTrellis));
});
beforeEach(async () => {
  count += 1;
  clinic = await makeTestClinic(trellis, `clinic-${count}`);
  administrator = await signIn("clinician", clinic.administrator.email);
});
afterAll(async () => close());

const signIn = (app: Caller["app"], email: string, password = TEST_PASSWORD) =>
  signInAs(trellis, app, clinic.code, email, password);
const secretTo = async (email: string) =>
  secretOf(await linkTo(trellis, superuser, clinic.code, email));
const reset = async () => {
  const url = `/api/accounts/${clinic.client.accountId}/reset`;
  return (await request(trellis, administrator, "POST", url)).json<{ code: string }>();
};
const changePassword = (caller: Caller) =>
  request(trellis, caller, "POST", "/api/account/password", {
    current: TEST_PASSWORD,
    next: PASSWORD,
  });
const confirm = (secret: string) =>
  request(trellis, nobody("client"), "POST", "/api/email-changes/confirm", { secret });

/** Somebody who knows the password asks for an address of their own. @returns the secret that was mailed there */
async function beginTakeover(): Promise<string> {
  const { email } = somebody();
  const thief = await signIn("client", clinic.client.email);
  const asked = await request(trellis, thief, "POST", "/api/account/email", {
    email,
    password: TEST_PASSWORD,
  });
  expect(asked.statusCode, asked.body).toBe(200);
  return secretTo(email);
}

async function expectNothingTaken(secret: string): Promise<void> {
  const answer = await confirm(secret);
  expect([answer.statusCode, answer.json()]).toMatchObject([410, { code: "invite-ended" }]);
  const client = await signIn("client", clinic.client.email, PASSWORD);
  expect((await request(trellis, client, "GET", "/api/account")).json()).toMatchObject({
    email: clinic.client.email,
    emailChange: null,
  });
}

test("a change of e-mail that waits ends with a change of password", async () => {
  const secret = await beginTakeover();
  const changed = await changePassword(await signIn("client", clinic.client.email));
  expect(changed.statusCode, changed.body).toBe(200);
  await expectNothingTaken(secret);
});

test("a change of e-mail that waits ends with a reset by the clinic", async () => {
  const secret = await beginTakeover();
  const { code } = await reset();
  const link = await secretTo(clinic.client.email);
  expect((await accept(trellis, "client", link, code)).statusCode).toBe(200);
  await expectNothingTaken(secret);
});

test("a link to a new password ends with a change of password", async () => {
  const { code } = await reset();
  const link = await secretTo(clinic.client.email);
  await changePassword(await signIn("client", clinic.client.email));
  const answer = await accept(trellis, "client", link, code);
  expect([answer.statusCode, answer.json()]).toMatchObject([410, { code: "invite-ended" }]);
});

test("the old address is told when a change of e-mail is confirmed, and the new one is not told what it was", async () => {
  const secret = await beginTakeover();
  expect((await confirm(secret)).statusCode).toBe(200);
  const mails = await mailsOf(trellis, superuser, clinic.code);
  const told = mails.filter(({ kind }) => kind === "email-changed");
  expect(told.map(({ to }) => to)).toEqual([clinic.client.email]);
  expect(mails.filter(({ text }) => text.includes(clinic.client.email))).toEqual([]);
  expect((await confirm(secret)).statusCode).toBe(410);
  const again = await mailsOf(trellis, superuser, clinic.code);
  expect(again.filter(({ kind }) => kind === "email-changed")).toHaveLength(1);
});
