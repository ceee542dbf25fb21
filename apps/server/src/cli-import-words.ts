import type { CardImportPreview, ImportProblem } from "@trellis/domain/card-import";

/** What the terminal lists of a file that cannot be imported. */
const LISTED = 20;

const SENTENCES: Readonly<Record<ImportProblem["code"], (column: string) => string>> = {
  "column-missing": (column) => `the file has no column "${column}"`,
  "column-twice": (column) => `the column "${column}" is there or named twice`,
  "not-a-date": (column) => `${column} is not a day written as 2026-03-31`,
  "not-a-time": (column) => `${column} is not a time written as 21:30`,
  "not-a-number": (column) => `${column} is not a number`,
  "value-off-scale": (column) => `${column} is not on the scale`,
  "day-off-scale": (column) =>
    `what the values of the day come to is not on the scale of ${column}`,
  "unreadable-file": () => "the line cannot be read as a row of the table",
  "no-rows": () => "there are no rows under the header",
};

/** Control characters of a file could steer the terminal. */
const shown = (text: string) => text.replace(/\p{Cc}/gu, " ");

/** Every bad place by line and reason, up to twenty. */
export function describeProblems(problems: readonly ImportProblem[]): string {
  const lines = problems.slice(0, LISTED).map(({ line, column, code, cell }) => {
    const found = cell === "" ? "" : ` (${shown(cell)})`;
    return `  line ${line}: ${shown(SENTENCES[code](column))}${found}`;
  });
  const rest = problems.length > LISTED ? [`  and ${problems.length - LISTED} more`] : [];
  const places = problems.length === 1 ? "place" : "places";
  const head = `Nothing was imported; ${problems.length} ${places} of the file cannot be read:`;
  return [head, ...lines, ...rest].join("\n");
}

/** What an import has done, or would do. */
export function describePreview(preview: CardImportPreview, isDryRun: boolean): string[] {
  const { days, rows, firstDay, lastDay } = preview;
  const total = preview.columns.reduce((sum, column) => sum + column.newDays, 0);
  const verb = isDryRun ? "Would import" : "Imported";
  const head =
    total === 0
      ? `Nothing changed: all ${days} days are there already.`
      : `${verb} ${total} values on ${days} days, ${firstDay} to ${lastDay}, from ${rows} rows.`;
  const columns = preview.columns.map(({ words, newDays, keptDays, newItem }) => {
    const made = newItem ? ", new item" : "";
    return `  ${shown(words)}: ${newDays} new days, ${keptDays} kept as they were${made}`;
  });
  return [head, ...columns];
}

/** Why a file could not be opened, in words. */
export function fileTrouble(error: NodeJS.ErrnoException): string {
  if (error.code === "ENOENT") return "there is no such file";
  if (error.code === "EISDIR") return "it is a folder";
  if (error.code === "EACCES" || error.code === "EPERM") return "this account may not read it";
  return error.code ?? "unknown reason";
}
