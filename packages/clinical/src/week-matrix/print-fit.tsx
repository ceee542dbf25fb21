import type { DiaryWeek } from "@trellis/domain/diary-card";
import { weekRows } from "./week-rows.ts";
import { weeklyItems } from "./weekly-answers.tsx";
import { helpedOf } from "./what-helped.tsx";

/** Millimetres that a Letter page has, which is shorter than A4, between its margins. */
const PAGE = 251;
/** Letters on one line of words. */
const LETTERS = 90;
/** Smaller print is not read any more; what still does not fit goes on to a second page. */
const LEAST = 0.52;

const linesOf = (words: string): number =>
  words.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LETTERS)), 0);

/** How tall a week stands on paper in its usual print, in millimetres, rather too much than too little. */
function heightOf(week: DiaryWeek): number {
  const rows = weekRows(week);
  const groups = new Set(rows.map(({ item }) => item.level)).size;
  const long = rows.filter(({ item, earlier }) => item.words.length > 26 || earlier.length > 0);
  const matrix = 52 + (rows.length + 2) * 7.2 + groups * 5.2 + long.length * 5;
  const { helped, tried, done } = helpedOf(week);
  const shown = [helped, tried, done].filter(({ length }) => length > 0).length;
  const beside = week.riddenOut.length * 5 + shown * 7;
  const weekly = weeklyItems(week).length * 7.5 + week.details.length * 5;
  const words = week.notes
    .filter(({ field }) => field !== "how-hard")
    .reduce((sum, note) => sum + 6 + linesOf(note.words) * 5.4, 0);
  const card = (height: number) => (height === 0 ? 0 : height + 17);
  return matrix + card(beside) + card(weekly) + card(words) + 24;
}

/** How much smaller than usual a week is printed, so that it fits on one page; 1 as it is. */
export const printScale = (week: DiaryWeek): number =>
  Math.max(LEAST, Math.min(1, PAGE / heightOf(week)));
