import { createHash } from "node:crypto";

/** Migrations that installations already ran: file name -> SHA-256 of its content. */
export type Shipped = Record<string, string>;

/** SHA-256 of a migration's text, as hex. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function nameFault(name: string): string[] {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)_[a-z0-9]+(_[a-z0-9]+)*\.sql$/.exec(name);
  if (!parts) return [`${name}: a migration is named YYYYMMDDHHMM_words_in_snake_case.sql.`];
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.slice(1, 6).map(Number);
  const time = new Date(Date.UTC(year, month - 1, day, hour, minute));
  const real =
    time.getUTCMonth() === month - 1 && time.getUTCDate() === day && hour < 24 && minute < 60;
  return real ? [] : [`${name}: there is no such time.`];
}

/**
 * What is wrong with a folder of migrations, one sentence each.
 * @param files file name -> text of every .sql file
 */
export function migrationFaults(files: Record<string, string>, shipped: Shipped): string[] {
  const names = Object.keys(files).toSorted();
  const stamps = names.map((name) => name.slice(0, 12));
  return [
    ...names.flatMap(nameFault),
    ...names
      .filter((_, index) => stamps.indexOf(stamps[index] ?? "") !== index)
      .map((name) => `${name}: another migration has the same time.`),
    ...Object.keys(shipped)
      .filter((name) => !(name in files))
      .map((name) => `${name} has shipped and is gone; installations have run it, so it stays.`),
    ...Object.entries(files)
      .filter(([name, text]) => shipped[name] !== undefined && shipped[name] !== digest(text))
      .map(([name]) => `${name} has shipped and was changed; write a new migration instead.`),
  ];
}
