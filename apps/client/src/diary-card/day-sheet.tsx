import { longDayWords, needsYear } from "@trellis/clinical/civil-date-words/civil-date-words";
import { DayFacts, hasDayFacts } from "@trellis/clinical/week-matrix/day-facts";
import { addDays, type CivilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Sheet } from "@trellis/ui/sheet";
import { useLocation } from "wouter";
import { HelpLink } from "#platform/help-link.tsx";
import { useLanguage } from "#platform/language.ts";
import { DAYS_BACK } from "./card-store.ts";

type DaySheetProps = {
  week: DiaryWeek;
  today: CivilDate;
  covered: boolean;
  /** The opened day; null while none is. */
  date: CivilDate | null;
  onClose: () => void;
};

/** What stands behind the numbers of a day, and the way to its card. */
export function DaySheet({ week, today, covered, date, onClose }: DaySheetProps) {
  const locale = useLanguage();
  const [, navigate] = useLocation();
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
      {date === null ? null : hasDayFacts(week, date) ? (
        <DayFacts week={week} date={date} today={today} audience="client" covered={covered} />
      ) : (
        <p>{m.week_no_words()}</p>
      )}
      {canFill ? null : <p>{m.week_day_is_read()}</p>}
    </Sheet>
  );
}
