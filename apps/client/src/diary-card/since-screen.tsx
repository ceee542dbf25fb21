import { ratingWords, valueWords } from "@trellis/clinical/card-value-words/card-value-words";
import { dayWords } from "@trellis/clinical/civil-date-words/civil-date-words";
import { WeekEntryGrid } from "@trellis/clinical/week-matrix/week-entry-grid";
import { isAsked, quietAnswers } from "@trellis/domain/asked-item";
import type { CardItem } from "@trellis/domain/card-item";
import { addDays, type CivilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { EmptyState } from "@trellis/ui/empty-state";
import { ErrorState } from "@trellis/ui/error-state";
import { Skeleton } from "@trellis/ui/skeleton";
import { useCallback, useEffect, useState } from "react";
import { Link } from "wouter";
import { coverOf, useCovered } from "#platform/cover-words.ts";
import { useToday } from "#platform/diary-day.ts";
import { useLanguage } from "#platform/language.ts";
import { problemWords } from "#platform/problem-words.ts";
import { ScreenHead } from "#platform/screen-head.tsx";
import { useWaiting } from "#platform/waiting.ts";
import { mayHurt } from "./card-groups.ts";
import { type CardState, itemStateOf } from "./card-state.ts";
import {
  change,
  DAYS_BACK,
  dropDraft,
  dropEntry,
  enter,
  loadCard,
  typeDraft,
  useCardState,
} from "./card-store.ts";
import { EntryState } from "./entry-state.tsx";
import { ItemNotes } from "./item-notes.tsx";
import { lowerBeside } from "./item-state.ts";
import { MedicalLine } from "./medical-line.tsx";
import { useRoomForBar } from "./room-for-bar.ts";
import { sinceDays } from "./since-days.ts";
import { UnsentSheet } from "./unsent-sheet.tsx";
import css from "./since-screen.module.css";

/** The days since somebody was last here, in one grid; saved as on Today. */
export function SinceScreen({ clientId }: { clientId: string }) {
  const today = useToday();
  const card = useCardState(clientId);
  const { week, problem } = card;
  const page = useRoomForBar();
  useEffect(() => {
    void loadCard(clientId, today);
  }, [clientId, today]);
  return (
    <div ref={page} className={css.since} data-page="wide">
      <ScreenHead title={m.since_title()} backTo="/" />
      {week !== null ? (
        <SinceGrid card={card} week={week} today={today} />
      ) : problem === null ? (
        <Skeleton label={m.loading()} lines={8} />
      ) : (
        <ErrorState
          title={m.today_not_loaded()}
          retry={{ label: m.retry(), onRetry: () => void loadCard(clientId, today) }}
        >
          <p>{problemWords(problem)}</p>
        </ErrorState>
      )}
    </div>
  );
}

type SinceGridProps = { card: CardState; week: DiaryWeek; today: CivilDate };

function SinceGrid({ card, week, today }: SinceGridProps) {
  const locale = useLanguage();
  const covered = useCovered();
  // The days of the first look: what is entered here takes no column away.
  const [days] = useState(() => sinceDays(week, today, DAYS_BACK));
  const [from = today, to = today] = [days[0], days.at(-1)];
  const unread = useUnreadDraft();
  const answers = quietAnswers(week);
  const asksNothing = !week.items.some(
    (item) => item.rhythm === "daily" && days.some((date) => isAsked(item, answers, date)),
  );
  if (asksNothing)
    return (
      <EmptyState title={m.today_no_items_title()}>
        <p>{m.today_no_items()}</p>
      </EmptyState>
    );
  return (
    <>
      <p>{m.since_words()}</p>
      <SaveLine today={today} />
      <Card>
        <WeekEntryGrid
          caption={m.since_caption({ from: dayWords(from, locale), to: dayWords(to, locale) })}
          week={week}
          rhythm="daily"
          days={days}
          today={today}
          audience="client"
          covered={covered}
          cellOf={(item, date) => ({ value: itemStateOf(card, { id: item }, date).day })}
          onEnter={(item, date, value) => put(coverOf(item, covered), date, value, locale)}
          onUnread={unread}
        />
      </Card>
      <Highest card={card} days={days} today={today} covered={covered} />
      <MedicalLine shown={hasActed(card, week, days)} />
      {from > addDays(today, -DAYS_BACK) ? null : <small>{m.since_more_days()}</small>}
      <Link href="/week">{m.since_to_week()}</Link>
    </>
  );
}

function put(item: CardItem, date: CivilDate, value: number | null, locale: string): void {
  if (value === null) change(item, date, null, { label: item.words, entered: m.today_cleared() });
  else {
    const words = [valueWords(item.scale, value, locale), ratingWords(item.scale)[value]];
    const entered = words.filter(Boolean).join(" · ");
    enter(item, date, value, { label: item.words, entered });
  }
}

/** A box with something that does not fit keeps the page from being left without a word. */
function useUnreadDraft(): (count: number) => void {
  return useCallback((count: number) => {
    const place = "since";
    if (count === 0) dropDraft(place);
    else
      typeDraft({
        place,
        label: m.since_title(),
        text: m.since_unread({ count }),
        kind: "not-kept",
      });
  }, []);
}

/** Where the entries are, as on Today. */
function SaveLine({ today }: { today: CivilDate }) {
  const [open, setOpen] = useState(false);
  const { unsent, drafts, state } = useWaiting();
  return (
    <div>
      <EntryState state={state} onOpen={() => setOpen(true)} />
      <UnsentSheet
        unsent={unsent}
        drafts={drafts}
        open={open}
        onClose={() => setOpen(false)}
        onDrop={(operationId) => void dropEntry(operationId, today)}
      />
    </div>
  );
}

type HighestProps = {
  card: CardState;
  days: readonly CivilDate[];
  today: CivilDate;
  covered: boolean;
};

/** Where a lower tap of a later sitting left the day's value as it was: the same question as on Today. */
function Highest({ card, days, today, covered }: HighestProps) {
  const locale = useLanguage();
  const items = card.week?.items ?? [];
  const places = days.flatMap((date) =>
    items
      .filter((item) => lowerBeside(itemStateOf(card, item, date)) !== null)
      .map((item) => ({ item: coverOf(item, covered), date })),
  );
  if (places.length === 0) return null;
  return (
    <Card>
      <div className={css.notes}>
        {places.map(({ item, date }) => (
          <div key={`${item.id} ${date}`} data-entry="">
            <b>{item.words}</b> <small>{dayWords(date, locale)}</small>
            <ItemNotes item={item} card={card} date={date} isToday={date === today} />
          </div>
        ))}
      </div>
    </Card>
  );
}

const hasActed = (card: CardState, week: DiaryWeek, days: readonly CivilDate[]): boolean =>
  week.items.some(
    (item) => mayHurt(item) && days.some((date) => (itemStateOf(card, item, date).day ?? 0) > 0),
  );
