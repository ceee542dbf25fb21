import { randomUUID } from "node:crypto";
import { type AccountKind, Email } from "@trellis/domain/account";
import { AccountName } from "@trellis/domain/account-life";
import { isZone } from "@trellis/domain/civil-date";
import { ClinicCode } from "@trellis/domain/id";
import { type InvitePurpose, welcomeLink } from "@trellis/domain/invite";
import * as z from "zod/mini";
import { optional, type Options, required } from "./cli-options.ts";
import { say, withOwner } from "./cli-owner.ts";
import {
  endAccount,
  findAccountByEmail,
  findTwinsOf,
  insertInvite,
  insertInvited,
  type OperatedAccount,
} from "./platform/account-operator.ts";
import { insertClinic, setMode } from "./platform/clinic-setup.ts";
import type { Config } from "./platform/config.ts";
import { checkLine, weakChecks } from "./platform/database-checks.ts";
import type { Database, Tx } from "./platform/database.ts";
import { type ClinicKeys, openFieldKeys } from "./platform/field-keys.ts";
import { refuseOtherMode } from "./platform/installation.ts";
import { makeInvite, type MadeInvite } from "./platform/link-secret.ts";
import {
  keepACopy,
  needChosenKeyFile,
  needKeyFile,
  ringForNewClinic,
} from "./platform/open-keys.ts";
import { auditOperator, findClinicId, withOperatorTx } from "./platform/operator.ts";
import { PlainError } from "./platform/plain-error.ts";

function readEmail(options: Options): string {
  const email = required(options, "email").trim();
  if (z.safeParse(Email, email).success) return email;
  throw new PlainError("--email is not an e-mail address.");
}

function readName(options: Options, option: string): string {
  const name = required(options, option);
  if (z.safeParse(AccountName, name).success) return name;
  throw new PlainError(`--${option} has to be a name of 1 to 120 characters.`);
}

function readClinic(options: Options) {
  const code = required(options, "clinic");
  const country = required(options, "country").toUpperCase();
  const zone = required(options, "zone");
  if (!z.safeParse(ClinicCode, code).success)
    throw new PlainError(
      "--clinic has to be 2 to 31 small letters, digits or hyphens; it stands in every address and cannot be changed.",
    );
  if (!/^[A-Z]{2}$/.test(country))
    throw new PlainError("--country has to be a two-letter code such as US or ES.");
  if (!isZone(zone))
    throw new PlainError("--zone has to be a time zone such as America/Chicago or Europe/Madrid.");
  const appName = optional(options, "app-name") ?? "Cards";
  return { id: randomUUID(), code, name: required(options, "name"), appName, country, zone };
}

/** `trellis init`: a clinic, and a link for its first administrator. Everyone else comes by invitation. */
export async function initCommand(config: Config, options: Options): Promise<void> {
  const made = readClinic(options);
  const email = readEmail(options);
  const name = readName(options, "admin");
  needChosenKeyFile(config);
  const invite = makeInvite(made.code);
  const expiresAt = await withOwner(config, async (owner, _ownerUrl, opened) => {
    await refuseOtherMode(owner, "clinic");
    const weak = weakChecks(await opened.check());
    if (weak.length > 0)
      throw new PlainError(
        ["This database is too weak for a clinic:", ...weak.map(checkLine)].join("\n"),
      );
    const clinic = insertClinic(made, await ringForNewClinic(config, owner));
    const account = {
      id: randomUUID(),
      kind: "administrator",
      email,
      name,
      samePersonAs: null,
    } as const;
    return withOperatorTx(owner, made.id, async (tx) => {
      await tx.run(
        setMode("clinic", made.code),
        ...clinic.statements,
        insertInvited(account, clinic.keys),
      );
      return finishInvite(tx, account.id, "invite", invite, "clinic.init", []);
    }).catch(refuseTaken(made.code));
  });
  say(
    `The clinic "${made.code}" is set up. Its addresses: ${config.origin}/clinic/ and ${config.origin}/c/${made.code}/`,
  );
  sayInvite(config, "administrator", invite, expiresAt);
  say(keepACopy(config));
  say("Not yet for real clients: trellis doctor says what is missing.");
}

const refuseTaken = (code: string) => (error: unknown) => {
  if ((error as { code?: unknown }).code === "23505")
    throw new PlainError(`There is a clinic "${code}" in this database already.`);
  throw error;
};

async function finishInvite(
  tx: Tx,
  accountId: string,
  purpose: InvitePurpose,
  invite: MadeInvite,
  operation: string,
  clientIds: readonly string[],
): Promise<Date> {
  const [[row]] = await tx.finish(
    insertInvite(accountId, purpose, invite),
    auditOperator(operation, clientIds),
  );
  if (!row) throw new PlainError("The link could not be made.");
  return row.expires_at;
}

