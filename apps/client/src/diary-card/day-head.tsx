import { longDayWords } from "@trellis/clinical/civil-date-words/civil-date-words";
import { addDays, type CivilDate, toDayNumber } from "@trellis/domain/civil-date";
import { m } from "@trellis/messages/messages";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { stillUntil } from "#platform/diary-day.ts";
import { HelpLink } from "#platform/help-link.tsx";
import { useLanguage } from "#platform/language.ts";
import { PagerHead } from "#platform/pager-head.tsx";
import { useWaiting } from "#platform/waiting.ts";
import { DAYS_BACK } from "./card-store.ts";
import { ClockHint } from "./clock-hint.tsx";
import { CoverSwitch } from "./cover-switch.tsx";
import { EntryState } from "./entry-state.tsx";
import { WaitingSheetLater } from "./waiting-sheet-later.tsx";
import css from "./day-head.module.css";

type DayHeadProps = {
  date: CivilDate;
  today: CivilDate;
  /** Something is entered for the day, so that there is something to say about it. */
  filled: boolean;
  /** Something on the card has cover words. */
  hasCovers: boolean;
};

/** The day with ‹ and ›, and where its entries are. */
export function DayHead({ date, today, filled, hasCovers }: DayHeadProps) {
  const locale = useLanguage();
  const [, navigate] = useLocation();
  const [open, setOpen] = useState(false);
  const { count, state } = useWaiting();
  const until = date === today ? stillUntil(today) : null;
  const first = addDays(today, -DAYS_BACK);
  const go = (to: CivilDate) => navigate(to === today ? "/" : `/day/${to}`, { replace: true });
  return (
    <div className={css.head}>
      <PagerHead
        title={longDayWords(date, locale)}
        earlier={{
          label: m.today_earlier_day(),
          go: date > first ? () => go(addDays(date, -1)) : null,
        }}
        later={{ label: m.today_later_day(), go: date < today ? () => go(addDays(date, 1)) : null }}
      >
        <small>{m.help_nobody_watches()}</small>
        {until === null ? null : (
          <small>{m.today_still_until({ count: until, day: weekdayWords(date, locale) })}</small>
        )}
        <EntryState state={filled || count > 0 ? state : null} onOpen={() => setOpen(true)} />
      </PagerHead>
      <div className={css.ways} data-print="no">
        <div className={css.help}>
          <HelpLink />
          <Link className={css.way} href="/right-now">
            {m.right_now_title()}
          </Link>
        </div>
        {hasCovers ? <CoverSwitch /> : null}
      </div>
      <ClockHint />
      {date < today ? <small>{m.today_entered_later()}</small> : null}
      {date === first ? <small>{m.today_first_day()}</small> : null}
      <WaitingSheetLater open={open} onClose={() => setOpen(false)} />
    </div>
  );
}

const weekdayWords = (date: CivilDate, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }).format(
    Date.UTC(1970, 0, 1 + toDayNumber(date), 12),
  );
