import { type ChildProcess, spawn } from "node:child_process";
import { randomInt, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildTrellis } from "../main.ts";
import { emailPlace } from "./clinic-setup.ts";
import type { Database } from "./database.ts";
import { type ClinicKeys, type FieldKeys, openFieldKeys } from "./field-keys.ts";
import { type KeyRing, readKeyFile, writeKeyFile } from "./key-file.ts";
import { contentPlace, queueMailAsOperator, recipientPlace } from "./mail.ts";
import { withOperatorTx } from "./operator.ts";
import { SEALED_COLUMNS } from "./sealed-column.ts";
import { makeTestClinic, TEST_PASSWORD, type TestClinic } from "./test-clinic.ts";
import { openSuperuser } from "./test-marked-clinic.ts";
import { signInAs, startTestTrellis, type TestTrellis } from "./test-trellis.ts";

const MAILS = 1500;
const KILLS = 20;
const SLOW = { timeout: 240_000 };

let trellis: TestTrellis;
let superuser: Database;
let clinics: readonly TestClinic[];
let first: KeyRing;
const folder = mkdtempSync(join(tmpdir(), "trellis-change-keys-"));
const file = join(folder, "keys.json");
const data = join(folder, "data");

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
  first = trellis.keyRing;
  await writeKeyFile(file, first);
  clinics = [await makeTestClinic(trellis, "north"), await makeTestClinic(trellis, "south")];
  for (const clinic of clinics) {
    const { clinicId, code } = clinic;
    const keys = await trellis.fieldKeys.ofClinic(code);
    const mails = Array.from({ length: MAILS }, (_, number) =>
      queueMailAsOperator(keys, {
        id: randomUUID(),
        to: `${number}@${code}.example`,
        kind: "account-ended",
        locale: "en",
        words: { appName: "Daybook" },
      }),
    );
    await withOperatorTx(trellis.owner, clinicId, (tx) => tx.finish(...mails));
    await addEmailChange(await trellis.fieldKeys.ofClinic(code), clinic);
  }
}, 60_000);

afterAll(async () => {
  await superuser.close();
  await trellis.close();
  rmSync(folder, { recursive: true });
});

const CHANGED = "changed@example.org";

async function addEmailChange(keys: ClinicKeys, clinic: TestClinic): Promise<void> {
  const id = randomUUID();
  await superuser.pool.query(
    `INSERT INTO email_change (clinic_id, change_id, account_id, login_index, email_sealed, secret_hash, asked_by, works_from, expires_at)
     VALUES ($1, $2, $3, $4, $5, $4, $3, now(), now() + interval '1 day')`,
    [
      clinic.clinicId,
      id,
      clinic.client.accountId,
      keys.loginIndex(CHANGED),
      keys.seal({ table: "email_change", column: "email_sealed", rowId: id }, CHANGED),
    ],
  );
}

const environment = () => ({
  ...process.env,
  TRELLIS_KEYS: file,
  TRELLIS_DATA: data,
  DATABASE_URL: trellis.database.appUrl,
  TRELLIS_MIGRATE_URL: trellis.database.ownerUrl,
});

/** The work of `trellis rotate-keys` in a process of its own, which waits for running servers a shorter time. */
function startChange(): ChildProcess {
  const source = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href);
  const program = `
    import { changeKeys } from ${source("./change-keys.ts")};
    import { openDatabase } from ${source("./database.ts")};
    import { readKeyFile } from ${source("./key-file.ts")};
    const owner = openDatabase(process.env.TRELLIS_MIGRATE_URL, 2, () => undefined);
    const file = process.env.TRELLIS_KEYS;
    const ring = await readKeyFile(file);
    await changeKeys({ owner, file, now: Date.now(), say: () => undefined, patience: 20 }, ring);
    await owner.close();`;
  return spawn(process.execPath, ["--input-type=module", "-e", program], {
    env: environment(),
    stdio: ["ignore", "inherit", "inherit"],
  });
}

