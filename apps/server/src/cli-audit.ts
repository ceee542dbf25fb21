import { isCivilDate } from "@trellis/domain/civil-date";
import { Uuid } from "@trellis/domain/id";
import * as z from "zod/mini";
import { clinicsInAnchor } from "./audit/anchor.ts";
import { type AuditVerdict, verifyAudit } from "./audit/verify.ts";
import { findAccount, findSignIn, readByAccount } from "./audit/who-read-store.ts";
import { linesOf, type WhoReadLine } from "./audit/who-read.ts";
import { optional, type Options, required } from "./cli-options.ts";
import { say, withOwner } from "./cli-owner.ts";
import { findAccountByEmail } from "./platform/account-operator.ts";
import { listClinicCodes } from "./platform/clinic-list.ts";
import type { Config } from "./platform/config.ts";
import type { Database, Tx } from "./platform/database.ts";
import { type ClinicKeys, openFieldKeys } from "./platform/field-keys.ts";
import { readKeyFile } from "./platform/key-file.ts";
import { needKeyFile } from "./platform/open-keys.ts";
import { auditOperator, findClinicId, withOperatorTx } from "./platform/operator.ts";
import { PlainError } from "./platform/plain-error.ts";

/**
 * `trellis verify-audit`: one line a clinic, and one for each thing that was found.
 * @returns whether nothing was found
 */
export async function verifyAuditCommand(config: Config, options: Options): Promise<boolean> {
  const only = optional(options, "clinic");
  return withOwner(config, async (owner) => {
    const ring = await readKeyFile(config.keyFile.path);
    const keys = ring === null ? null : openFieldKeys(owner, ring);
    const codes = await listClinicCodes(owner);
    let isWhole = true;
    for (const code of only === null ? codes : [only]) {
      const id = await findClinicId(owner, code);
      const own = await (keys?.ofClinic(code) ?? Promise.resolve(null)).catch(() => null);
      const begun = performance.now();
      const verdict = await verifyAudit(owner, { id, code }, own, config.auditAnchor);
      const seconds = (performance.now() - begun) / 1000;
      await withOperatorTx(owner, id, (tx) => tx.finish(auditOperator("audit.verify", [])));
      for (const line of describe(code, verdict, seconds)) say(line);
      isWhole &&= verdict.findings.length === 0;
    }
    const gone = only === null ? await clinicsInAnchor(config.auditAnchor) : [];
    for (const code of gone.filter((each) => !codes.includes(each))) {
      say(`${code}: there is an anchor file of this clinic, and no such clinic in the database.`);
      isWhole = false;
    }
    return isWhole;
  });
}

const many = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;

function describe(
  code: string,
  { findings, seals, rows, unsealed }: AuditVerdict,
  seconds: number,
): string[] {
  const size = `${many(seals, "seal")} over ${many(rows, "row")}, ${many(unsealed, "row")} not sealed yet, worked out in ${seconds.toFixed(2)} s`;
  return findings.length === 0
    ? [`${code}: ${size}. Nothing was changed, taken away, added later or cut.`]
    : [`${code}: ${size}. Something is wrong:`, ...findings.map((each) => `  ${each}`)];
}

/** `trellis who-read`: whose records somebody had to do with, and how often. */
export async function whoReadCommand(config: Config, options: Options): Promise<void> {
  const code = required(options, "clinic");
  const account = optional(options, "account");
  const signIn = optional(options, "sign-in");
  if ((account === null) === (signIn === null))
    throw new PlainError("Say either --account ID|E-MAIL or --sign-in ID.");
  const days = { from: readDay(options, "from"), to: readDay(options, "to") };
  const { who, lines } = await withOwner(config, async (owner) => {
    const clinicId = await findClinicId(owner, code);
    const keys = account?.includes("@") ? await keysOf(config, owner, code) : null;
    return withOperatorTx(owner, clinicId, async (tx) => {
      const accountId = await findWho(tx, account, signIn, keys);
      const [[found], rows] = await tx.finish(
        findAccount(accountId),
        readByAccount(accountId, signIn, days),
        auditOperator("audit.who-read", [], accountId),
      );
      return { who: found, lines: linesOf(rows) };
    });
  });
  const span =
    days.from || days.to ? ` from ${days.from ?? "the start"} to ${days.to ?? "now"}` : "";
  say(`${who?.name ?? "?"} (${who?.kind ?? "?"}, ${who?.accountId ?? "?"})${span}:`);
  for (const line of tableOf(lines)) say(line);
}

function readDay(options: Options, name: string): string | null {
  const day = optional(options, name);
  if (day === null || isCivilDate(day)) return day;
  throw new PlainError(`--${name} has to be a day such as 2026-11-22.`);
}

const keysOf = async (config: Config, owner: Database, code: string): Promise<ClinicKeys> =>
  openFieldKeys(owner, await needKeyFile(config)).ofClinic(code);

/** The id of the account that is meant. */
async function findWho(
  tx: Tx,
  account: string | null,
  signIn: string | null,
  keys: ClinicKeys | null,
): Promise<string> {
  if (account !== null && keys !== null) {
    const [[found]] = await tx.run(findAccountByEmail(account, keys));
    if (found) return found.account_id;
    throw new PlainError(`There is no account "${account}" in this clinic.`);
  }
  const id = account ?? signIn ?? "";
  if (!z.safeParse(Uuid, id).success)
    throw new PlainError(`"${id}" is no id. Ids stand in the audit's export.`);
  const [[found]] = await tx.run(account === null ? findSignIn(id) : findAccount(id));
  if (found) return found.accountId;
  throw new PlainError(
    `There is no ${account === null ? "sign-in" : "account"} ${id} in this clinic.`,
  );
}

function tableOf(lines: readonly WhoReadLine[]): readonly string[] {
  if (lines.length === 0) return ["No client's record."];
  const head = ["client", "tag", "id", "in lists", "opened", "changed", "refused", "first", "last"];
  const cells = lines.map((line) =>
    [
      line.initials,
      line.tag,
      line.clientId,
      line.listed,
      line.opened,
      line.changed,
      line.refused,
      line.first,
      line.last,
    ].map(String),
  );
  const widths = head.map((title, at) =>
    Math.max(...[head, ...cells].map((row) => row[at]?.length ?? 0), title.length),
  );
  return [head, ...cells].map((row) =>
    row
      .map((text, at) => text.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
