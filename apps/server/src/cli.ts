import { fileURLToPath } from "node:url";
import { deactivateCommand, initCommand, inviteCommand } from "./cli-accounts.ts";
import { verifyAuditCommand, whoReadCommand } from "./cli-audit.ts";
import { demoCommand, importCardCommand, migrateCommand } from "./cli-commands.ts";
import { doctor } from "./cli-doctor.ts";
import { readOptions } from "./cli-options.ts";
import { replaceLostKeysCommand, rotateKeysCommand } from "./cli-rotate-keys.ts";
import { serve, start } from "./cli-serve.ts";
import { type Config, readConfig } from "./platform/config.ts";
import { failureOf } from "./platform/failure.ts";
import { PlainError } from "./platform/plain-error.ts";
import { printRoles } from "./platform/roles.ts";
import { VERSION } from "./platform/version.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

const HELP = `Trellis ${VERSION}, software for teams that practise dialectical behavior therapy

npm start                             builds, makes a demo clinic in a new database, serves
npm run -s trellis -- <command>
  serve                               serves what is built
  demo                                makes the demo clinic in an empty database
  init --clinic CODE --name NAME --country CC --zone ZONE --email E-MAIL --admin NAME [--app-name NAME]
                                      sets up a clinic; prints a link and a code for its first administrator
  invite --clinic CODE --email E-MAIL [--name NAME] [--kind administrator|clinician] [--reset]
         [--apart | --same-person-as E-MAIL]
                                      prints a link and a code for somebody new, or with --reset for a way back in
  deactivate --clinic CODE --email E-MAIL
                                      ends an account: its sign-ins, links and relations to clients, at once
  migrate [--print-roles]             brings the schema up to date; or prints the SQL that prepares a server of your own
  import-card FILE --clinic CODE --client ID|E-MAIL|TAG --zone ZONE --map COLUMN=ASPECT:WORDS:SCALE:AGGREGATE …
              [--date-column date] [--time-column time] [--dry-run]
                                      imports dated rows, all or nothing; days that have an entry keep it
  verify-audit [--clinic CODE]        works the audit's seals out again; says what was changed, cut or added; exit code 1 then
  who-read --clinic CODE --account ID|E-MAIL | --sign-in ID [--from DAY] [--to DAY]
                                      whose records somebody had to do with, how often, first and last
  rotate-keys [--finish | --lost]     new keys for what is stored encrypted; --finish takes the old root key away;
                                      --lost is for when no copy of the key file is left: what it opened is taken away
  doctor                              one line a check; exit code 1 when something needs looking at
  --version, --help

Settings (environment)
  TRELLIS_PORT 4400 · TRELLIS_HOST 127.0.0.1 · TRELLIS_DATA ./data · TRELLIS_ORIGIN · TRELLIS_TRUSTED_PROXY
  TRELLIS_KEYS, the key file, outside TRELLIS_DATA · TRELLIS_SMTP_URL and TRELLIS_MAIL_FROM for mail; without them files
  TRELLIS_AUDIT_ANCHOR, where the audit's seals are written a second time; best on another disk
  DATABASE_URL and TRELLIS_MIGRATE_URL for a PostgreSQL of your own, 15 or later
`;

type Command = (args: readonly string[]) => Promise<void>;

const config = (): Config => readConfig(process.env, ROOT);
const text = { type: "string" } as const;

const COMMANDS: Readonly<Record<string, Command>> = {
  start: async (args) => {
    readOptions("start", args, {});
    await start(config());
  },
  serve: async (args) => {
    readOptions("serve", args, {});
    await serve(config());
  },
  demo: async (args) => {
    readOptions("demo", args, {});
    await demoCommand(config());
  },
  init: async (args) => {
    const known = {
      clinic: text,
      name: text,
      country: text,
      zone: text,
      email: text,
      admin: text,
      "app-name": text,
    };
    await initCommand(config(), readOptions("init", args, known).options);
  },
  invite: async (args) => {
    const known = {
      clinic: text,
      email: text,
      name: text,
      kind: text,
      reset: { type: "boolean" },
      apart: { type: "boolean" },
      "same-person-as": text,
    } as const;
    await inviteCommand(config(), readOptions("invite", args, known).options);
  },
  deactivate: async (args) => {
    const { options } = readOptions("deactivate", args, { clinic: text, email: text });
    await deactivateCommand(config(), options);
  },
  migrate: async (args) => {
    const { options } = readOptions("migrate", args, { "print-roles": { type: "boolean" } });
    if (options["print-roles"] === true) process.stdout.write(printRoles());
    else await migrateCommand(config());
  },
  "import-card": async (args) => {
    const known = {
      clinic: text,
      client: text,
      zone: text,
      map: { type: "string", multiple: true },
      "date-column": text,
      "time-column": text,
      "dry-run": { type: "boolean" },
    } as const;
    const { options, words } = readOptions("import-card", args, known, ["FILE"]);
    await importCardCommand(config(), words[0] ?? "", options);
  },
  "verify-audit": async (args) => {
    const { options } = readOptions("verify-audit", args, { clinic: text });
    if (!(await verifyAuditCommand(config(), options))) process.exitCode = 1;
  },
  "who-read": async (args) => {
    const known = { clinic: text, account: text, "sign-in": text, from: text, to: text };
    await whoReadCommand(config(), readOptions("who-read", args, known).options);
  },
  "rotate-keys": async (args) => {
    const { options } = readOptions("rotate-keys", args, {
      finish: { type: "boolean" },
      lost: { type: "boolean" },
    });
    if (options["lost"] === true) await replaceLostKeysCommand(config());
    else await rotateKeysCommand(config(), options["finish"] === true);
  },
  doctor: async (args) => {
    readOptions("doctor", args, {});
    if (!(await doctor(config()))) process.exitCode = 1;
  },
};

async function main([name, ...args]: readonly string[]): Promise<void> {
  if (name === "--version")
    return void process.stdout.write(`${VERSION} on Node ${process.version}\n`);
  if (name === undefined || name === "--help" || name === "help")
    return void process.stdout.write(HELP);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command)
    throw new PlainError(`There is no command "${name}". See npm run -s trellis -- --help.`);
  await command(args);
}

/** One clear sentence for what people can act on; for the rest, where in the program it happened. */
function report(error: unknown): void {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = 1;
}

function sentenceOf(error: unknown): string {
  if (error instanceof PlainError) return error.message;
  const failure = failureOf(error);
  const why = error instanceof Error ? error.message : String(error);
  if (failure?.code === "database-unavailable") return `The database cannot be used: ${why}.`;
  if (failure) return failure.message;
  const trace = error instanceof Error ? error.stack : why;
  return `Something went wrong that nobody foresaw:\n${trace}`;
}

main(process.argv.slice(2)).catch(report);
