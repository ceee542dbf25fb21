import { rampStep, type Scale } from "@trellis/domain/card-item";
import { m } from "@trellis/messages/messages";
import type { MatrixCellValue } from "@trellis/ui/matrix-cell";
import type { RampStep } from "@trellis/ui/ramp";
import {
  ratingWords,
  scaleWords,
  shortValueWords,
  valueWords,
} from "../card-value-words/card-value-words.tsx";
import { MARKS, marksOf } from "./week-matrix-words.tsx";
import type { SkillDay, WeekCell } from "./week-rows.ts";

/** A cell as it is seen and heard. `present` is the scale that the row has now. */
export function matrixCell(cell: WeekCell, present: Scale, locale: string): MatrixCellValue {
  if (cell.kind === "not-asked") return { kind: "not-asked", label: m.week_matrix_not_asked() };
  const marks = marksOf(cell).map((mark) => MARKS[mark]);
  if (cell.kind === "empty")
    return { kind: "empty", marks, label: emptyWords(cell, present, locale) };
  const { scale, value, entry } = cell;
  const own = scaleWords(scale, locale);
  const label = [
    valueWords(scale, value, locale),
    ratingWords(scale)[value],
    own === scaleWords(present, locale) ? undefined : own,
    cell.actedOn ? m.week_matrix_acted_on() : undefined,
    entry.late ? m.week_matrix_late() : undefined,
    entry.corrected === undefined
      ? undefined
      : m.week_matrix_corrected({ value: valueWords(scale, entry.corrected.from, locale) }),
    entry.paper === true ? m.week_matrix_paper() : undefined,
    entry.clockOff === true ? m.week_matrix_clock() : undefined,
  ];
  const shown = {
    text: shortValueWords(scale, value, locale),
    label: label.filter(Boolean).join(", "),
    marks,
    late: entry.late,
  };
  if (scale.kind === "degree" || scale.kind === "skill-use") return { kind: "sign", ...shown };
  const step = cellStep(scale, value);
  return step === null ? { kind: "plain", ...shown } : { kind: "filled", step, ...shown };
}

function emptyWords(
  { cleared }: Extract<WeekCell, { kind: "empty" }>,
  present: Scale,
  locale: string,
): string {
  const gone =
    cleared === null
      ? undefined
      : m.week_matrix_cleared({ value: valueWords(present, cleared.from, locale) });
  return [m.week_matrix_empty(), gone].filter(Boolean).join(", ");
}

/** The step of the ramp; what was done stands out from a no as a strong value does from a weak one. */
function cellStep(scale: Scale, value: number): RampStep | null {
  if (scale.kind === "yes-no" || scale.kind === "attempt") return value > 0 ? 4 : 0;
  return rampStep(scale, value) as RampStep | null;
}

/** The skills of a day in one cell: "1/2". */
export function skillDayCell(day: SkillDay): MatrixCellValue {
  if (day.kind !== "value")
    return day.kind === "empty"
      ? { kind: "empty", label: m.week_matrix_empty() }
      : { kind: "not-asked", label: m.week_matrix_not_asked() };
  const { helped, tried } = day;
  return {
    kind: "plain",
    text: `${String(helped)}/${String(tried)}`,
    label: m.week_matrix_skills_day({ helped, tried }),
  };
}
