import { readFile } from "node:fs/promises";
import { CardImportInput, parseMapping } from "@trellis/domain/card-import";
import { Uuid } from "@trellis/domain/id";
import { sql } from "kysely";
import * as z from "zod/mini";
import { applyImport, previewImport, readFileOf } from "./card-import/import.ts";
import { describePreview, describeProblems, fileTrouble } from "./cli-import-words.ts";
import { optional, type Options, required } from "./cli-options.ts";
import { say, withOwner } from "./cli-owner.ts";
import { makeDemo, printDemoSignIns } from "./demo/make-demo.ts";
import { operatorAccess } from "./platform/access.ts";
import type { Config } from "./platform/config.ts";
import type { Database } from "./platform/database.ts";
import { type ClinicKeys, openFieldKeys } from "./platform/field-keys.ts";
import { refuseOtherMode } from "./platform/installation.ts";
import { readOrMakeKeyFile } from "./platform/key-file.ts";
import { needKeyFile } from "./platform/open-keys.ts";
import { auditOperator, findClinicId, withOperatorTx } from "./platform/operator.ts";
import { PlainError } from "./platform/plain-error.ts";
import { statement } from "./platform/statement.ts";

/** `trellis migrate` */
export async function migrateCommand(config: Config): Promise<void> {
  await withOwner(config, async () => say("The database is up to date."));
}

/** `trellis demo` */
export async function demoCommand(config: Config): Promise<void> {
  await withOwner(config, async (owner, ownerUrl) => {
    await refuseOtherMode(owner, "demo");
    const ring = await readOrMakeKeyFile(config.keyFile.path, Date.now());
    await makeDemo(ownerUrl, ring, Date.now());
  });
  printDemoSignIns(config.origin, say);
}

/** `trellis import-card FILE` */
export async function importCardCommand(
  config: Config,
  file: string,
  options: Options,
): Promise<void> {
  const input = await readImport(file, options);
  const read = readFileOf(input);
  const clinicCode = required(options, "clinic");
  const reference = required(options, "client");
  const isDryRun = options["dry-run"] === true;
  if (read.problems.length > 0) throw new PlainError(describeProblems(read.problems));
  const preview = await withOwner(config, async (owner) => {
    const clinicId = await findClinicId(owner, clinicCode);
    const keys = await keysOf(config, owner, clinicCode);
    return withOperatorTx(owner, clinicId, async (tx) => {
      const clientId = await findClient(tx, keys, reference);
      const access = operatorAccess<"card-import", "write">(clientId);
      const done = isDryRun
        ? await previewImport(tx, access, input, read)
        : await applyImport(tx, access, input, read);
      await tx.finish(
        auditOperator(isDryRun ? "card-import.preview" : "card-import.apply", [clientId]),
      );
      return done;
    });
  });
  for (const line of describePreview(preview, isDryRun)) say(line);
}

async function readImport(file: string, options: Options): Promise<CardImportInput> {
  const csv = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new PlainError(`The file ${file} cannot be read: ${fileTrouble(error)}.`);
  });
  const maps = (options["map"] ?? []) as readonly string[];
  if (maps.length === 0)
    throw new PlainError(
      "Say at least one --map column=aspect:words:scale:aggregate, such as --map down=emotion:sadness:-3..3:peak.",
    );
  const mappings = maps.map((source) => {
    const mapping = parseMapping(source);
    if (mapping === null) {
      throw new PlainError(
        `--map ${source} cannot be read. Write column=aspect:words:scale:aggregate; aspect is urge, act, emotion, skill, number or watch; scale is 0..5 or yes-no; aggregate is peak, last, mean or sum.`,
      );
    }
    return mapping;
  });
  const timeColumn = optional(options, "time-column") ?? "time";
  const hasTime =
    csv
      .toString("utf8")
      .split(/\r?\n/, 1)[0]
      ?.split(/[,;\t]/)
      .includes(timeColumn) ?? false;
  const parsed = z.safeParse(CardImportInput, {
    csv: decode(csv, file),
    zone: required(options, "zone"),
    dateColumn: optional(options, "date-column") ?? "date",
    timeColumn: hasTime || optional(options, "time-column") !== null ? timeColumn : null,
    mappings,
  });
  if (parsed.success) return parsed.data;
  const at = parsed.error.issues[0]?.path[0];
  throw new PlainError(
    at === "zone"
      ? "--zone has to be a time zone such as Europe/Amsterdam."
      : `The import cannot be read at ${String(at)}.`,
  );
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new PlainError(`The file ${file} is not UTF-8 text. Save it as CSV UTF-8 and try again.`);
  }
}

/** @throws PlainError when there is no key file */
async function keysOf(config: Config, owner: Database, clinicCode: string): Promise<ClinicKeys> {
  return openFieldKeys(owner, await needKeyFile(config)).ofClinic(clinicCode);
}

/** A client by id, by the e-mail of their account, or by their tag when it names one person. */
async function findClient(
  tx: { run: Parameters<Parameters<typeof withOperatorTx>[2]>[0]["run"] },
  keys: ClinicKeys,
  reference: string,
): Promise<string> {
  const byId = z.safeParse(Uuid, reference).success ? reference : null;
  const [found] = await tx.run(
    statement<{ id: string }>(sql`
      SELECT c.client_id AS id FROM client c LEFT JOIN account a ON a.clinic_id = c.clinic_id AND a.account_id = c.account_id
       WHERE c.client_id = ${byId}::uuid OR a.login_index = ${keys.loginIndex(reference)} OR c.tag = ${reference} LIMIT 2`),
  );
  if (found.length === 0)
    throw new PlainError(
      `There is no client "${reference}" in this clinic (give the id, the e-mail or the tag).`,
    );
  if (found.length > 1)
    throw new PlainError(
      `"${reference}" stands for more than one client; give the id or the e-mail.`,
    );
  return found[0]?.id ?? "";
}
