import type { LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertAccount } from "#platform/clinic-setup.ts";
import type { Database } from "#platform/database.ts";
import { withOperatorTx } from "#platform/operator.ts";
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

let trellis: TestTrellis;
let superuser: Database;
let north: TestClinic;
let south: TestClinic;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
  north = await makeTestClinic(trellis, "north");
  south = await makeTestClinic(trellis, "south");
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await superuser.close();
  await trellis.close();
});

const signIn = (caller: Caller, email: string, password: string, clinic = "north") =>
  request(trellis, caller, "POST", "/api/sign-in", { clinic, email, password });
const nobody = (app: Caller["app"]): Caller => ({ app, cookie: null });
const whoIs = (caller: Caller) => request(trellis, caller, "GET", "/api/sign-in");
const cookiesOf = (answer: LightMyRequestResponse): readonly string[] =>
  [answer.headers["set-cookie"] ?? []].flat();
const cookieOf = (answer: LightMyRequestResponse) => cookiesOf(answer)[0] ?? "";

test.each([
  ["client", 90 * 24 * 3600],
  ["clinician", 12 * 3600],
] as const)(
  "the cookie of the %s app can be read by no script and goes to no other site",
  async (app, seconds) => {
    const who = app === "client" ? north.client : north.therapist;
    const answer = await signIn(nobody(app), who.email, TEST_PASSWORD);
    expect(answer.statusCode, answer.body).toBe(200);
    const [pair = "", ...attributes] = cookieOf(answer).split("; ");
    expect(pair).toMatch(new RegExp(`^__Host-trellis-${app}=north\\.[A-Za-z0-9_-]{43}$`));
    expect(attributes.toSorted()).toEqual([
      "HttpOnly",
      `Max-Age=${seconds}`,
      "Path=/",
      "SameSite=Strict",
      "Secure",
    ]);
    expect(answer.body).not.toContain(pair.split("=")[1]);
    const [known = "", ...knownAttributes] = cookiesOf(answer)[1]?.split("; ") ?? [];
    expect(known).toMatch(new RegExp(`^__Host-trellis-known-${app}=[A-Za-z0-9_-]{43}$`));
    expect(knownAttributes.toSorted()).toEqual([
      "HttpOnly",
      `Max-Age=${400 * 24 * 3600}`,
      "Path=/",
      "SameSite=Strict",
      "Secure",
    ]);
  },
);

test("the cookie of a sign-in is another one each time, whatever the browser brought along", async () => {
  const first = await signInAs(trellis, "client", "north", north.client.email, TEST_PASSWORD);
  const planted = {
    app: "client",
    cookie: `__Host-trellis-client=north.${"A".repeat(43)}`,
  } as const;
  const tokens = [first.cookie, planted.cookie];
  for (const caller of [nobody("client"), first, planted])
    tokens.push(
      cookieOf(await signIn(caller, north.client.email, TEST_PASSWORD)).split(";")[0] ?? "",
    );
  expect(new Set(tokens).size).toBe(5);
  expect((await whoIs(planted)).statusCode).toBe(401);
});

test("the cookie of a sign-in is kept in the database as a hash alone", async () => {
  const { cookie } = await signInAs(trellis, "client", "north", north.client.email, TEST_PASSWORD);
  const token = cookie?.split("=")[1] ?? "";
  const { rows } = await superuser.pool.query<{ row: string }>(
    "SELECT s::text AS row FROM sign_in s UNION ALL SELECT a::text FROM audit_event a",
  );
  const all = rows.map((row) => row.row).join("\n");
  expect(all).not.toContain(token);
  expect(all).not.toContain(token.split(".")[1]);
  expect(all).not.toContain(Buffer.from(token).toString("hex"));
});

test("the cookie of a sign-in of one app does not count in the other", async () => {
  const client = await signInAs(trellis, "client", "north", north.client.email, TEST_PASSWORD);
  expect((await whoIs({ app: "clinician", cookie: client.cookie })).statusCode).toBe(401);
  expect((await whoIs(client)).json()).toMatchObject({
    kind: "client",
    accountId: north.client.accountId,
  });
});