/** Link and code stand side by side here, since whoever runs the server hands both over. */
function sayInvite(config: Config, kind: AccountKind, invite: MadeInvite, expiresAt: Date): void {
  say(`Link, for the person alone: ${welcomeLink(config.origin, kind, invite.secret)}`);
  say(`Code, to be said aloud:     ${invite.code}`);
  say(`Both work together, once, until ${expiresAt.toISOString()}.`);
}

/** Works on the clinic of `--clinic` as its owner, with its keys. */
const withClinic = <T>(
  config: Config,
  code: string,
  work: (owner: Database, clinicId: string, keys: ClinicKeys) => Promise<T>,
): Promise<T> =>
  withOwner(config, async (owner) => {
    const clinicId = await findClinicId(owner, code);
    const keys = await openFieldKeys(owner, await needKeyFile(config)).ofClinic(code);
    return work(owner, clinicId, keys);
  });

const nobodyHas = (email: string) =>
  new PlainError(`No account of this clinic has the e-mail ${email}.`);

function refuseUnfit(found: OperatedAccount, email: string, isReset: boolean): void {
  if (found.is_deactivated)
    throw new PlainError(
      `The account of ${email} is deactivated; an administrator can take it back.`,
    );
  if (found.is_active && !isReset)
    throw new PlainError(`${email} has chosen a password already; say --reset for a way back in.`);
  if (!found.is_active && isReset)
    throw new PlainError(
      `${email} has not chosen a password yet; leave out --reset for a new link.`,
    );
}

/** The account that `--same-person-as` names by its e-mail. */
async function findSamePerson(tx: Tx, options: Options, keys: ClinicKeys): Promise<string | null> {
  const email = optional(options, "same-person-as");
  if (email === null) return null;
  const [[found]] = await tx.run(findAccountByEmail(email, keys));
  if (!found) throw nobodyHas(email);
  return found.account_id;
}

/** Makes the account that `--name` and `--kind` describe. */
async function addAccount(
  tx: Tx,
  options: Options,
  email: string,
  keys: ClinicKeys,
): Promise<Pick<OperatedAccount, "account_id" | "kind" | "client_id">> {
  const kind = optional(options, "kind") ?? "administrator";
  if (kind !== "administrator" && kind !== "clinician")
    throw new PlainError(
      "--kind has to be administrator or clinician; clients are invited by their therapist.",
    );
  const name = readName(options, "name");
  const samePersonAs = await findSamePerson(tx, options, keys);
  const [twins] = await tx.run(findTwinsOf(name, email, keys));
  if (twins.length > 0 && samePersonAs === null && options["apart"] !== true)
    throw new PlainError(
      `There is an account that may be of the same person: ${twins.map((twin) => `${twin.display_name} (${twin.kind})`).join(", ")}. Say --apart when it is somebody else's, or --same-person-as with its e-mail.`,
    );
  const account = { id: randomUUID(), kind, name, email, samePersonAs } as const;
  await tx.run(insertInvited(account, keys));
  return { account_id: account.id, kind, client_id: null };
}

/** `trellis invite`: a link for an administrator or clinician; with `--reset` a way back in for anybody. */
export async function inviteCommand(config: Config, options: Options): Promise<void> {
  const code = required(options, "clinic");
  const email = readEmail(options);
  const isReset = options["reset"] === true;
  const invite = makeInvite(code);
  const made = await withClinic(config, code, (owner, clinicId, keys) =>
    withOperatorTx(owner, clinicId, async (tx) => {
      const [[found]] = await tx.run(findAccountByEmail(email, keys));
      if (found) refuseUnfit(found, email, isReset);
      else if (isReset) throw nobodyHas(email);
      const { account_id, kind, client_id } = found ?? (await addAccount(tx, options, email, keys));
      const expiresAt = await finishInvite(
        tx,
        account_id,
        isReset ? "reset" : "invite",
        invite,
        isReset ? "account.reset" : "account.invite",
        client_id === null ? [] : [client_id],
      );
      return { kind, expiresAt };
    }),
  );
  sayInvite(config, made.kind, invite, made.expiresAt);
}

/** `trellis deactivate`: ends an account with everything that it can do. */
export async function deactivateCommand(config: Config, options: Options): Promise<void> {
  const code = required(options, "clinic");
  const email = readEmail(options);
  const left = await withClinic(config, code, (owner, clinicId, keys) =>
    withOperatorTx(owner, clinicId, async (tx) => {
      const [[found]] = await tx.run(findAccountByEmail(email, keys));
      if (!found) throw nobodyHas(email);
      const [ended] = await tx.run(endAccount(found.account_id));
      const concerned = [
        ...(found.client_id === null ? [] : [found.client_id]),
        ...ended.map(({ client_id }) => client_id),
      ];
      await tx.finish(auditOperator("account.deactivate", concerned, found.account_id));
      return ended.filter((each) => each.lacks_therapist);
    }),
  );
  say(`The account of ${email} is deactivated and signed out everywhere.`);
  const names = left.map(({ initials, tag }) => (tag === "" ? initials : `${initials} (${tag})`));
  if (names.length > 0) say(`Without a therapist now: ${names.join(", ")}.`);
}
