import { randomBytes, randomUUID } from "node:crypto";
import type { DataKind, GrantKind } from "@trellis/domain/access";
import type { AccountKind, App } from "@trellis/domain/account";
import { emailPlace } from "./clinic-setup.ts";
import { type Database, openDatabase } from "./database.ts";
import type { ClinicKeys } from "./field-keys.ts";
import { sealMail } from "./mail.ts";
import {
  makeTestClinic,
  type TestClient,
  type TestClinic,
  type TestPerson,
} from "./test-clinic.ts";
import { addMarkedCoaching, addMarkedPlan } from "./test-marked-plan.ts";
import { rowsOf } from "./test-marked-rows.ts";
import type { Caller, TestTrellis } from "./test-trellis.ts";
import { hashToken, makeToken } from "./token.ts";

type MarkedKind = Exclude<DataKind, "therapy-session" | "client-account" | "care-team">;

/** One client's record with rows in every table. Each of its texts holds a mark that stands nowhere else. */
export type MarkedRecord = {
  readonly clinicId: string;
  readonly code: string;
  readonly keys: ClinicKeys;
  readonly clientId: string;
  readonly accountId: string;
  /** A client without account, in tests that add one (`addBareClients`). */
  readonly bareClientId: string;
  /** A clinician's account with which nobody signs in. */
  readonly guestId: string;
  /** A clinician of the clinic who is nobody's therapist, and their grant as a cover that is over. */
  readonly colleagueId: string;
  readonly grantId: string;
  readonly lifeLine: string;
  readonly targetId: string;
  readonly itemId: string;
  /** The one item that is about a skill; the other is not. */
  readonly skillItemId: string;
  readonly sitting: string;
  readonly sessionId: string;
  readonly operationId: string;
  readonly importId: string;
  /** The first version of the safety plan, which the client wrote. */
  readonly planVersionId: string;
  /** A mail of the clinic; it is of no client, and made with each record. */
  readonly mailId: string;
  /** A day and a value that no request of a test names. */
  readonly heldOn: string;
  readonly value: number;
  readonly marks: Readonly<Record<MarkedKind, string>>;
};

/** The form of all marks, for looking through answers. */
export const MARK = /mk[0-9a-f]{8}/g;
export const makeMark = (): string => `mk${randomBytes(4).toString("hex")}`;

/** A day of the diary that every marked record has entries on. */
export const MARKED_DAY = "2026-03-03";

export type MarkedClinic = TestClinic & {
  readonly accountMark: string;
  readonly record: MarkedRecord;
  readonly otherRecord: MarkedRecord;
};

let counted = 0;

/** A superuser's connection to a test's database, which no row-level security binds. */
export const openSuperuser = (trellis: TestTrellis): Database =>
  openDatabase(trellis.database.superuserUrl, 1, () => undefined);

/** The clinic of `makeTestClinic`, with a marked record of each of its two clients. */
export async function makeMarkedClinic(
  trellis: TestTrellis,
  superuser: Database,
  code: string,
): Promise<MarkedClinic> {
  const clinic = await makeTestClinic(trellis, code);
  const accountMark = makeMark();
  const keys = await trellis.fieldKeys.ofClinic(code);
  for (const who of staffOf(clinic))
    await markAccount(superuser, clinic.clinicId, keys, who, accountMark);
  await addMarkedCoaching(superuser, clinic, accountMark);
  for (const who of [clinic.client, clinic.otherClient])
    await markAccount(superuser, clinic.clinicId, keys, who, makeMark());
  await superuser.pool.query(
    `UPDATE clinic SET name = name || ' ' || $2, app_name = app_name || ' ' || $2, settings = settings || jsonb_build_object('coachingHours', $2::text)
      WHERE clinic_id = $1`,
    [clinic.clinicId, makeMark()],
  );
  await superuser.pool.query(
    `INSERT INTO clinic_setting_version (clinic_id, version, settings, changed_name)
     SELECT clinic_id, 2, settings || jsonb_build_object('coachingHours', '', 'sessionHours', $2::text), $2 FROM clinic WHERE clinic_id = $1`,
    [clinic.clinicId, accountMark],
  );
  await superuser.pool.query("UPDATE clinic SET setting_version = 2 WHERE clinic_id = $1", [
    clinic.clinicId,
  ]);
  const record = await addMarkedRecord(superuser, keys, clinic, clinic.client, accountMark);
  const otherRecord = await addMarkedRecord(
    superuser,
    keys,
    clinic,
    clinic.otherClient,
    accountMark,
  );
  for (const each of [record, otherRecord]) await addMail(superuser, each, accountMark);
  return { ...clinic, accountMark, record, otherRecord };
}

