import { type CardItem, rampStep } from "@trellis/domain/card-item";
import type { CivilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek, UsualValue } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { getLocale } from "@trellis/messages/runtime";
import { Matrix, type MatrixRow } from "@trellis/ui/matrix";
import type { MatrixCellValue } from "@trellis/ui/matrix-cell";
import type { RampStep } from "@trellis/ui/ramp";
import {
  itemWords,
  numberWords,
  ratingWords,
  valueWords,
} from "../card-value-words/card-value-words.tsx";
import {
  dayOfMonth,
  dayWords,
  longDayWords,
  weekdayLetter,
} from "../civil-date-words/civil-date-words.tsx";
import { type Audience, levelWords } from "../level-words/level-words.tsx";
import { type WeekCell, type WeekRow, weekDays, weekRows } from "./week-rows.ts";

type WeekMatrixProps = {
  week: DiaryWeek;
  /** Who reads it: the client, also over the therapist's shoulder, never sees the letters of the levels. */
  audience: Audience;
  /** Opens a day; its heading becomes a button then. */
  onOpenDay?: (date: CivilDate) => void;
};

/** Items by days, a number in every cell. The same for client and therapist. */
export function WeekMatrix({ week, audience, onOpenDay }: WeekMatrixProps) {
  const locale = getLocale();
  const rows = weekRows(week);
  const grouped = rows.some((row) => row.item.level !== null);
  return (
    <Matrix
      caption={m.week_matrix_caption({
        from: dayWords(week.from, locale),
        to: dayWords(week.to, locale),
      })}
      captionHidden
      corner={m.week_matrix_corner()}
      columns={weekDays(week).map((date) => ({
        id: date,
        short: weekdayLetter(date, locale),
        under: dayOfMonth(date),
        label: longDayWords(date, locale),
      }))}
      rows={rows.map((row) => ({
        ...matrixRow(row, locale),
        group: grouped ? levelWords(row.item.level, audience) : undefined,
      }))}
      summary={m.week_matrix_before()}
      onOpen={onOpenDay && ((date) => onOpenDay(date as CivilDate))}
      legend={legendWords(audience)}
    />
  );
}

/** What the marks and the last column mean. */
const legendWords = (audience: Audience): string =>
  [
    m.week_matrix_legend(),
    audience === "client"
      ? m.week_matrix_legend_before_for_client()
      : m.week_matrix_legend_before(),
  ].join(" · ");

function matrixRow(row: WeekRow, locale: string): MatrixRow {
  return {
    id: row.item.id,
    label: itemWords(row.item),
    cells: row.cells.map((cell) => matrixCell(cell, locale)),
    summary: row.usual === null ? "" : beforeWords(row.item, row.usual, locale),
  };
}

function matrixCell(cell: WeekCell, locale: string): MatrixCellValue {
  if (cell.kind === "empty") return { kind: "empty", label: m.week_matrix_empty() };
  if (cell.kind === "not-asked") return { kind: "not-asked", label: m.week_matrix_not_asked() };
  const { scale } = cell.item;
  const text = valueWords(scale, cell.value, locale);
  const label = [
    text,
    ratingWords(scale)[cell.value],
    cell.actedOn ? m.week_matrix_acted_on() : undefined,
    cell.late ? m.week_matrix_late() : undefined,
  ];
  const step = rampStep(scale, cell.value);
  const shown = {
    text,
    label: label.filter(Boolean).join(", "),
    marked: cell.actedOn,
    late: cell.late,
  };
  return step === null
    ? { kind: "plain", ...shown }
    : { kind: "filled", step: step as RampStep, ...shown };
}

/** What the item was in the weeks before: "1 (0–4)"; for yes and no a count, since the median of an act says nothing. */
function beforeWords(item: CardItem, usual: UsualValue, locale: string): string {
  if (item.scale.kind === "yes-no")
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
