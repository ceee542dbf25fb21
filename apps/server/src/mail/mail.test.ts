import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { listMails } from "@trellis/api/mail";
import type { OutputOf } from "@trellis/api/operation";
import { type MailKind, MailKind as MailKinds } from "@trellis/domain/mail";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import { openFieldKeys } from "#platform/field-keys.ts";
import type { MailConfig } from "#platform/mail-config.ts";
import { type MailWords, writeMail } from "#platform/mail-words.ts";
import { type NewMail, queueMailAsOperator } from "#platform/mail.ts";
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
import { sendMails } from "./send.ts";
import { startMailServer, type TestMailServer } from "./test-mail-server.ts";

let trellis: TestTrellis;
let superuser: Database;
let north: TestClinic;
let south: TestClinic;
let administrator: Caller;
let mailServer: TestMailServer;
const dataRoot = mkdtempSync(join(tmpdir(), "trellis-mail-"));
const folder = join(dataRoot, "mail");
const asFiles: MailConfig = { server: null, folder, from: "no-reply@north.example" };

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
  north = await makeTestClinic(trellis, "north");
  south = await makeTestClinic(trellis, "south");
  administrator = await signInAs(
    trellis,
    "clinician",
    "north",
    north.administrator.email,
    TEST_PASSWORD,
  );
  mailServer = await startMailServer();
});

afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await mailServer.close();
  await superuser.close();
  await trellis.close();
  rmSync(dataRoot, { recursive: true });
});

const overSmtp = (): MailConfig => ({
  ...asFiles,
  server: {
    host: "127.0.0.1",
    port: mailServer.port,
    isSecureFromStart: false,
    isLocal: true,
    login: null,
  },
});

const LINK = "https://cards.example/c/north/welcome#north.a-secret-that-opens";

const queue = (to: string, more: Partial<NewMail<"invite">> = {}): Promise<string> =>
  queueIn("north", north.clinicId, to, more);

async function queueIn(
  code: string,
  clinicId: string,
  to: string,
  more: Partial<NewMail<"invite">> = {},
): Promise<string> {
  const id = randomUUID();
  const keys = await trellis.fieldKeys.ofClinic(code);
  const mail: NewMail<"invite"> = {
    id,
    to,
    kind: "invite",
    locale: "en",
    words: { appName: "Daybook", link: LINK },
    ...more,
  };
  await withOperatorTx(trellis.owner, clinicId, (tx) => tx.finish(queueMailAsOperator(keys, mail)));
  return id;
}

const run = (config: MailConfig) => sendMails(config).run(trellis.services);

async function list(
  caller = administrator,
  query = "",
): Promise<OutputOf<typeof listMails>["mails"]> {
  const answer = await request(trellis, caller, "GET", `/api/mails${query}`);
  expect(answer.statusCode).toBe(200);
  return answer.json<OutputOf<typeof listMails>>().mails;
}

const find = async (id: string) => (await list()).find((mail) => mail.id === id);
const dueNow = (id: string) =>
  superuser.pool.query("UPDATE mail SET next_try_at = now() WHERE mail_id = $1", [id]);
const stored = async (id: string) =>
  (await superuser.pool.query("SELECT mail::text AS text FROM mail WHERE mail_id = $1", [id]))
    .rows[0] as { text: string };