/** A mail that was stopped; an administrator may try it again. */
async function addMail(superuser: Database, record: MarkedRecord, mark: string): Promise<void> {
  const { id, kind, recipient, content } = sealMail(record.keys, {
    id: record.mailId,
    to: `${mark}@example`,
    kind: "account-ended",
    locale: null,
    words: { appName: mark },
  });
  await superuser.pool.query(
    `INSERT INTO mail (clinic_id, mail_id, kind, recipient_sealed, content_sealed, state, trouble, tries)
     VALUES ($1, $2, $3, $4, $5, 'stopped', 'unreachable', 1)`,
    [record.clinicId, id, kind, recipient, content],
  );
}

const staffOf = (clinic: TestClinic) => [
  clinic.therapist,
  clinic.otherTherapist,
  clinic.administrator,
];

async function markAccount(
  superuser: Database,
  clinicId: string,
  keys: ClinicKeys,
  who: TestPerson,
  mark: string,
): Promise<void> {
  const email = `${mark}-${who.email}`;
  await superuser.pool.query(
    `UPDATE account SET login_index = $3, email_sealed = $4, display_name = $5 || display_name
      WHERE clinic_id = $1 AND account_id = $2`,
    [
      clinicId,
      who.accountId,
      keys.loginIndex(email),
      keys.seal(emailPlace(who.accountId), email),
      mark,
    ],
  );
}

async function addMarkedRecord(
  superuser: Database,
  keys: ClinicKeys,
  clinic: TestClinic,
  client: TestClient,
  accountMark: string,
): Promise<MarkedRecord> {
  counted += 1;
  const lifeMark = makeMark();
  const record: MarkedRecord = {
    clinicId: clinic.clinicId,
    code: clinic.code,
    keys,
    clientId: client.clientId,
    accountId: client.accountId,
    bareClientId: randomUUID(),
    guestId: randomUUID(),
    colleagueId: randomUUID(),
    grantId: randomUUID(),
    lifeLine: `A flat, ${lifeMark}`,
    targetId: randomUUID(),
    itemId: randomUUID(),
    skillItemId: randomUUID(),
    sitting: randomUUID(),
    sessionId: randomUUID(),
    operationId: randomUUID(),
    importId: randomUUID(),
    planVersionId: randomUUID(),
    mailId: randomUUID(),
    heldOn: `20${String(10 + counted)}-02-17`,
    value: 700_000 + counted * 1111,
    marks: {
      "client-list": makeMark(),
      "diary-card": makeMark(),
      "card-design": makeMark(),
      "life-line": lifeMark,
      "safety-plan": makeMark(),
      "skill-practice": makeMark(),
      "card-import": makeMark(),
      "access-log": makeMark(),
    },
  };
  for (const [text, values] of rowsOf(record, MARKED_DAY))
    await superuser.pool.query(text, [record.clinicId, record.clientId, ...values]);
  await addAccountLife(superuser, record, accountMark);
  await addMarkedPlan(superuser, record, record.marks["safety-plan"]);
  await addColleague(superuser, record);
  return record;
}

/** A clinician who was something to the client once and can be so again. Their name has a mark of its own. */
async function addColleague(superuser: Database, record: MarkedRecord): Promise<void> {
  const { clinicId, clientId, colleagueId, grantId } = record;
  await insertClinician(superuser, record, colleagueId, makeMark());
  await superuser.pool.query(
    `INSERT INTO access_grant (clinic_id, grant_id, account_id, client_id, kind, starts_at, ends_at)
     VALUES ($1, $2, $3, $4, 'cover', now() - interval '9 days', now() - interval '2 days')`,
    [clinicId, grantId, colleagueId, clientId],
  );
}

