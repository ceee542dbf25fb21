import {
  asTitle,
  longDayWords,
  needsYear,
} from "@trellis/clinical/civil-date-words/civil-date-words";
import type { Audience } from "@trellis/clinical/level-words/level-words";
import { DayFacts, hasDayFacts } from "@trellis/clinical/week-matrix/day-facts";
import type { CivilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { getLocale } from "@trellis/messages/runtime";
import { Button } from "@trellis/ui/button";
import { Dialog } from "@trellis/ui/dialog";

type DayFactsDialogProps = {
  week: DiaryWeek;
  today: CivilDate;
  audience: Audience;
  /** The opened day; null while none is. */
  date: CivilDate | null;
  onClose: () => void;
};

/** What stands behind the numbers of a day, as the client sees it too. */
export function DayFactsDialog({ week, today, audience, date, onClose }: DayFactsDialogProps) {
  const locale = getLocale();
  const title =
    date === null
      ? ""
      : asTitle(longDayWords(date, locale, { year: needsYear(date, today) }), locale);
  return (
    <Dialog
      open={date !== null}
      onClose={onClose}
      title={title}
      closeLabel={m.clinician_close()}
      actions={<Button onClick={onClose}>{m.clinician_close()}</Button>}
    >
      {date === null ? null : hasDayFacts(week, date) ? (
        <DayFacts week={week} date={date} today={today} audience={audience} />
      ) : (
        <p>{m.week_day_no_more()}</p>
      )}
    </Dialog>
  );
}
