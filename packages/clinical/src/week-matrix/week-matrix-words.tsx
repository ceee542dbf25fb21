import type { CardItem, Scale } from "@trellis/domain/card-item";
import { addDays } from "@trellis/domain/civil-date";
import type { UsualValue } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { numberWords, ratingWords, scaleWords } from "../card-value-words/card-value-words.tsx";
import { dayWords } from "../civil-date-words/civil-date-words.tsx";
import type { Audience } from "../level-words/level-words.tsx";
import type { WeekCell, WeekRow } from "./week-rows.ts";

/** Signs beside a value. Each is in the legend as soon as one cell bears it. */
export const MARKS = {
  acted: "\u2731\uFE0E",
  corrected: "\u270E\uFE0E",
  paper: "\u25A4",
  clock: "\u25F7",
} as const;
export type Mark = keyof typeof MARKS;

/** The marks of a cell, in the order in which they stand there. */
export function marksOf(cell: WeekCell): Mark[] {
  if (cell.kind === "not-asked") return [];
  if (cell.kind === "empty") return cell.cleared === null ? [] : ["corrected"];
  const { paper, clockOff, corrected } = cell.entry;
  return (["acted", "corrected", "paper", "clock"] as const).filter(
    (mark) =>
      ({ acted: cell.actedOn, corrected: corrected !== undefined, paper, clock: clockOff })[mark],
  );
}

/**
 * What the item was in the weeks before: "1 (0–4)". Where a median says nothing, on how many days there was some;
 * for what became of a skill neither says anything.
 */
export function beforeWords(item: CardItem, usual: UsualValue, locale: string): string {
  const { kind } = item.scale;
  if (kind === "skill-use" || kind === "skill-classic") return "";
  if (kind === "yes-no" || kind === "attempt" || kind === "degree")
    return m.week_matrix_before_days({ above: usual.above, count: usual.n });
  const median = numberWords(usual.median, locale);
  if (usual.min === usual.max) return median;
  const words = {
    median,
    low: numberWords(usual.min, locale),
    high: numberWords(usual.max, locale),
  };
  return usual.min < 0 ? m.week_matrix_usual_range_signed(words) : m.week_matrix_usual_range(words);
}

/** The words that stand for an item: what is shown, which may be its cover words. */
export type NameOf = (version: Pick<CardItem, "words" | "coverWords">) => string;

/** Words and scale that a row had before, where they differ, and until when: "until Tue 3 March: “Urge”, 0 to 10". */
export function earlierWords({ item, earlier }: WeekRow, nameOf: NameOf, locale: string): string[] {
  const now = scaleWords(item.scale, locale);
  return earlier.flatMap((version, at) => {
    const before = scaleWords(version.scale, locale);
    const name = nameOf(version);
    const what = [
      name === nameOf(item) ? undefined : `“${name}”`,
      before === now ? undefined : before,
    ].filter((each) => each !== undefined);
    if (what.length === 0) return [];
    const next = earlier[at - 1] ?? item;
    const day = dayWords(addDays(next.validFrom, -1), locale);
    return [m.week_matrix_until_version({ day, what: what.join(", ") })];
  });
}

/** The scale of all ratings of the rows, when it is one and the same; null when each row has to say its own. */
export function sharedScale(rows: readonly WeekRow[]): Scale | null {
  const ratings = rows.map((row) => row.item.scale).filter((scale) => scale.kind === "rating");
  const [first] = ratings;
  if (first === undefined) return null;
  return ratings.every(({ min, max }) => min === first.min && max === first.max) ? first : null;
}

type Legend = {
  rows: readonly WeekRow[];
  scale: Scale | null;
  /** Session days, or days of the short card, are among those shown. */
  sessions: boolean;
  short: boolean;
  audience: Audience;
  /** The column of the weeks before is among those shown. */
  before: boolean;
  locale: string;
};

/** What numbers, signs, marks and the last column mean; of signs and marks those that are there. */
export function legendWords(legend: Legend): string {
  const { rows, scale, sessions, short, audience, before, locale } = legend;
  const cells = rows.flatMap((row) => row.cells);
  const values = cells.filter((cell) => cell.kind === "value");
  const marks = new Set(cells.flatMap(marksOf));
  const beforeMeans =
    audience === "client"
      ? m.week_matrix_legend_before_for_client()
      : m.week_matrix_legend_before();
  const has = (kind: Scale["kind"]) => values.some((cell) => cell.scale.kind === kind);
  return [
    scale === null ? false : legendScale(scale, locale),
    has("degree") && m.week_matrix_legend_degree(),
    has("skill-use") && m.week_matrix_legend_skill(),
    has("skill-classic") && m.week_matrix_legend_classic(),
    values.some((cell) => cell.scale.kind === "attempt" && cell.value > 0) &&
      m.week_matrix_legend_attempt(),
    marks.has("acted") && m.week_matrix_legend_acted(),
    m.week_matrix_legend(),
    values.some((cell) => cell.entry.late) && m.week_matrix_legend_late(),
    marks.has("corrected") && m.week_matrix_legend_corrected(),
    marks.has("paper") && m.week_matrix_legend_paper(),
    marks.has("clock") && m.week_matrix_legend_clock(),
    sessions && m.week_matrix_legend_session(),
    short && m.week_matrix_legend_short(),
    before && beforeMeans,
  ]
    .filter((each) => each !== false)
    .join(" · ");
}

function legendScale(scale: Scale, locale: string): string {
  if (scale.kind !== "rating") return scaleWords(scale, locale);
  const words = ratingWords(scale);
  const [least, most] = [words[scale.min], words[scale.max]];
  if (least === undefined || most === undefined) return scaleWords(scale, locale);
  const ends = { min: numberWords(scale.min, locale), max: numberWords(scale.max, locale) };
  return m.week_matrix_legend_scale({ ...ends, least, most });
}