async function insertClinician(
  superuser: Database,
  { clinicId, keys }: Pick<MarkedRecord, "clinicId" | "keys">,
  accountId: string,
  mark: string,
): Promise<void> {
  const email = `${mark}${accountId}@example`;
  await superuser.pool.query(
    `INSERT INTO account (clinic_id, account_id, kind, login_index, email_sealed, display_name)
     VALUES ($1, $2, 'clinician', $3, $4, $5)`,
    [clinicId, accountId, keys.loginIndex(email), keys.seal(emailPlace(accountId), email), mark],
  );
}

/** An account that is a guest of the clinic, and a reset and a change of e-mail of the client's account. */
async function addAccountLife(
  superuser: Database,
  { clinicId, accountId, guestId, keys }: MarkedRecord,
  mark: string,
): Promise<void> {
  const email = `${mark}-${guestId}@example.org`;
  await superuser.pool.query(
    `INSERT INTO account (clinic_id, account_id, kind, login_index, email_sealed, display_name) VALUES ($1, $2, 'clinician', $3, $4, $5)`,
    [clinicId, guestId, keys.loginIndex(email), keys.seal(emailPlace(guestId), email), mark],
  );
  await superuser.pool.query(
    `INSERT INTO account_invite (clinic_id, invite_id, account_id, purpose, secret_hash, code_hash, expires_at, needs_approval)
     VALUES ($1, gen_random_uuid(), $2, 'reset', $3, $3, now() + interval '1 day', false)`,
    [clinicId, accountId, randomBytes(32)],
  );
  const changeId = randomUUID();
  const place = { table: "email_change", column: "email_sealed", rowId: changeId } as const;
  await superuser.pool.query(
    `INSERT INTO email_change (clinic_id, change_id, account_id, login_index, email_sealed, secret_hash, asked_by, works_from, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $3, now(), now() + interval '1 day')`,
    [clinicId, changeId, accountId, randomBytes(32), keys.seal(place, email), randomBytes(32)],
  );
}

/** Adds a clinician with a grant of this kind for this time to a client (`null` for no grant). */
export async function addClinician(
  superuser: Database,
  record: Pick<MarkedRecord, "clinicId" | "clientId" | "keys">,
  mark: string,
  grant: { readonly kind: GrantKind; readonly from: string; readonly until: string | null } | null,
): Promise<string> {
  const accountId = randomUUID();
  await insertClinician(superuser, record, accountId, mark);
  if (grant) {
    await superuser.pool.query(
      `INSERT INTO access_grant (clinic_id, grant_id, account_id, client_id, kind, starts_at, ends_at)
       VALUES ($1, gen_random_uuid(), $2, $3, $4, now() + $5::interval, now() + $6::interval)`,
      [record.clinicId, accountId, record.clientId, grant.kind, grant.from, grant.until],
    );
  }
  return accountId;
}

/** A sign-in made without a password, which takes long. `expires` is an interval from now, negative for one that is over. */
export async function mintSignIn(
  superuser: Database,
  clinic: { readonly clinicId: string; readonly code: string },
  accountId: string,
  as: {
    readonly kind: AccountKind;
    readonly app: App;
    readonly expires?: string;
    readonly hasEnded?: boolean;
  },
): Promise<Caller & { readonly signInId: string }> {
  const token = makeToken(clinic.code);
  const signInId = randomUUID();
  await superuser.pool.query(
    `INSERT INTO sign_in (clinic_id, sign_in_id, account_id, account_kind, token_hash, app, created_at, expires_at, ended_at)
     VALUES ($1, $2, $3, $4, $5, $6, now() - interval '1 day', now() + $7::interval, CASE WHEN $8 THEN now() END)`,
    [
      clinic.clinicId,
      signInId,
      accountId,
      as.kind,
      hashToken(token),
      as.app,
      as.expires ?? "1 hour",
      as.hasEnded ?? false,
    ],
  );
  return { app: as.app, cookie: `__Host-trellis-${as.app}=${token}`, signInId };
}
