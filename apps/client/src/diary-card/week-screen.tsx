import { asTitle, dayWords, needsYear } from "@trellis/clinical/civil-date-words/civil-date-words";
import { PrintLine } from "@trellis/clinical/week-matrix/print-line";
import { hasWeekRows, WeekMatrix } from "@trellis/clinical/week-matrix/week-matrix";
import { addDays, type CivilDate, isCivilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { Banner } from "@trellis/ui/banner";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { EmptyState } from "@trellis/ui/empty-state";
import { ErrorState } from "@trellis/ui/error-state";
import { Skeleton } from "@trellis/ui/skeleton";
import { useState } from "react";
import { useLocation } from "wouter";
import { useToday } from "#platform/diary-day.ts";
import { useLanguage } from "#platform/language.ts";
import { PagerHead } from "#platform/pager-head.tsx";
import { problemWords } from "#platform/problem-words.ts";
import { useUnsent } from "#platform/unsent.ts";
import { DaySheet } from "./day-sheet.tsx";
import { usePrintNote } from "./use-print-note.ts";
import { useWeek } from "./use-week.ts";
import css from "./week-screen.module.css";

type WeekScreenProps = {
  clientId: string;
  /** The last day to show, from the address; today without it. */
  asked?: string;
};

/** From the last session to today: what was worth keeping first, then the numbers. */
export function WeekScreen({ clientId, asked }: WeekScreenProps) {
  const today = useToday();
  const to = asked !== undefined && isCivilDate(asked) && asked < today ? asked : today;
  const { week, problem, retry } = useWeek(clientId, to);
  const unsent = useUnsent(clientId);
  usePrintNote(clientId);
  return (
    <div className={css.week} data-page="wide">
      <WeekHead week={week} today={today} to={to} />
      {unsent.length > 0 ? (
        <Banner kind="caution">{m.week_unsent({ count: unsent.length })}</Banner>
      ) : null}
      {problem !== null ? (
        <ErrorState title={m.week_not_loaded()} retry={{ label: m.retry(), onRetry: retry }}>
          <p>{problemWords(problem)}</p>
        </ErrorState>
      ) : week === null ? (
        <Skeleton label={m.loading()} lines={8} />
      ) : (
        <LoadedWeek week={week} today={today} />
      )}
    </div>
  );
}

const isEmpty = (week: DiaryWeek): boolean => week.entries.length === 0 && week.notes.length === 0;

function WeekHead({
  week,
  today,
  to,
}: {
  week: DiaryWeek | null;
  today: CivilDate;
  to: CivilDate;
}) {
  const locale = useLanguage();
  const goTo = useGoTo(today);
  const words = (date: CivilDate) => dayWords(date, locale, { year: needsYear(date, today) });
  const later = addDays(to, 7) < today ? addDays(to, 7) : today;
  return (
    <PagerHead
      title={
        week === null
          ? m.week_title()
          : asTitle(m.week_range({ from: words(week.from), to: words(week.to) }), locale)
      }
      earlier={{
        label: m.week_earlier(),
        go: week === null ? null : () => goTo(addDays(week.from, -1)),
      }}
      later={{ label: m.week_later(), go: to < today ? () => goTo(later) : null }}
    >
      {week !== null && week.lastSessionOn === week.from ? (
        <small>{m.week_since_session()}</small>
      ) : null}
    </PagerHead>
  );
}

function useGoTo(today: CivilDate): (to: CivilDate) => void {
  const [, navigate] = useLocation();
  return (to) => navigate(to >= today ? "/week" : `/week/${to}`);
}

function LoadedWeek({ week, today }: { week: DiaryWeek; today: CivilDate }) {
  const [open, setOpen] = useState<CivilDate | null>(null);
  return (
    <>
      {isEmpty(week) ? <EmptyWeek week={week} today={today} /> : null}
      <WorthKeeping week={week} today={today} />
      {hasWeekRows(week) ? (
        <Card>
          <WeekMatrix week={week} today={today} audience="client" onOpenDay={setOpen} />
        </Card>
      ) : null}
      <PrintLine week={week} today={today} />
      <Button data-print="no" onClick={() => print()}>
        {m.week_print()}
      </Button>
      <DaySheet week={week} today={today} date={open} onClose={() => setOpen(null)} />
    </>
  );
}

function WorthKeeping({ week, today }: { week: DiaryWeek; today: CivilDate }) {
  const locale = useLanguage();
  const kept = week.notes.filter((note) => note.field === "worth-keeping");
  if (kept.length === 0) return null;
  return (
    <Card title={m.week_worth_keeping()}>
      <dl className={css.kept}>
        {kept.map((note) => (
          <div key={note.date}>
            <dt>
              <small>{dayWords(note.date, locale, { year: needsYear(note.date, today) })}</small>
            </dt>
            <dd>{note.words}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function EmptyWeek({ week, today }: { week: DiaryWeek; today: CivilDate }) {
  const locale = useLanguage();
  const goTo = useGoTo(today);
  const words = (date: CivilDate) => dayWords(date, locale, { year: needsYear(date, today) });
  const { earlierEntryOn, laterEntryOn } = week;
  return (
    <EmptyState
      title={m.week_empty_title()}
      action={
        <div className={css.ways}>
          {earlierEntryOn === null ? null : (
            <Button onClick={() => goTo(earlierEntryOn)}>
              {laterEntryOn === null
                ? m.week_go_to_earlier({ day: words(earlierEntryOn) })
                : m.week_go_to_before({ day: words(earlierEntryOn) })}
            </Button>
          )}
          {laterEntryOn === null ? null : (
            <Button onClick={() => goTo(addDays(laterEntryOn, 6))}>
              {m.week_go_to_later({ day: words(laterEntryOn) })}
            </Button>
          )}
        </div>
      }
    >
      <p>{m.week_empty()}</p>
    </EmptyState>
  );
}
