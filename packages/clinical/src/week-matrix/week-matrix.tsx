import { rampStep, type Scale } from "@trellis/domain/card-item";
import type { CivilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { getLocale } from "@trellis/messages/runtime";
import { Matrix, type MatrixColumn, type MatrixRow } from "@trellis/ui/matrix";
import type { MatrixCellValue } from "@trellis/ui/matrix-cell";
import type { RampStep } from "@trellis/ui/ramp";
import {
  itemWords,
  ratingWords,
  scaleWords,
  shortValueWords,
  valueWords,
} from "../card-value-words/card-value-words.tsx";
import {
  dayOfMonth,
  dayWords,
  longDayWords,
  needsYear,
  weekdayLetter,
} from "../civil-date-words/civil-date-words.tsx";
import { type Audience, levelWords } from "../level-words/level-words.tsx";
import { beforeWords, earlierWords, legendWords, sharedScale } from "./week-matrix-words.tsx";
import { type WeekCell, type WeekRow, weekDays, weekRows } from "./week-rows.ts";

type WeekMatrixProps = {
  week: DiaryWeek;
  /** The diary day of now, marked in its heading. */
  today: CivilDate;
  /** Who reads it: the client, also over the therapist's shoulder, never sees the letters of the levels. */
  audience: Audience;
  /** False leaves away the column of the weeks before, for who is not told of them. */
  before?: boolean;
  /** Opens a day; its heading becomes a button then. */
  onOpenDay?: (date: CivilDate) => void;
};

/** True when the matrix has anything to show. */
export const hasWeekRows = (week: DiaryWeek): boolean => weekRows(week).length > 0;

/** Items by days, a value in every cell; nothing when no item was asked. The same for client and therapist. */
export function WeekMatrix(props: WeekMatrixProps) {
  const { week, today, audience, before = true, onOpenDay } = props;
  const locale = getLocale();
  const rows = weekRows(week);
  if (rows.length === 0) return null;
  const grouped = rows.some((row) => row.item.level !== null);
  const scale = sharedScale(rows);
  const columns = weekDays(week).map((date) => matrixColumn(date, week, today, locale));
  const words = (date: CivilDate) => dayWords(date, locale, { year: needsYear(date, today) });
  return (
    <Matrix
      caption={m.week_matrix_caption({ from: words(week.from), to: words(week.to) })}
      captionHidden
      corner={m.week_matrix_corner()}
      columns={columns}
      rows={rows.map((row) => ({
        ...matrixRow(row, scale === null, locale),
        group: grouped ? levelWords(row.item.level, audience) : undefined,
      }))}
      summary={before ? m.week_matrix_before() : undefined}
      onOpen={onOpenDay && ((date) => onOpenDay(date as CivilDate))}
      legend={legendWords({
        scale,
        sessions: columns.some((column) => column.mark !== undefined),
        audience,
        before,
        locale,
      })}
      showEnd
    />
  );
}

function matrixColumn(
  date: CivilDate,
  { sessions }: Pick<DiaryWeek, "sessions">,
  today: CivilDate,
  locale: string,
): MatrixColumn {
  const met = sessions.some(({ heldOn }) => heldOn === date);
  const label = [
    longDayWords(date, locale, { year: needsYear(date, today) }),
    date === today ? m.week_matrix_today() : undefined,
    met ? m.week_matrix_session() : undefined,
  ];
  return {
    id: date,
    short: weekdayLetter(date, locale),
    under: dayOfMonth(date),
    label: label.filter(Boolean).join(", "),
    mark: met ? "\u25C6\uFE0E" : undefined,
    now: date === today ? m.week_matrix_today() : undefined,
  };
}

function matrixRow(row: WeekRow, saysScale: boolean, locale: string): MatrixRow {
  const { item } = row;
  const notes = [
    saysScale && item.scale.kind === "rating" ? scaleWords(item.scale, locale) : undefined,
    ...earlierWords(row, locale),
  ];
  return {
    id: item.id,
    label: itemWords(item),
    note: notes.filter(Boolean).join(" · ") || undefined,
    cells: row.cells.map((cell) => matrixCell(cell, item.scale, locale)),
    summary: row.usual === null ? "" : beforeWords(item, row.usual, locale),
  };
}

function matrixCell(cell: WeekCell, present: Scale, locale: string): MatrixCellValue {
  if (cell.kind === "empty") return { kind: "empty", label: m.week_matrix_empty() };
  if (cell.kind === "not-asked") return { kind: "not-asked", label: m.week_matrix_not_asked() };
  const { scale, value } = cell;
  const text = shortValueWords(scale, value, locale);
  const own = scaleWords(scale, locale);
  const { late } = cell.entry;
  const label = [
    valueWords(scale, value, locale),
    ratingWords(scale)[value],
    own === scaleWords(present, locale) ? undefined : own,
    cell.actedOn ? m.week_matrix_acted_on() : undefined,
    late ? m.week_matrix_late() : undefined,
  ];
  const shown = {
    text,
    label: label.filter(Boolean).join(", "),
    marked: cell.actedOn,
    late,
  };
  const step = cellStep(scale, value);
  return step === null ? { kind: "plain", ...shown } : { kind: "filled", step, ...shown };
}

/** The step of the ramp; a yes stands out from a no as a strong value does from a weak one. */
function cellStep(scale: Scale, value: number): RampStep | null {
  if (scale.kind === "yes-no") return value > 0 ? 4 : 0;
  return rampStep(scale, value) as RampStep | null;
}