test("the cookie of a sign-in of one clinic does not count under another's code", async () => {
  const { cookie } = await signInAs(trellis, "client", "north", north.client.email, TEST_PASSWORD);
  for (const other of ["south", "nowhere"]) {
    expect(
      (await whoIs({ app: "client", cookie: cookie?.replace("north.", `${other}.`) ?? null }))
        .statusCode,
    ).toBe(401);
  }
});
describe("signing out", () => {
  test("ends this sign-in at once, and no other one", async () => {
    const phone = await signInAs(trellis, "client", "north", north.client.email, TEST_PASSWORD);
    const tablet = await signInAs(trellis, "client", "north", north.client.email, TEST_PASSWORD);
    const answer = await request(trellis, phone, "DELETE", "/api/sign-in");
    expect(answer.statusCode).toBe(200);
    expect(cookieOf(answer)).toBe(
      "__Host-trellis-client=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Strict",
    );
    expect((await whoIs(phone)).json()).toMatchObject({ code: "sign-in-needed" });
    expect((await request(trellis, phone, "DELETE", "/api/sign-in")).statusCode).toBe(401);
    expect((await whoIs(tablet)).statusCode).toBe(200);
  });

  test("is not undone by anything that a client can send", async () => {
    const phone = await signInAs(trellis, "client", "north", north.client.email, TEST_PASSWORD);
    await request(trellis, phone, "DELETE", "/api/sign-in");
    for (const query of ["skip_timeout_reset=1", "ended_at=", "keep=true", "token=1"]) {
      expect((await request(trellis, phone, "GET", `/api/sign-in?${query}`)).statusCode).toBe(401);
    }
  });
});

test("a sign-in is over when its time is over", async () => {
  const phone = await signInAs(trellis, "client", "north", north.client.email, TEST_PASSWORD);
  await superuser.pool.query(
    "UPDATE sign_in SET expires_at = now() - interval '1 second' WHERE account_id = $1",
    [north.client.accountId],
  );
  expect((await whoIs(phone)).json()).toMatchObject({ code: "sign-in-needed" });
});

describe("a refused sign-in", () => {
  const told = (answer: LightMyRequestResponse) => {
    const { date: _date, ...headers } = answer.headers;
    return { status: answer.statusCode, headers, body: answer.body };
  };

  test("does not tell whether there is such an account, such a clinic or the right app", async () => {
    await superuser.pool.query("UPDATE account SET deactivated_at = now() WHERE account_id = $1", [
      north.otherTherapist.accountId,
    ]);
    const clinician = nobody("clinician");
    const answers = [
      await signIn(clinician, north.therapist.email, "wrong password"),
      await signIn(clinician, "nobody@north.example", TEST_PASSWORD),
      await signIn(clinician, south.therapist.email, TEST_PASSWORD),
      await signIn(clinician, north.client.email, TEST_PASSWORD),
      await signIn(clinician, north.otherTherapist.email, TEST_PASSWORD),
      await signIn(clinician, north.therapist.email, TEST_PASSWORD, "south"),
      await signIn(clinician, north.therapist.email, TEST_PASSWORD, "nowhere"),
      await signIn(nobody("client"), north.therapist.email, TEST_PASSWORD),
    ].map(told);
    expect(answers[0]).toMatchObject({
      status: 401,
      body: expect.stringContaining('"code":"sign-in-refused"'),
    });
    expect(answers[0]?.headers["set-cookie"]).toBeUndefined();
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });
});

test("a password is the same however the keyboard composes it, and nothing else is", async () => {
  const whole = "pässwörd of a person";
  const made = await insertAccount(
    {
      id: crypto.randomUUID(),
      kind: "clinician",
      email: "Ä.Person@North.example",
      name: "x",
      password: whole,
    },
    await trellis.fieldKeys.ofClinic("north"),
  );
  await withOperatorTx(trellis.owner, north.clinicId, (tx) => tx.finish(...made));
  const tries = [
    whole,
    whole.normalize("NFD"),
    `${whole} `,
    whole.toUpperCase(),
    whole.replace("ä", "a"),
  ];
  const statuses = [];
  for (const each of tries)
    statuses.push((await signIn(nobody("clinician"), "ä.person@north.EXAMPLE", each)).statusCode);
  expect(statuses).toEqual([200, 200, 401, 401, 401]);
});
