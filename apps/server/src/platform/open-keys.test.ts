import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildTrellis } from "../main.ts";
import { insertAccount } from "./clinic-setup.ts";
import { readConfig } from "./config.ts";
import { makeRootKey, readKeyFile, writeKeyFile } from "./key-file.ts";
import { queueMailAsOperator } from "./mail.ts";
import { openKeys, ringForNewClinic } from "./open-keys.ts";
import { withOperatorTx } from "./operator.ts";
import { makeTestClinic, type TestClinic } from "./test-clinic.ts";
import { openSuperuser } from "./test-marked-clinic.ts";
import { startTestTrellis, type TestTrellis } from "./test-trellis.ts";

let trellis: TestTrellis;
let north: TestClinic;
const folder = mkdtempSync(join(tmpdir(), "trellis-open-keys-"));
const file = join(folder, "keys.json");

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  north = await makeTestClinic(trellis, "north");
});

afterAll(async () => {
  await trellis.close();
  rmSync(folder, { recursive: true });
});

const environment = () => ({
  TRELLIS_KEYS: file,
  TRELLIS_DATA: join(folder, "data"),
  DATABASE_URL: trellis.database.appUrl,
  TRELLIS_MIGRATE_URL: trellis.database.ownerUrl,
});
const config = () => readConfig(environment(), folder);

async function doctor(): Promise<string> {
  const cli = fileURLToPath(new URL("../cli.ts", import.meta.url));
  const child = spawn(process.execPath, [cli, "doctor"], {
    env: { ...process.env, ...environment() },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => void (said += text));
  await once(child, "close");
  return said;
}

/** Commands are processes of their own. */
const SLOW = { timeout: 60_000 };

const LOST = /Without its keys nobody can sign in anew.*Everything else is there.*Put your copy/;

test(
  "a lost key file is told in sentences: what is lost, what is not, and what to do",
  SLOW,
  async () => {
    await expect(openKeys(config(), trellis.app)).rejects.toThrow(LOST);
    await expect(ringForNewClinic(config(), trellis.owner)).rejects.toThrow(LOST);
    expect(await readKeyFile(file)).toBeNull();
    expect(await doctor()).toMatch(/^WEAK {2}key file: .*There is no key file at/m);
  },
);

test("the key file of another clinic is told apart", async () => {
  await writeKeyFile(file, [makeRootKey(Date.now())]);
  await expect(openKeys(config(), trellis.app)).rejects.toThrow(
    /not the one of the clinic "north".*Everything else is there/,
  );
  await expect(ringForNewClinic(config(), trellis.owner)).rejects.toThrow("not the one");
});

test("with the copy in place again everything opens", SLOW, async () => {
  await writeKeyFile(file, trellis.keyRing);
  const keys = await (await openKeys(config(), trellis.app)).ofClinic("north");
  const before = await trellis.fieldKeys.ofClinic("north");
  expect(keys.loginIndex("a@b")).toEqual(before.loginIndex("a@b"));
  expect(await doctor()).toMatch(/^ok {4}key file: /m);
});

test("keys of no clinic index in the same way each time, and seal and open nothing", async () => {
  const [one, same] = [
    await trellis.fieldKeys.ofClinic("nowhere"),
    await trellis.fieldKeys.ofClinic("nowhere"),
  ];
  expect(one.loginIndex("a@b")).toEqual(same.loginIndex("A@b"));
  expect(one.loginIndex("a@b")).not.toEqual(
    (await trellis.fieldKeys.ofClinic("north")).loginIndex("a@b"),
  );
  expect(() => one.auditMac("x")).toThrow("no such clinic");
});

test(
  "whoever has the database alone finds neither an address nor the words of a mail",
  SLOW,
  async () => {
    const keys = await trellis.fieldKeys.ofClinic("north");
    const planted = [
      "planted.address@north.example",
      "planted-recipient@north.example",
      "planted-link",
    ];
    const account = await insertAccount(
      {
        id: randomUUID(),
        kind: "clinician",
        email: planted[0] ?? "",
        name: "P.",
        password: "not looked for",
      },
      keys,
    );
    const mail = queueMailAsOperator(keys, {
      id: randomUUID(),
      to: planted[1] ?? "",
      kind: "invite",
      locale: null,
      words: { appName: "Daybook", link: `https://x.example/#${planted[2]}` },
    });
    await withOperatorTx(trellis.owner, north.clinicId, (tx) => tx.finish(...account, mail));
    const superuser = openSuperuser(trellis);
    const { rows: tables } = await superuser.pool.query<{ name: string }>(
      "SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace <> 'pg_catalog'::regnamespace",
    );
    let looked = 0;
    for (const { name } of tables) {
      const { rows } = await superuser.pool.query<{ text: string }>(
        `SELECT t::text AS text FROM ${name} t`,
      );
      for (const { text } of rows) {
        looked += 1;
        for (const each of planted) {
          expect(text).not.toContain(each);
          expect(text).not.toContain(Buffer.from(each).toString("hex"));
        }
        for (const { secret } of trellis.keyRing)
          expect(text).not.toContain(secret.toString("hex"));
      }
    }
    await superuser.close();
    expect(looked).toBeGreaterThan(20);
  },
);
