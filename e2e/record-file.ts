import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addDays, type CivilDate, civilDate } from "@trellis/domain/civil-date";
import { root } from "../tools/root.ts";

/** A record of several rows a day, to be imported. */
export type RecordFile = {
  readonly path: string;
  /** Where it comes from, for the report of a run. */
  readonly source: string;
  readonly isReal: boolean;
  readonly csv: string;
  readonly days: readonly CivilDate[];
  /** The highest value of each day in a column. */
  readonly peaks: (column: string) => ReadonlyMap<CivilDate, number>;
};

const REAL = join(root, "../shared/data/one-person-239-days.csv");
const MOODS = ["down", "lonely", "anxious", "guilty", "pleasant"];
const OTHERS = ["irritated", "cheerful", "worrying", "selfdoubt", "tired"];

/** One person's open record where it lies beside the repository, else a made-up one of the same shape. */
export function recordFile(folder: string): RecordFile {
  if (existsSync(REAL)) {
    const csv = readFileSync(REAL, "utf8");
    return { path: REAL, source: "one person's open record", isReal: true, csv, ...read(csv) };
  }
  const csv = madeUp();
  const path = join(folder, "made-up-239-days.csv");
  writeFileSync(path, csv);
  const source = "made-up rows, because ../shared/data is not there";
  return { path, source, isReal: false, csv, ...read(csv) };
}

function read(csv: string): Pick<RecordFile, "days" | "peaks"> {
  const [header = "", ...lines] = csv.trim().split(/\r?\n/);
  const names = header.split(",");
  const rows = lines.map((line) => line.split(","));
  const dayOf = (row: readonly string[]) => civilDate(row[names.indexOf("date")] ?? "");
  return {
    days: [...new Set(rows.map(dayOf))],
    peaks: (column) => {
      const at = names.indexOf(column);
      const peaks = new Map<CivilDate, number>();
      for (const row of rows) {
        if ((row[at] ?? "") === "") continue;
        const day = dayOf(row);
        peaks.set(day, Math.max(peaks.get(day) ?? -Infinity, Number(row[at])));
      }
      return peaks;
    },
  };
}

/** 239 days with gaps and up to ten rows a day; the same in every run. */
function madeUp(): string {
  let state = 239;
  const dice = (sides: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
  const rows: string[] = [];
  for (let back = 0; back < 239; back += 1) {
    const moments = back === 0 || back === 238 ? 3 : dice(11);
    for (let moment = 0; moment < moments; moment += 1) {
      const time = `${String(8 + moment).padStart(2, "0")}:${String(10 + dice(50))}`;
      const values = [...MOODS.map(() => dice(7) - 3), ...OTHERS.map(() => 1 + dice(7))];
      rows.push([addDays(civilDate("2012-08-13"), back), time, ...values].join(","));
    }
  }
  return `${["date", "time", ...MOODS, ...OTHERS].join(",")}\n${rows.join("\n")}\n`;
}