test("a mail is written as a file once, for its recipient alone, and the database cannot read it", async () => {
  const id = await queue("rosa@north.example", { locale: "es" });
  const { text } = await stored(id);
  for (const word of ["rosa", "Daybook", "secret"])
    expect(text).not.toContain(Buffer.from(word).toString("hex"));
  await run(asFiles);
  const file = join(folder, "north", `${id}.eml`);
  const message = readFileSync(file, "utf8");
  expect(message).toMatch(/^From: (")?Cards(")? <no-reply@north\.example>\r$/m);
  expect(message).toMatch(/^To: rosa@north\.example\r$/m);
  expect(message).toContain(`Message-ID: <${id}@north.example>`);
  expect(message).toContain("Auto-Submitted: auto-generated");
  expect(message).toContain("Content-Type: text/plain; charset=utf-8");
  expect(message).not.toMatch(/html|nodemailer/i);
  expect(message).toContain("72 horas");
  expect(statSync(file).mode & 0o077).toBe(0);
  const { mtimeMs } = statSync(file);
  await run(asFiles);
  expect(statSync(file).mtimeMs).toBe(mtimeMs);
  expect(readdirSync(join(folder, "north"))).toEqual([`${id}.eml`]);
  expect(await find(id)).toMatchObject({ state: "sent", tries: 1, nextTryAt: null, trouble: null });
});

test("in a demo the list shows what a mail says; in a clinic nobody reads it, and it is not kept", async () => {
  const inDemo = await queue("a@north.example");
  await run(asFiles);
  expect((await find(inDemo))?.content?.text).toContain(LINK);
  await superuser.pool.query("UPDATE installation SET mode = 'clinic'");
  try {
    const waiting = await queue("b@north.example");
    expect((await find(waiting))?.content).toBeNull();
    await run(asFiles);
    expect(await find(waiting)).toMatchObject({ state: "sent", content: null });
    const { rows } = await superuser.pool.query(
      "SELECT content_sealed FROM mail WHERE mail_id = $1",
      [waiting],
    );
    expect(rows).toEqual([{ content_sealed: null }]);
  } finally {
    await superuser.pool.query("UPDATE installation SET mode = 'demo'");
  }
});

test("four servers at once hand each mail on once", async () => {
  const before = mailServer.taken.length;
  const wanted: string[] = [];
  for (let number = 0; number < 60; number += 1) {
    wanted.push(`person${number}@north.example`);
    await queue(`person${number}@north.example`);
  }
  await Promise.all([1, 2, 3, 4].map(() => run(overSmtp())));
  const taken = mailServer.taken.slice(before);
  expect(taken.map(({ to }) => to).toSorted()).toEqual(wanted.toSorted());
  const links = taken.filter(({ message }) =>
    message.replaceAll("=\r\n", "").replaceAll("=3D", "=").includes(LINK),
  );
  expect(links).toHaveLength(60);
});

test("a recipient that is refused for good stops the mail, until an administrator tries again", async () => {
  mailServer.answerRecipients("550 no such person");
  const id = await queue("nobody@north.example");
  await run(overSmtp());
  expect(await find(id)).toMatchObject({ state: "stopped", trouble: "refused", tries: 1 });
  mailServer.answerRecipients(null);
  await run(overSmtp());
  expect(await find(id)).toMatchObject({ state: "stopped" });
  const again = () => request(trellis, administrator, "POST", `/api/mails/${id}/sending`);
  const answer = await again();
  expect(answer.json()).toMatchObject({ id, state: "waiting", trouble: null });
  await run(overSmtp());
  expect(await find(id)).toMatchObject({ state: "sent", tries: 1 });
  expect((await again()).statusCode).toBe(409);
});

test("a mail that was stopped has all its tries again when an administrator tries again", async () => {
  const id = await queue("patience@north.example");
  const unreachable = { ...overSmtp(), server: { ...overSmtp().server, port: 1 } } as MailConfig;
  const untilStopped = async () => {
    for (let tries = 1; tries <= 9; tries += 1) {
      expect((await find(id))?.state).toBe("waiting");
      await dueNow(id);
      await run(unreachable);
    }
    expect(await find(id)).toMatchObject({ state: "stopped", tries: 9 });
  };
  await untilStopped();
  const again = await request(trellis, administrator, "POST", `/api/mails/${id}/sending`);
  expect(again.json()).toMatchObject({ state: "waiting", tries: 0 });
  await untilStopped();
  await superuser.pool.query("DELETE FROM mail WHERE mail_id = $1", [id]);
});

