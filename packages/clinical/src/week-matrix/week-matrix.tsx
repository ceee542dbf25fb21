import type { CivilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { getLocale } from "@trellis/messages/runtime";
import { Matrix, type MatrixColumn, type MatrixRow } from "@trellis/ui/matrix";
import type { MatrixCellValue } from "@trellis/ui/matrix-cell";
import type { RampStep } from "@trellis/ui/ramp";
import { itemWords, scaleWords } from "../card-value-words/card-value-words.tsx";
import {
  dayOfMonth,
  dayWords,
  longDayWords,
  needsYear,
  weekdayLetter,
} from "../civil-date-words/civil-date-words.tsx";
import { type Audience, levelNames } from "../level-words/level-words.tsx";
import { matrixCell, skillDayCell } from "./week-cell-words.tsx";
import {
  beforeWords,
  earlierWords,
  legendWords,
  type NameOf,
  sharedScale,
} from "./week-matrix-words.tsx";
import { namesOf } from "./week-names.tsx";
import { skillDays, type WeekRow, weekDays, weekRows } from "./week-rows.ts";

type WeekMatrixProps = {
  week: DiaryWeek;
  /** The diary day of now, marked in its heading. */
  today: CivilDate;
  /** Who reads it: the client, also over the therapist's shoulder, never sees the letters of the levels. */
  audience: Audience;
  /** False leaves away the column of the weeks before, for who is not told of them. */
  before?: boolean;
  /** Shows cover words in place of the words of an item that has them. */
  covered?: boolean;
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
  const scale = sharedScale(rows);
  const columns = weekDays(week).map((date) => matrixColumn(date, week, today, locale));
  const words = (date: CivilDate) => dayWords(date, locale, { year: needsYear(date, today) });
  return (
    <Matrix
      caption={m.week_matrix_caption({ from: words(week.from), to: words(week.to) })}
      captionHidden
      corner={m.week_matrix_corner()}
      columns={columns}
      rows={matrixRows(rows, props, locale)}
      summary={before ? m.week_matrix_before() : undefined}
      onOpen={onOpenDay && ((date) => onOpenDay(date as CivilDate))}
      legend={legendWords({
        rows,
        scale,
        sessions: week.sessions.some(({ heldOn }) => heldOn >= week.from && heldOn <= week.to),
        short: week.shortDays.length > 0,
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
  { sessions, shortDays }: Pick<DiaryWeek, "sessions" | "shortDays">,
  today: CivilDate,
  locale: string,
): MatrixColumn {
  const met = sessions.some(({ heldOn }) => heldOn === date);
  const short = shortDays.includes(date);
  const label = [
    longDayWords(date, locale, { year: needsYear(date, today) }),
    date === today ? m.week_matrix_today() : undefined,
    met ? m.week_matrix_session() : undefined,
    short ? m.week_matrix_short_day() : undefined,
  ];
  const marks = [met ? "\u25C6\uFE0E" : "", short ? "\u25D0\uFE0E" : ""].join("");
  return {
    id: date,
    short: weekdayLetter(date, locale),
    under: dayOfMonth(date),
    label: label.filter(Boolean).join(", "),
    mark: marks === "" ? undefined : marks,
    now: date === today ? m.week_matrix_today() : undefined,
  };
}

/** The rows of the items, the sum of the skills above the first of them, and how hard the days were. */
function matrixRows(rows: readonly WeekRow[], props: WeekMatrixProps, locale: string): MatrixRow[] {
  const { audience, week } = props;
  const grouped = rows.some((row) => row.item.level !== null);
  const level = levelNames(
    rows.map((row) => row.item),
    audience,
    props.covered,
  );
  const groupOf = (of: WeekRow["item"]["level"]) => (grouped ? level(of) : undefined);
  const saysScale = sharedScale(rows) === null;
  const nameOf = namesOf(props.covered);
  const skills = skillDays(rows);
  const firstSkill = rows.find(({ item }) => item.aspect === "skill");
  const shown = rows.flatMap((row): MatrixRow[] => {
    const group = groupOf(row.item.level);
    const own = { ...matrixRow(row, saysScale, nameOf, locale), group };
    if (row !== firstSkill || skills === null) return [own];
    const cells = skills.map(skillDayCell);
    return [{ id: "skills", label: m.week_matrix_skills(), cells, summary: "", group }, own];
  });
  const hard = hardRow(week);
  return hard === null ? shown : [...shown, { ...hard, group: groupOf(null) }];
}

function matrixRow(row: WeekRow, saysScale: boolean, nameOf: NameOf, locale: string): MatrixRow {
  const { item } = row;
  const notes = [
    saysScale && item.scale.kind === "rating" ? scaleWords(item.scale, locale) : undefined,
    ...earlierWords(row, nameOf, locale),
  ];
  return {
    id: item.id,
    label: itemWords({ ...item, words: nameOf(item) }),
    note: notes.filter(Boolean).join(" · ") || undefined,
    cells: row.cells.map((cell) => matrixCell(cell, item.scale, locale)),
    summary: row.usual === null ? "" : beforeWords(item, row.usual, locale),
  };
}

/** How hard the days were, where the client said so on one of them. Every card but the short one has room for it. */
function hardRow(week: DiaryWeek): MatrixRow | null {
  const said = new Map(
    week.notes.filter(({ field }) => field === "how-hard").map(({ date, words }) => [date, words]),
  );
  if (said.size === 0) return null;
  const cells = weekDays(week).map((date): MatrixCellValue => {
    const words = said.get(date);
    if (words === undefined)
      return week.shortDays.includes(date)
        ? { kind: "not-asked", label: m.week_matrix_not_asked() }
        : { kind: "empty", label: m.week_matrix_empty() };
    return { kind: "filled", text: words, step: Number(words) as RampStep, label: words };
  });
  return { id: "how-hard", label: m.week_matrix_how_hard(), cells, summary: "", group: undefined };
}
