import { afterAll, beforeAll, expect, test } from "vitest";
import { helpChecks } from "./cli-doctor-help.ts";
import { buildTrellis } from "./main.ts";
import { makeTestClinic, type TestClinic } from "./platform/test-clinic.ts";
import { mintSignIn, openSuperuser } from "./platform/test-marked-clinic.ts";
import { request, startTestTrellis, type TestTrellis } from "./platform/test-trellis.ts";

let trellis: TestTrellis;
let north: TestClinic;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  north = await makeTestClinic(trellis, "north");
});
afterAll(() => trellis.close());

const HOUR = 3_600_000;
const checks = (days = 0) => helpChecks(trellis.app, "clinic", Date.now() + days * 24 * HOUR);

test("numbers that nobody made sure of are told, and so is the age of the oldest check", async () => {
  expect(await checks()).toEqual([
    {
      check: 'whom to call, "north"',
      ok: false,
      level: "alarm",
      value: "0 of 1 numbers checked",
      why: expect.stringContaining("under Settings"),
    },
  ]);
  expect(await helpChecks(trellis.app, "demo", Date.now())).toMatchObject([{ level: "advice" }]);
  const superuser = openSuperuser(trellis);
  const administrator = await mintSignIn(superuser, north, north.administrator.accountId, {
    kind: "administrator",
    app: "clinician",
  });
  await superuser.close();
  const body = { phone: "112", isRight: true };
  const answer = await request(trellis, administrator, "POST", "/api/clinic/settings/checks", body);
  expect(answer.statusCode, answer.body).toBe(200);
  expect(await checks(90)).toMatchObject([{ ok: true, why: "" }]);
  expect(await checks(94)).toMatchObject([
    {
      ok: false,
      value: expect.stringMatching(/1 of 1 numbers checked, the oldest check 9[345] days/),
    },
  ]);
});
