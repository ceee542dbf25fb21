import { asTitle, dayWords, needsYear } from "@trellis/clinical/civil-date-words/civil-date-words";
import { printScale } from "@trellis/clinical/week-matrix/print-fit";
import { PrintLine } from "@trellis/clinical/week-matrix/print-line";
import { hasWeekRows, WeekMatrix } from "@trellis/clinical/week-matrix/week-matrix";
import { WeeklyAnswers, weeklyItems } from "@trellis/clinical/week-matrix/weekly-answers";
import { hasHelped, WhatHelped } from "@trellis/clinical/week-matrix/what-helped";
import { addDays, type CivilDate, isCivilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { Banner } from "@trellis/ui/banner";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { EmptyState } from "@trellis/ui/empty-state";
import { ErrorState } from "@trellis/ui/error-state";
import { Skeleton } from "@trellis/ui/skeleton";
import { type CSSProperties, useId, useState } from "react";
import { Link, useLocation } from "wouter";
import { useCovered } from "#platform/cover-words.ts";
import { useToday } from "#platform/diary-day.ts";
import { useLanguage } from "#platform/language.ts";
import { PagerHead } from "#platform/pager-head.tsx";
import { problemWords } from "#platform/problem-words.ts";
import { useUnsent } from "#platform/unsent.ts";
import { usePrintNote } from "#platform/use-print-note.ts";
import { DaySheet } from "./day-sheet.tsx";
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
    <div
      className={css.week}
      data-page="wide"
      style={{ "--print-scale": week === null ? 1 : printScale(week) } as CSSProperties}
    >
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

const isEmpty = (week: DiaryWeek): boolean =>
  week.entries.length + week.notes.length + week.riddenOut.length + week.shortDays.length === 0;

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
  const covered = useCovered();
  const shown = { week, today, covered };
  return (
    <>
      {isEmpty(week) ? <EmptyWeek week={week} today={today} /> : null}
      <div className={css.parts}>
        <Helped {...shown} />
        {hasWeekRows(week) ? (
          <div className={css.matrix}>
            <Card>
              <WeekMatrix {...shown} audience="client" onOpenDay={setOpen} />
            </Card>
          </div>
        ) : null}
        {weeklyItems(week).length === 0 ? null : (
          <Card title={m.week_weekly_title()}>
            <WeeklyAnswers {...shown} />
          </Card>
        )}
        <WeekWords week={week} today={today} />
      </div>
      <PrintLine week={week} today={today} />
      <div className={css.ways} data-print="no">
        <Button onClick={() => print()}>{m.week_print()}</Button>
        <Link className={css.link} href="/more/my-cards">
          {m.my_cards_title()}
        </Link>
      </div>
      <DaySheet {...shown} date={open} onClose={() => setOpen(null)} />
    </>
  );
}

type ShownProps = { week: DiaryWeek; today: CivilDate; covered: boolean };

/**
 * What helped and what was good stands first on the screen, in a few lines that leave the numbers in sight; one tap
 * opens the rest. On paper and beside the numbers of a wide page all of it is there.
 */
function Helped({ week, today, covered }: ShownProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const kept = week.notes.filter((note) => note.field === "worth-keeping");
  if (!hasHelped(week) && kept.length === 0) return null;
  const more = kept.length > 0 || week.riddenOut.length > 0;
  return (
    <div className={css.first}>
      <Card
        title={m.week_helped_title()}
        aside={
          more ? (
            <div className={css.more} data-print="no">
              <Button
                variant="quiet"
                aria-expanded={open}
                aria-controls={id}
                onClick={() => setOpen(!open)}
              >
                {open ? m.week_good_less() : m.week_good_all()}
              </Button>
            </div>
          ) : undefined
        }
      >
        <div id={id} className={css.good} data-open={open}>
          <WhatHelped week={week} today={today} covered={covered} />
          {kept.length === 0 ? null : (
            <>
              <p className={css.inShort}>{m.week_good_kept({ count: kept.length })}</p>
              <section className={css.inFull}>
                <h3>{m.week_worth_keeping()}</h3>
                <Notes notes={kept} today={today} />
              </section>
            </>
          )}
        </div>
      </Card>
    </div>
  );
}

/** The words of the days, folded on the screen where a tap on a day opens them too; on paper they are there. */
function WeekWords({ week, today }: { week: DiaryWeek; today: CivilDate }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const notes = week.notes.filter((note) => note.field === "note");
  if (notes.length === 0) return null;
  return (
    <div className={css.words}>
      <Button
        variant="quiet"
        data-print="no"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {m.week_words_show({ count: notes.length })}
      </Button>
      <div id={id} className={css.fold} data-open={open}>
        <Card title={m.week_words_title()}>
          <Notes notes={notes} today={today} />
        </Card>
      </div>
    </div>
  );
}

function Notes({ notes, today }: { notes: DiaryWeek["notes"]; today: CivilDate }) {
  const locale = useLanguage();
  return (
    <dl className={css.kept}>
      {notes.map((note) => (
        <div key={note.date}>
          <dt>
            <small>{dayWords(note.date, locale, { year: needsYear(note.date, today) })}</small>
          </dt>
          <dd dir="auto">{note.words}</dd>
        </div>
      ))}
    </dl>
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
