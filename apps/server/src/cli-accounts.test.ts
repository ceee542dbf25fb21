import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import { writeKeyFile } from "#platform/key-file.ts";
import { makeTestClinic, TEST_PASSWORD, type TestClinic } from "#platform/test-clinic.ts";
import { openSuperuser } from "#platform/test-marked-clinic.ts";
import { request, signInAs, startTestTrellis, type TestTrellis } from "#platform/test-trellis.ts";
import { accept, addClientOf, PASSWORD } from "./invite/test-invite.ts";
import { buildTrellis } from "./main.ts";

const CLI = fileURLToPath(new URL("./cli.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "trellis-cli-accounts-"));

let trellis: TestTrellis;
let superuser: Database;
let north: TestClinic;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
  north = await makeTestClinic(trellis, "north");
  await superuser.pool.query("UPDATE installation SET mode = 'clinic'");
  await writeKeyFile(join(folder, "keys.json"), trellis.keyRing);
});
afterAll(async () => {
  await superuser.close();
  await trellis.close();
  rmSync(folder, { recursive: true });
});

/** Each command starts a Node of its own, which takes its time on a machine that is at something else. */
const UNHURRIED = { timeout: 120_000 };

type Said = { readonly code: number; readonly out: string; readonly err: string };

/** Runs a command as somebody at a terminal does, on the database of this test. */
const run = (...args: readonly string[]): Promise<Said> =>
  new Promise((resolve) => {
    const env = {
      PATH: process.env["PATH"],
      TRELLIS_KEYS: join(folder, "keys.json"),
      TRELLIS_DATA: join(folder, "data"),
      DATABASE_URL: trellis.database.appUrl,
      TRELLIS_MIGRATE_URL: trellis.database.ownerUrl,
    };
    execFile(process.execPath, [CLI, ...args], { env }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
const invite = (email: string, ...more: readonly string[]) =>
  run("invite", "--clinic", "north", "--email", email, ...more);

/** The link's secret and the code that a command printed. */
function printed({ out, err }: Said): { readonly secret: string; readonly code: string } {
  const secret = /\/clinic\/welcome#(\S+)/.exec(out)?.[1];
  const code = /said aloud: +([0-9]{6})$/m.exec(out)?.[1];
  if (secret === undefined || code === undefined) throw new Error(out + err);
  return { secret, code };
}

const audited = async () => {
  const { rows } = await superuser.pool.query<{ operation: string }>(
    "SELECT operation FROM audit_event WHERE origin = 'operator' ORDER BY sequence",
  );
  return rows.map((row) => row.operation);
};

test(
  "an invite of the command line opens with link and code, and can be given anew",
  UNHURRIED,
  async () => {
    const first = await invite("second@north.example", "--name", "A Second");
    expect(first.err).toBe("");
    const again = await invite("second@north.example");
    const [old, made] = [printed(first), printed(again)];
    expect((await accept(trellis, "clinician", old.secret, old.code)).statusCode).toBe(410);
    const accepted = await accept(trellis, "clinician", made.secret, made.code);
    expect(accepted.json()).toMatchObject({ kind: "administrator", name: "A Second" });
    expect(await audited()).toEqual(["account.invite", "account.invite"]);
  },
);

test("a reset of the command line needs nobody's approval", UNHURRIED, async () => {
  const reset = await invite(north.otherTherapist.email, "--reset");
  const { secret, code } = printed(reset);
  expect((await accept(trellis, "clinician", secret, code)).statusCode).toBe(200);
  await signInAs(trellis, "clinician", "north", north.otherTherapist.email, PASSWORD);
  expect((await audited()).at(-1)).toBe("account.reset");
});

test(
  "a second account of one person is noticed, and kept apart when it is said to be",
  UNHURRIED,
  async () => {
    const twin = (...more: readonly string[]) =>
      invite("therapist+desk@north.example", "--name", "Desk", ...more);
    const noticed = await twin();
    expect([noticed.code, noticed.err]).toEqual([
      1,
      expect.stringContaining("may be of the same person: therapist@north.example (clinician)"),
    ]);
    expect((await twin("--same-person-as", north.therapist.email)).err).toBe("");
    const { rows } = await superuser.pool.query<{ same_person_as: string }>(
      "SELECT same_person_as FROM account WHERE display_name = 'Desk'",
    );
    expect(rows).toEqual([{ same_person_as: north.therapist.accountId }]);
  },
);

test(
  "deactivating from the command line signs out at once and says who has no therapist",
  UNHURRIED,
  async () => {
    const caller = await signInAs(
      trellis,
      "clinician",
      "north",
      north.therapist.email,
      TEST_PASSWORD,
    );
    await addClientOf(trellis, north, north.therapist.accountId);
    const ended = await run("deactivate", "--clinic", "north", "--email", north.therapist.email);
    expect(ended.out).toMatch(/is deactivated and signed out everywhere/);
    expect(ended.out).toMatch(/Without a therapist now: N\. N\. \(\w+\), R\. M\. \(north\)\./);
    expect((await request(trellis, caller, "GET", "/api/sign-in")).statusCode).toBe(401);
    const back = await invite(north.therapist.email, "--reset");
    expect([back.code, back.err]).toEqual([1, expect.stringContaining("is deactivated")]);
  },
);

test("what cannot be done is said in a sentence, and nothing is stored", UNHURRIED, async () => {
  const before = await audited();
  const cases: readonly (readonly [Promise<Said>, string])[] = [
    [invite("nobody@north.example", "--reset"), "No account of this clinic has the e-mail"],
    [invite("nobody@north.example"), "--name is needed"],
    [invite("not an address", "--name", "x"), "--email is not an e-mail address"],
    [invite("a@b.example", "--name", "x", "--kind", "client"), "invited by their therapist"],
    [invite(north.administrator.email), "has chosen a password already"],
    [
      run("invite", "--clinic", "nowhere", "--email", "a@b.example"),
      'There is no clinic "nowhere"',
    ],
  ];
  for (const [said, sentence] of cases) {
    const { code, out, err } = await said;
    expect([code, out], err).toEqual([1, ""]);
    expect(err).toContain(sentence);
    expect(err.trim().split("\n")).toHaveLength(1);
  }
  expect(await audited()).toEqual(before);
});

test("the last administrator stays", UNHURRIED, async () => {
  const emails = [north.administrator.email, "second@north.example"];
  const said = [];
  for (const email of emails)
    said.push(await run("deactivate", "--clinic", "north", "--email", email));
  expect(said.map(({ code }) => code)).toEqual([0, 1]);
  expect(said[1]?.err).toContain("the last administrator");
});
