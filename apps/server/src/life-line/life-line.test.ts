import { afterAll, beforeAll, expect, test } from "vitest";
import { makeTestClinic, TEST_PASSWORD, type TestClinic } from "#platform/test-clinic.ts";
import {
  type Caller,
  request,
  signInAs,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";

let trellis: TestTrellis;
let clinic: TestClinic;
let therapist: Caller;
let client: Caller;

const url = (rest: string) => `/api/clients/${clinic.client.clientId}/${rest}`;
const write = (caller: Caller, body: object) =>
  request(trellis, caller, "PUT", url("life-line"), body);
const lines = async (caller: Caller) => {
  const answer = await request(trellis, caller, "GET", url("week?to=2026-03-04"));
  const { lifeLine, closingLine } = answer.json().client;
  return { lifeLine, closingLine };
};

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  clinic = await makeTestClinic(trellis, "north");
  therapist = await signInAs(trellis, "clinician", "north", clinic.therapist.email, TEST_PASSWORD);
  client = await signInAs(trellis, "client", "north", clinic.client.email, TEST_PASSWORD);
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await trellis.close();
});

test("both of the pair write the line of the life and the one at the end of the card", async () => {
  const first = { lifeLine: "A flat with a balcony", closingLine: "" };
  expect((await write(client, first)).json()).toEqual(first);
  expect(await lines(therapist)).toEqual({ ...first, closingLine: null });
  const second = { lifeLine: "", closingLine: "Good night, and see you on Wednesday." };
  expect((await write(therapist, second)).statusCode).toBe(200);
  expect(await lines(client)).toEqual({ ...second, lifeLine: null });
  const list = await request(trellis, therapist, "GET", "/api/clients");
  expect(list.json().clients[0].lifeLine).toBeNull();
});

test("nobody else does, and no line breaks out of its place", async () => {
  const before = await lines(client);
  const other = await signInAs(
    trellis,
    "clinician",
    "north",
    clinic.otherTherapist.email,
    TEST_PASSWORD,
  );
  const line = { lifeLine: "Mine", closingLine: "" };
  expect((await write(other, line)).statusCode).toBe(404);
  for (const lifeLine of ["a\nb", "\u202eabc", "x".repeat(201)])
    expect((await write(client, { ...line, lifeLine })).statusCode).toBe(400);
  expect(await lines(client)).toEqual(before);
});
