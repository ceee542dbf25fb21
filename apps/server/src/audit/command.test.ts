import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeKeys } from "#platform/change-keys.ts";
import { type Database, openDatabase } from "#platform/database.ts";
import { openFieldKeys } from "#platform/field-keys.ts";
import { readKeyFile, writeKeyFile } from "#platform/key-file.ts";
import { makeTestClinic, TEST_PASSWORD, type TestClinic } from "#platform/test-clinic.ts";
import { request, signInAs, startTestTrellis, type TestTrellis } from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";
import { auditSealJob } from "./seal.ts";

const SLOW = { timeout: 60_000 };
const CLI = fileURLToPath(new URL("../cli.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "trellis-audit-command-"));
const anchor = join(folder, "anchor");
const keys = join(folder, "keys.json");

let trellis: TestTrellis;
let superuser: Database;
let clinic: TestClinic;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openDatabase(trellis.database.superuserUrl, 1, () => undefined);
  await writeKeyFile(keys, trellis.keyRing);
  clinic = await makeTestClinic(trellis, "north");
  await makeTestClinic(trellis, "south");
});
afterAll(async () => {
  await superuser.close();
  await trellis.close();
  rmSync(folder, { recursive: true });
});

async function run(...args: readonly string[]) {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: {
      ...process.env,
      TRELLIS_KEYS: keys,
      TRELLIS_DATA: join(folder, "data"),
      TRELLIS_AUDIT_ANCHOR: anchor,
      DATABASE_URL: trellis.database.appUrl,
      TRELLIS_MIGRATE_URL: trellis.database.ownerUrl,
    },
  });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => void (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => void (err += text));
  await once(child, "close");
  const lines = out.trimEnd().replaceAll(/worked out in \d+\.\d\d s/g, "worked out in … s");
  return { code: child.exitCode, out: lines.split("\n"), err };
}

test(
  "verify-audit says that nothing is wrong, or what is, and ends accordingly",
  SLOW,
  async () => {
    await superuser.pool.query(
      `INSERT INTO audit_event (clinic_id, origin, operation) SELECT $1, 'operator', 'clinic.init' FROM generate_series(1, 9)`,
      [clinic.clinicId],
    );
    await auditSealJob(anchor).run(trellis.services);
    const good = await run("verify-audit");
    expect(good).toEqual({
      code: 0,
      err: "",
      out: [
        "north: 1 seal over 9 rows, 0 rows not sealed yet, worked out in … s. Nothing was changed, taken away, added later or cut.",
        "south: 0 seals over 0 rows, 0 rows not sealed yet, worked out in … s. Nothing was changed, taken away, added later or cut.",
      ],
    });
    await superuser.pool.query(
      "SET session_replication_role = replica; DELETE FROM audit_event WHERE sequence = (SELECT min(sequence) FROM audit_event)",
    );
    writeFileSync(join(anchor, "west.jsonl"), "");
    const bad = await run("verify-audit");
    expect(bad.code).toBe(1);
    expect(bad.out[0]).toBe(
      "north: 1 seal over 8 rows, 1 row not sealed yet, worked out in … s. Something is wrong:",
    );
    expect(bad.out[1]).toMatch(/^ {2}Seal 1 \(9 rows, .*\): 1 row removed, among them \d+\.$/);
    expect(bad.out.at(-1)).toBe(
      "west: there is an anchor file of this clinic, and no such clinic in the database.",
    );
    const south = await run("verify-audit", "--clinic", "south");
    expect([south.code, south.out.length]).toEqual([0, 1]);
    expect(await run("verify-audit", "--clinic", "east")).toMatchObject({ code: 1, out: [""] });
  },
);

test("seals of before a change of keys hold after it", SLOW, async () => {
  const { owner, fieldKeys } = trellis;
  const ring = trellis.keyRing;
  const change = { owner, file: keys, now: Date.now(), say: () => undefined, patience: 20 };
  await changeKeys(change, ring);
  const changed = await readKeyFile(keys);
  if (changed === null) throw new Error("the key file is gone");
  const after = await openFieldKeys(trellis.app, changed).ofClinic("north");
  const before = await fieldKeys.ofClinic("north");
  expect(changed[0].id).not.toBe(ring[0].id);
  expect(after.auditMac("seal")).toEqual(before.auditMac("seal"));
});

test(
  "who-read tells whose records an account or one of its sign-ins had to do with",
  SLOW,
  async () => {
    const { email, accountId } = clinic.therapist;
    const first = await signInAs(trellis, "clinician", clinic.code, email, TEST_PASSWORD);
    const week = `/api/clients/${clinic.client.clientId}/week?to=2026-03-04`;
    for (const url of [
      week,
      week,
      "/api/clients",
      `/api/clients/${clinic.otherClient.clientId}/card`,
    ])
      await request(trellis, first, "GET", url);
    const second = await signInAs(trellis, "clinician", clinic.code, email, TEST_PASSWORD);
    await request(
      trellis,
      second,
      "PUT",
      `/api/clients/${clinic.client.clientId}/therapy-sessions/${randomUUID()}`,
      { heldOn: "2026-03-01" },
    );
    const moments = /\d{4}-\d\d-\d\d \d\d:\d\d/g;
    const told = async (...args: readonly string[]) => {
      const { code, out, err } = await run("who-read", "--clinic", "north", ...args);
      return {
        code,
        err,
        out: out.map((line) => line.replaceAll(moments, "…").replace(/ {2,}/g, "  ")),
      };
    };
    const head = "client  tag  id  in lists  opened  changed  refused  first  last";
    const whose = `${email} (clinician, ${accountId})`;
    const all = [
      `${whose}:`,
      head,
      `R. M.  north  ${clinic.client.clientId}  1  2  1  0  …  …`,
      `T. O.  north  ${clinic.otherClient.clientId}  0  0  0  1  …  …`,
    ];
    expect(await told("--account", accountId)).toEqual({ code: 0, err: "", out: all });
    expect((await told("--account", email)).out).toEqual(all);
    const { rows } = await superuser.pool.query<{ id: string }>(
      "SELECT sign_in_id AS id FROM audit_event WHERE operation = 'therapy-session.record'",
    );
    expect((await told("--sign-in", rows[0]?.id ?? "")).out).toEqual([
      `${whose}:`,
      head,
      `R. M.  north  ${clinic.client.clientId}  0  0  1  0  …  …`,
    ]);
    expect((await told("--account", accountId, "--to", "2026-01-01")).out).toEqual([
      `${whose} from the start to 2026-01-01:`,
      "No client's record.",
    ]);
    const asked = await superuser.pool.query(
      "SELECT 1 FROM audit_event WHERE operation = 'audit.who-read' AND subject_id = $1",
      [accountId],
    );
    expect(asked.rows).toHaveLength(4);
  },
);

test("who-read says in a sentence what it cannot do", SLOW, async () => {
  const id = randomUUID();
  const sentences: readonly (readonly [readonly string[], string])[] = [
    [[], "Say either --account ID|E-MAIL or --sign-in ID."],
    [["--sign-in", id], `There is no sign-in ${id} in this clinic.`],
    [["--account", id, "--from", "yesterday"], "--from has to be a day such as 2026-11-22."],
  ];
  for (const [args, sentence] of sentences)
    expect(await run("who-read", "--clinic", "north", ...args)).toEqual({
      code: 1,
      out: [""],
      err: `${sentence}\n`,
    });
});
