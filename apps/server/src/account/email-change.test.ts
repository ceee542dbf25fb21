import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { TEST_PASSWORD } from "#platform/test-clinic.ts";
import { request, signInAs } from "#platform/test-trellis.ts";
import { linkTo, mailsOf, nobody, secretOf, somebody } from "../invite/test-invite.ts";
import { buildTrellis } from "../main.ts";
import { type AccountTest, openAccountTest } from "./test-account.ts";

let close: AccountTest["close"];
let trellis: AccountTest["trellis"];
let superuser: AccountTest["superuser"];
let north: AccountTest["north"];
let administrator: AccountTest["administrator"];
let client: AccountTest["client"];

beforeAll(async () => {
  ({ trellis, superuser, north, administrator, client, close } =
    await openAccountTest(buildTrellis));
});
afterAll(async () => close());

const freshEmail = () => somebody().email;
const ask = (email: string, password = TEST_PASSWORD) =>
  request(trellis, client, "POST", "/api/account/email", { email, password });
const askFor = (accountId: string, email: string) =>
  request(trellis, administrator, "POST", `/api/accounts/${accountId}/email`, { email });
const confirm = (secret: string) =>
  request(trellis, nobody("client"), "POST", "/api/email-changes/confirm", { secret });
const own = async () =>
  (await request(trellis, client, "GET", "/api/account")).json<{
    email: string;
    emailChange: { email: string; askedBySelf: boolean } | null;
  }>();
const secretTo = async (email: string) =>
  secretOf(await linkTo(trellis, superuser, "north", email));
const setChange = (accountId: string, what: string) =>
  superuser.pool.query(
    `UPDATE email_change SET ${what} WHERE account_id = $1 AND confirmed_at IS NULL AND ended_at IS NULL`,
    [accountId],
  );

const freeTries = () =>
  superuser.pool.query("UPDATE email_change SET asked_at = asked_at - interval '2 hours'");

