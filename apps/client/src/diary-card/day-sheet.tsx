import { longDayWords, needsYear } from "@trellis/clinical/civil-date-words/civil-date-words";
import { addDays, type CivilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Sheet } from "@trellis/ui/sheet";
import { useLocation } from "wouter";
import { HelpLink } from "#platform/help-link.tsx";
import { useLanguage } from "#platform/language.ts";
import { DAYS_BACK } from "./card-store.ts";
import css from "./day-sheet.module.css";

type DaySheetProps = {
  week: DiaryWeek;
  today: CivilDate;
  /** The opened day; null while none is. */
  date: CivilDate | null;
  onClose: () => void;
};

/** A day's words, and the way to its card. */
export function DaySheet({ week, today, date, onClose }: DaySheetProps) {
  const locale = useLanguage();
  const [, navigate] = useLocation();
  const notes = week.notes.filter((note) => note.date === date);
  const canFill = date !== null && date <= today && date >= addDays(today, -DAYS_BACK);
  const open = () => navigate(date === today || date === null ? "/" : `/day/${date}`);
  return (
    <Sheet
      open={date !== null}
      onClose={onClose}
      title={date === null ? "" : longDayWords(date, locale, { year: needsYear(date, today) })}
      closeLabel={m.close()}
      actions={
        canFill ? (
          <Button variant="primary" onClick={open}>
            {m.week_open_day()}
          </Button>
        ) : undefined
      }
    >
      <HelpLink />
      {notes.length === 0 ? <p>{m.week_no_words()}</p> : null}
      {notes.map((note) => (
        <div key={note.field}>
          <h3>{note.field === "worth-keeping" ? m.week_worth_keeping() : m.week_note()}</h3>
          <p className={css.words}>{note.words}</p>
        </div>
      ))}
      {canFill ? null : <p>{m.week_day_is_read()}</p>}
    </Sheet>
  );
}
