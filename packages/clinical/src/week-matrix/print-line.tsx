import type { CivilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { getLocale } from "@trellis/messages/runtime";
import { asTitle, dayWords } from "../civil-date-words/civil-date-words.tsx";
import css from "./print-line.module.css";

type PrintLineProps = { week: Pick<DiaryWeek, "from" | "to">; today: CivilDate };

/** On paper alone: which days these are, with their years, and when they were printed. */
export function PrintLine({ week, today }: PrintLineProps) {
  const locale = getLocale();
  const words = (date: CivilDate) => dayWords(date, locale, { year: true });
  const line = m.week_printed({ from: words(week.from), to: words(week.to), day: words(today) });
  return <small className={css.line}>{asTitle(line, locale)}</small>;
}