async function rotate(...more: string[]): Promise<{ code: number | null; said: string }> {
  const cli = fileURLToPath(new URL("../cli.ts", import.meta.url));
  const child = spawn(process.execPath, [cli, "rotate-keys", ...more], {
    env: environment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => void (said += text));
  await once(child, "close");
  return { code: child.exitCode, said };
}

/** Keys as a server reads them that starts now. */
async function freshKeys(): Promise<FieldKeys> {
  const ring = await readKeyFile(file);
  if (ring === null) throw new Error("no key file");
  return openFieldKeys(trellis.app, ring);
}

/** Opens every sealed value of both clinics; the numbers of the keys that sealed them. */
async function openAll(keys: FieldKeys): Promise<ReadonlySet<number>> {
  const numbers = new Set<number>();
  for (const { clinicId, code, therapist } of clinics) {
    const own = await keys.ofClinic(code);
    const { rows: mails } = await superuser.pool.query<{ id: string; to: Buffer; text: Buffer }>(
      `SELECT mail_id AS id, recipient_sealed AS to, content_sealed AS text FROM mail WHERE clinic_id = $1`,
      [clinicId],
    );
    const opened = mails.map(({ id, to, text }) => {
      expect(own.open(contentPlace(id), text)).toContain("Daybook");
      for (const each of [to, text]) numbers.add(each.readUInt32BE(2));
      return own.open(recipientPlace(id), to);
    });
    expect(new Set(opened).size).toBe(MAILS);
    const { rows: accounts } = await superuser.pool.query<{ id: string; email: Buffer }>(
      `SELECT account_id AS id, email_sealed AS email FROM account WHERE clinic_id = $1`,
      [clinicId],
    );
    const emails = accounts.map(({ id, email }) => own.open(emailPlace(id), email));
    expect(emails).toContain(therapist.email);
    const { rows: changes } = await superuser.pool.query<{ id: string; email: Buffer }>(
      `SELECT change_id AS id, email_sealed AS email FROM email_change WHERE clinic_id = $1`,
      [clinicId],
    );
    for (const { id, email } of changes)
      expect(own.open({ table: "email_change", column: "email_sealed", rowId: id }, email)).toBe(
        CHANGED,
      );
    for (const { email } of [...accounts, ...changes]) numbers.add(email.readUInt32BE(2));
  }
  return numbers;
}

/** How many recipients are sealed with the new key. */
async function sealedAnew(): Promise<number> {
  const { rows } = await superuser.pool.query<{ mails: number }>(
    "SELECT count(*)::int AS mails FROM mail WHERE substring(recipient_sealed FROM 3 FOR 4) = '\\x00000002'",
  );
  return rows[0]?.mails ?? 0;
}

/** Waits for a moment at random, or until values are being sealed. */
async function untilKill(kill: number, ended: Promise<unknown>): Promise<void> {
  if (kill % 2 === 0) return void (await Promise.race([wait(randomInt(50, 700)), ended]));
  const before = await sealedAnew();
  let isOver = false;
  void ended.then(() => (isOver = true));
  while (!isOver && (await sealedAnew()) === before) await wait(1);
}

test(
  `killed ${KILLS} times, a change of keys loses nothing and comes to its end`,
  SLOW,
  async () => {
    let halfway = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = startChange();
      const ended = once(child, "close");
      await untilKill(kill, ended);
      child.kill("SIGKILL");
      await ended;
      if ((await openAll(await freshKeys())).size > 1) halfway += 1;
    }
    expect(halfway).toBeGreaterThan(0);
    const child = startChange();
    await once(child, "close");
    expect(child.exitCode).toBe(0);
    expect(await readKeyFile(file)).toHaveLength(2);
    expect([...(await openAll(await freshKeys()))]).toEqual([2]);
  },
);

test(
  "the old root key opens everything until the end, and nothing from then on",
  SLOW,
  async () => {
    const old = openFieldKeys(trellis.app, first);
    await openAll(old);
    const finished = await rotate("--finish");
    expect(finished).toEqual({ code: 0, said: expect.stringContaining("keep that as long") });
    const after = openFieldKeys(trellis.app, first);
    await expect(after.ofClinic("north")).rejects.toThrow("does not open");
    await openAll(await freshKeys());
    const again = await rotate("--finish");
    expect(again).toEqual({
      code: 1,
      said: expect.stringContaining("no change of keys to finish"),
    });
    const ring = await readKeyFile(file);
    await writeKeyFile(file, first);
    const refused = await rotate();
    expect(refused).toEqual({
      code: 1,
      said: expect.stringContaining("is not the one of the clinic"),
    });
    if (ring) await writeKeyFile(file, ring);
  },
);

