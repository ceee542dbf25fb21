import { families } from "./registry.ts";
import { lostRow, rowOf, type Family, type Row } from "./row.ts";
import { closeOnSignals, isStopped, openScope } from "./scope.ts";
import { printTable } from "./table.ts";

const HELP = `npm run bench                    measures every row and prints a table
npm run bench -- NAME…           only these rows; "week" stands for every week.… row
npm run -s bench -- --json       one JSON array of {name, value, unit, goal, holds, how}

Makes its own seeded data on a database of its own and leaves nothing behind. The code is 0 when
everything was measured, whether or not it holds, and 1 otherwise.

Rows:
`;

const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`);

const names = families.flatMap((family) => family.rows.map((row) => row.name));

/** The rows that a name on the command line stands for; null for an unknown one. */
function rowsNamed(word: string): readonly string[] | null {
  const found = names.filter((name) => name === word || name.startsWith(`${word}.`));
  return found.length === 0 ? null : found;
}

async function measure(family: Family, wanted: ReadonlySet<string>): Promise<readonly Row[]> {
  const planned = family.rows.filter((row) => wanted.has(row.name));
  if (planned.length === 0 || isStopped()) return [];
  const scope = openScope();
  try {
    const measured = new Map(
      (await family.measure(wanted, scope, say)).map((each) => [each.name, each]),
    );
    return planned.map((row) => {
      const found = measured.get(row.name);
      return found ? rowOf(row, found) : lostRow(row, "was not measured");
    });
  } catch (error) {
    if (isStopped()) return [];
    const why = error instanceof Error ? error.message : String(error);
    say(`${planned.map((row) => row.name).join(", ")} could not be measured: ${why}`);
    if (process.env["TRELLIS_BENCH_STACK"] !== undefined) say(String((error as Error).stack));
    return planned.map((row) => lostRow(row, `could not be measured: ${why}`));
  } finally {
    await scope.close();
  }
}

async function main(words: readonly string[]): Promise<number> {
  const asked = words.filter((word) => !word.startsWith("--"));
  const options = words.filter((word) => word.startsWith("--"));
  if (options.includes("--help")) {
    process.stdout.write(`${HELP}${names.map((name) => `  ${name}\n`).join("")}`);
    return 0;
  }
  const strange = options.find((option) => option !== "--json");
  if (strange !== undefined) {
    say(`bench does not know ${strange}; it knows --json and --help.`);
    return 2;
  }
  const unknown = asked.find((word) => rowsNamed(word) === null);
  if (unknown !== undefined) {
    say(`There is no row "${unknown}"; --help lists them.`);
    return 2;
  }
  const wanted = new Set(
    asked.length === 0 ? names : asked.flatMap((word) => rowsNamed(word) ?? []),
  );
  const rows: Row[] = [];
  for (const family of families) rows.push(...(await measure(family, wanted)));
  if (isStopped()) return 1;
  if (options.includes("--json")) process.stdout.write(`${JSON.stringify(rows, null, 1)}\n`);
  else process.stdout.write(printTable(rows));
  return rows.every((row) => row.value !== null) ? 0 : 1;
}

closeOnSignals();
process.exitCode = await main(process.argv.slice(2));