describe("another e-mail of one's own", () => {
  beforeEach(freeTries);

  test("counts from its confirmation on, by a link that works once; the old one is told", async () => {
    const before = (await own()).email;
    const next = freshEmail();
    const asked = await ask(next);
    expect(asked.json()).toMatchObject({
      email: before,
      emailChange: { email: next, askedBySelf: true },
    });
    const link = await linkTo(trellis, superuser, "north", next);
    expect(link).toMatch(/\/c\/north\/confirm-email#north\./);
    const mails = await mailsOf(trellis, superuser, "north");
    expect(mails.findLast((each) => each.to === before)?.kind).toBe("email-notice");

    await signInAs(trellis, "client", "north", before, TEST_PASSWORD);
    expect((await confirm(secretOf(link))).statusCode).toBe(200);
    expect(await own()).toMatchObject({ email: next, emailChange: null });
    await signInAs(trellis, "client", "north", next, TEST_PASSWORD);
    await expect(signInAs(trellis, "client", "north", before, TEST_PASSWORD)).rejects.toThrow(
      "401",
    );
    const again = await confirm(secretOf(link));
    expect([again.statusCode, again.json()]).toMatchObject([410, { code: "invite-used" }]);
  });

  test("needs the password", async () => {
    const answer = await ask(freshEmail(), "not this one");
    expect([answer.statusCode, answer.json()]).toMatchObject([422, { code: "wrong-password" }]);
    expect((await own()).emailChange).toBeNull();
  });

  test("can be taken back, and asked for anew, after which the link before is dead", async () => {
    const [first, second] = [freshEmail(), freshEmail()];
    await ask(first);
    await ask(second);
    expect((await confirm(await secretTo(first))).json()).toMatchObject({ code: "invite-ended" });
    const cancelled = await request(trellis, client, "DELETE", "/api/account/email");
    expect(cancelled.json()).toMatchObject({ emailChange: null });
    expect((await confirm(await secretTo(second))).json()).toMatchObject({ code: "invite-ended" });
  });
});

describe("an e-mail that one asks for", () => {
  beforeEach(freeTries);

  test("and somebody of the clinic has is told to whoever opens the link, not to who asks", async () => {
    const taken = await ask(north.therapist.email);
    const free = await ask(freshEmail());
    expect(taken.statusCode).toBe(200);
    expect(Object.keys(taken.json())).toEqual(Object.keys(free.json()));
    await ask(north.therapist.email);
    const told = await confirm(await secretTo(north.therapist.email));
    expect([told.statusCode, told.json()]).toMatchObject([409, { code: "email-taken" }]);
    expect((await own()).email).not.toBe(north.therapist.email);
  });

  test("can be asked for five times in an hour", async () => {
    await freeTries();
    for (let times = 0; times < 5; times += 1)
      expect((await ask(freshEmail())).statusCode).toBe(200);
    const sixth = await ask(freshEmail());
    expect([sixth.statusCode, sixth.json()]).toMatchObject([429, { code: "too-many-tries" }]);
    await freeTries();
  });

  test("is refused when somebody got it meanwhile", async () => {
    const next = freshEmail();
    await ask(next);
    const guest = { ...somebody(), email: next, kind: "clinician" };
    expect((await request(trellis, administrator, "POST", "/api/accounts", guest)).statusCode).toBe(
      200,
    );
    const mails = await mailsOf(trellis, superuser, "north");
    const text = mails.findLast((each) => each.kind === "email-confirm" && each.to === next)?.text;
    const secret = secretOf(/http\S+#\S+/.exec(text ?? "")?.[0] ?? "");
    const answer = await confirm(secret);
    expect([answer.statusCode, answer.json()]).toMatchObject([409, { code: "email-taken" }]);
    await request(trellis, client, "DELETE", "/api/account/email");
  });

  test("expires, and a forged clinic code confirms nothing", async () => {
    const next = freshEmail();
    await ask(next);
    const secret = await secretTo(next);
    expect((await confirm(secret.replace("north.", "nowhere."))).json()).toMatchObject({
      code: "invite-unknown",
    });
    await setChange(
      north.client.accountId,
      "works_from = now() - interval '4 days', expires_at = now() - interval '1 second'",
    );
    expect((await confirm(secret)).json()).toMatchObject({ code: "invite-expired" });
    expect((await own()).emailChange).toBeNull();
  });
});

describe("another e-mail of one's own after a reset", () => {
  const hours = (time: string) => Math.round((Date.parse(time) - Date.now()) / 3_600_000) + 0;
  const usedReset = (ago: string) =>
    superuser.pool.query(
      `INSERT INTO account_invite (clinic_id, invite_id, account_id, purpose, secret_hash, code_hash, expires_at, needs_approval, used_at)
       VALUES ($1, gen_random_uuid(), $2, 'reset', sha256($3::text::bytea), sha256(''), now(), false, now() - $3::interval)`,
      [north.clinicId, north.client.accountId, ago],
    );

  test("waits until 24 hours have gone by since, and no longer", async () => {
    await freeTries();
    const before = (await own()).email;
    for (const [ago, from] of [
      ["25 hours", 0],
      ["5 hours", 19],
    ] as const) {
      await usedReset(ago);
      const asked = await ask(freshEmail());
      const { emailChange } = asked.json<{
        emailChange: { worksFrom: string; expiresAt: string };
      }>();
      expect([hours(emailChange.worksFrom), hours(emailChange.expiresAt)]).toEqual([
        from,
        from + 72,
      ]);
    }
    const next = freshEmail();
    await ask(next);
    const secret = await secretTo(next);
    const early = await confirm(secret);
    expect([early.statusCode, early.json()]).toMatchObject([409, { code: "email-change-waits" }]);
    expect((await own()).email).toBe(before);
    await setChange(north.client.accountId, "works_from = now() - interval '1 second'");
    expect((await confirm(secret)).statusCode).toBe(200);
    await superuser.pool.query("DELETE FROM account_invite WHERE account_id = $1", [
      north.client.accountId,
    ]);
  });
});

describe("another e-mail that an administrator asks for", () => {
  test("waits 24 hours, in which its owner can take it back", async () => {
    const next = freshEmail();
    const before = (await own()).email;
    const asked = await askFor(north.client.accountId, next);
    const { emailChange } = asked.json<{ emailChange: { worksFrom: string; expiresAt: string } }>();
    const hours = (time: string) => Math.round((Date.parse(time) - Date.now()) / 3_600_000);
    expect([hours(emailChange.worksFrom), hours(emailChange.expiresAt)]).toEqual([24, 96]);
    const mails = await mailsOf(trellis, superuser, "north");
    expect(mails.findLast((each) => each.to === before)?.kind).toBe("email-notice");
    const secret = await secretTo(next);
    const early = await confirm(secret);
    expect([early.statusCode, early.json()]).toMatchObject([409, { code: "email-change-waits" }]);

    expect((await own()).emailChange).toMatchObject({ email: next, askedBySelf: false });
    await request(trellis, client, "DELETE", "/api/account/email");
    await setChange(north.client.accountId, "works_from = now() - interval '1 minute'");
    expect((await confirm(secret)).json()).toMatchObject({ code: "invite-ended" });
    expect((await own()).email).toBe(before);
  });

  test("works after that time", async () => {
    const next = freshEmail();
    await askFor(north.client.accountId, next);
    const secret = await secretTo(next);
    await setChange(north.client.accountId, "works_from = now() - interval '1 second'");
    expect((await confirm(secret)).statusCode).toBe(200);
    expect((await own()).email).toBe(next);
  });

  test("is made at once for somebody who has not signed in yet, whose link then ends", async () => {
    const who = somebody();
    await request(trellis, administrator, "POST", "/api/accounts", { ...who, kind: "clinician" });
    const secret = await secretTo(who.email);
    const next = freshEmail();
    const changed = await askFor(who.id, next);
    expect(changed.json()).toMatchObject({ email: next, emailChange: null, invitedUntil: null });
    const look = await request(trellis, nobody("clinician"), "POST", "/api/invites/look", {
      secret,
    });
    expect(look.json()).toMatchObject({ code: "invite-ended" });
    await request(trellis, administrator, "POST", `/api/accounts/${who.id}/invite`);
    await secretTo(next);
  });

  test("is nothing that a therapist or a client can do to others", async () => {
    for (const caller of [client]) {
      const url = `/api/accounts/${north.otherClient.accountId}/email`;
      const answer = await request(trellis, caller, "POST", url, { email: freshEmail() });
      expect(answer.statusCode).toBe(403);
    }
  });
});