test(
  "servers that run through a change of keys notice nothing, and it is not finished too early",
  SLOW,
  async () => {
    const started = await readKeyFile(file);
    if (started === null) throw new Error("no key file");
    const running = openFieldKeys(trellis.app, started, () => readKeyFile(file));
    const child = rotate();
    let isOver = false;
    void child.then(() => (isOver = true));
    let queued = 0;
    let wasEarly = false;
    while (!isOver) {
      const keys = await running.ofClinic("north");
      const id = randomUUID();
      const [account] = (
        await superuser.pool.query<{ id: string; email: Buffer }>(
          "SELECT account_id AS id, email_sealed AS email FROM account WHERE account_id = $1",
          [clinics[0]?.therapist.accountId],
        )
      ).rows;
      if (account) expect(keys.open(emailPlace(account.id), account.email)).toContain("@north");
      await withOperatorTx(trellis.owner, clinics[0]?.clinicId ?? "", (tx) =>
        tx.finish(
          queueMailAsOperator(keys, {
            id,
            to: `while ${String((queued += 1))}@north.example`,
            kind: "account-ended",
            locale: "en",
            words: { appName: "Daybook" },
          }),
        ),
      );
      const { rows } = await superuser.pool.query<{ to: Buffer }>(
        "SELECT recipient_sealed AS to FROM mail WHERE mail_id = $1",
        [id],
      );
      expect(keys.open(recipientPlace(id), rows[0]?.to ?? Buffer.alloc(0))).toContain("while");
      await wait(50);
      if (!wasEarly && (await readKeyFile(file))?.length === 2) {
        wasEarly = true;

        const early = await rotate("--finish");
        expect(early).toEqual({
          code: 1,
          said: expect.stringContaining("Run trellis rotate-keys again"),
        });
      }
    }
    expect(await child).toEqual({ code: 0, said: expect.stringContaining("--finish") });
    const late = await superuser.pool.query<{ left: number }>(
      "SELECT count(*)::int AS left FROM mail WHERE substring(recipient_sealed FROM 3 FOR 4) <> '\\x00000003'",
    );
    expect(late.rows).toEqual([{ left: 0 }]);
    expect((await rotate("--finish")).code).toBe(0);
    expect(await readKeyFile(file)).toHaveLength(1);
  },
);

test("after all of it people sign in as before", async () => {
  const ring = await readKeyFile(file);
  const server = await buildTrellis({
    config: { origin: "http://127.0.0.1:4400", originIsSecure: false, trustedProxies: [] },
    services: { ...trellis.services, fieldKeys: openFieldKeys(trellis.app, ring ?? first) },
    log: { info: () => undefined, error: () => undefined },
  });
  for (const { code, therapist } of clinics)
    expect(
      await signInAs({ server }, "clinician", code, therapist.email, TEST_PASSWORD),
    ).toMatchObject({
      cookie: expect.stringContaining(code),
    });
  await server.close();
});

test("every sealed column of the database is one that a change of keys reaches", async () => {
  const { rows } = await superuser.pool.query<{ name: string }>(
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name LIKE '%sealed' AND data_type = 'bytea' ORDER BY 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual(
    SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`).toSorted(),
  );
});

test(
  "when no copy of the key file is left, new keys make the rest usable, and what was sealed is empty",
  SLOW,
  async () => {
    const early = await rotate("--lost");
    expect(early).toEqual({ code: 1, said: expect.stringContaining("Nothing is lost") });
    rmSync(file);
    expect(await rotate("--lost")).toEqual({
      code: 0,
      said: expect.stringContaining("new administrator"),
    });
    for (const { clinicId, code, therapist } of clinics) {
      const keys = await (await freshKeys()).ofClinic(code);
      const { rows } = await superuser.pool.query<{ id: string; email: Buffer; index: Buffer }>(
        "SELECT account_id AS id, email_sealed AS email, login_index AS index FROM account WHERE clinic_id = $1",
        [clinicId],
      );
      expect(rows.map(({ id, email }) => keys.open(emailPlace(id), email))).toEqual(
        Array(5).fill(""),
      );
      expect(rows.some(({ index }) => index.equals(keys.loginIndex(therapist.email)))).toBe(false);
      const mails = await superuser.pool.query(
        "SELECT DISTINCT state, trouble, content_sealed FROM mail WHERE clinic_id = $1",
        [clinicId],
      );
      expect(mails.rows).toEqual([
        { state: "stopped", trouble: "cannot-be-opened", content_sealed: null },
      ]);
    }
  },
);