test("a clinic whose keys do not open loses no try and holds up no other clinic", async () => {
  const id = await queue("waits@north.example");
  const other = await queueIn("south", south.clinicId, "goes@south.example");
  const turnAround = () =>
    superuser.pool.query(
      "UPDATE field_key SET wrapped = set_byte(wrapped, 30, 255 - get_byte(wrapped, 30)) WHERE clinic_id = $1",
      [north.clinicId],
    );
  await turnAround();
  const fieldKeys = openFieldKeys(trellis.app, trellis.keyRing);
  const sending = sendMails(asFiles).run({ ...trellis.services, fieldKeys });
  await expect(sending).rejects.toThrow("unable to authenticate");
  await turnAround();
  expect(readdirSync(join(folder, "south"))).toContain(`${other}.eml`);
  expect(await find(id)).toMatchObject({ state: "waiting", tries: 0 });
  await run(asFiles);
  expect(await find(id)).toMatchObject({ state: "sent", tries: 1 });
  await superuser.pool.query("DELETE FROM mail WHERE mail_id = $1", [other]);
});

test.each([
  ["cannot be reached", () => ({ ...overSmtp(), server: { ...overSmtp().server, port: 1 } })],
  ["asks to come back later", () => overSmtp()],
  ["breaks off in the middle", () => overSmtp()],
] as const)(
  "when the mail server %s, the mail waits longer each time, and then stops",
  async (how, config) => {
    mailServer.answerRecipients(how.includes("later") ? "451 later" : null);
    mailServer.breakOff(how.includes("breaks"));
    const id = await queue("later@north.example");
    const waits: number[] = [];
    for (let tries = 1; tries <= 9; tries += 1) {
      await dueNow(id);
      const asked = Date.now();
      await run(config() as MailConfig);
      const mail = await find(id);
      expect(mail?.tries).toBe(tries);
      if (mail?.nextTryAt) waits.push(Math.round((Date.parse(mail.nextTryAt) - asked) / 60_000));
    }
    expect(waits).toEqual([1, 5, 15, 60, 180, 360, 720, 1440]);
    expect(await find(id)).toMatchObject({
      state: "stopped",
      trouble: how.includes("later") ? "refused" : "unreachable",
    });
    mailServer.answerRecipients(null);
    mailServer.breakOff(false);
  },
);

test("a mail server elsewhere that offers no TLS is told nothing", async () => {
  const before = mailServer.taken.length;
  const { server } = overSmtp();
  if (server === null) throw new Error("no mail server");
  const login = { user: "dbt", password: "p" };
  mailServer.heard.length = 0;
  const id = await queue("tls@north.example");
  await run({ ...overSmtp(), server: { ...server, isLocal: false, login } });
  expect(await find(id)).toMatchObject({ state: "waiting", trouble: "unreachable" });
  expect(mailServer.taken).toHaveLength(before);
  expect(mailServer.heard.join()).not.toMatch(/AUTH|MAIL FROM|tls@north/);
  await superuser.pool.query("DELETE FROM mail WHERE mail_id = $1", [id]);
});

test("a mail whose file cannot be written waits and says so", async () => {
  const id = await queue("file@north.example");
  await run({ ...asFiles, folder: join(dataRoot, "mail", "north", "x".repeat(300)) });
  expect(await find(id)).toMatchObject({ state: "waiting", trouble: "cannot-be-written" });
  await dueNow(id);
  await run(asFiles);
  expect(await find(id)).toMatchObject({ state: "sent", tries: 2 });
});

test("a recipient that somebody swapped in the database gets nothing", async () => {
  const before = mailServer.taken.length;
  const [one, other] = [await queue("one@north.example"), await queue("other@north.example")];
  await superuser.pool.query(
    `UPDATE mail m SET recipient_sealed = o.recipient_sealed FROM mail o
      WHERE m.mail_id = ANY ($1) AND o.mail_id = ANY ($1) AND o.mail_id <> m.mail_id`,
    [[one, other]],
  );
  await run(overSmtp());
  const { rows } = await superuser.pool.query<{ state: string; trouble: string }>(
    "SELECT state, trouble FROM mail WHERE mail_id = ANY ($1)",
    [[one, other]],
  );
  expect(rows).toEqual(Array(2).fill({ state: "stopped", trouble: "cannot-be-opened" }));
  expect(mailServer.taken).toHaveLength(before);
  await superuser.pool.query("DELETE FROM mail WHERE mail_id = ANY ($1)", [[one, other]]);
});

test("a mail that a server took on when it was killed is sent after five minutes, by another, and not before", async () => {
  const id = await queue("killed@north.example");
  const claimed = await superuser.pool.query<{ claimed_until: Date }>(
    "SELECT claimed_until FROM app.claim_mail('north')",
  );
  await run(asFiles);
  expect(await find(id)).toMatchObject({ state: "waiting", tries: 1 });
  await superuser.pool.query("UPDATE mail SET claimed_until = now() WHERE mail_id = $1", [id]);
  await run(asFiles);
  expect(await find(id)).toMatchObject({ state: "sent", tries: 2 });
  const { rows } = await superuser.pool.query<{ done: boolean }>(
    "SELECT app.settle_mail('north', $1, $2, false, 'refused', NULL) AS done",
    [id, claimed.rows[0]?.claimed_until],
  );
  expect(rows).toEqual([{ done: false }]);
  expect(await find(id)).toMatchObject({ state: "sent", trouble: null });
});

test("mails are listed newest first, page by page, and by state", async () => {
  const answer = await request(trellis, administrator, "GET", "/api/mails");
  const first = answer.json<OutputOf<typeof listMails>>();
  expect(first.mails).toHaveLength(50);
  const rest = await request(trellis, administrator, "GET", `/api/mails?after=${first.after}`);
  const second = rest.json<OutputOf<typeof listMails>>();
  expect(second.after).toBeNull();
  const all = [...first.mails, ...second.mails];
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(all.map(({ queuedAt }) => queuedAt)).toEqual(
    all
      .map(({ queuedAt }) => queuedAt)
      .toSorted()
      .toReversed(),
  );
  const { rows } = await superuser.pool.query<{ all: number }>(
    "SELECT count(*)::int AS all FROM mail",
  );
  expect(rows[0]?.all).toBe(all.length);
  const stopped = await list(administrator, "?state=stopped");
  expect(stopped).toEqual(all.filter(({ state }) => state === "stopped"));
});

test("what was queued goes with its cause: a transaction that ends badly leaves no mail", async () => {
  const keys = await trellis.fieldKeys.ofClinic("north");
  const id = randomUUID();
  const words: MailWords["invite"] = { appName: "Daybook", link: LINK };
  const attempt = withOperatorTx(trellis.owner, north.clinicId, async (tx) => {
    await tx.run(queueMailAsOperator(keys, { id, to: "x@y", kind: "invite", locale: null, words }));
    throw new Error("the cause did not come about");
  });
  await expect(attempt).rejects.toThrow("did not come about");
  expect(await stored(id)).toBeUndefined();
});

test("no mail names therapy, and each speaks both languages where one's own is not known", () => {
  const words = { appName: "Daybook", link: LINK };
  for (const kind of MailKinds.options as readonly MailKind[]) {
    const [en, es, both] = (["en", "es", null] as const).map((locale) =>
      writeMail(kind, locale, words),
    );
    for (const said of [en, es, both]) {
      const all = `${said?.subject} ${said?.text}`.replaceAll(LINK, "");
      expect(all).not.toMatch(
        /dbt|tera|thera|clinic|clínic|patient|pacient|diary|diario|health|salud|crisis|skill/i,
      );
      expect(said?.subject).not.toMatch(/[\r\n]/);
      expect(said?.subject).toContain("Daybook");
    }
    expect(both?.text).toContain(en?.text);
    expect(both?.text).toContain(es?.text);
    expect(en?.text).not.toBe(es?.text);
  }
});
