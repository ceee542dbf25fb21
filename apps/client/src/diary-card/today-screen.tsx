import { addDays, type CivilDate, isCivilDate } from "@trellis/domain/civil-date";
import { m } from "@trellis/messages/messages";
import { ErrorState } from "@trellis/ui/error-state";
import { Skeleton } from "@trellis/ui/skeleton";
import { useEffect, useState } from "react";
import { useLocation, useRoute } from "wouter";
import { useToday } from "#platform/diary-day.ts";
import { problemWords } from "#platform/problem-words.ts";
import { comesBack } from "./card-day.ts";
import { isFilled } from "./card-state.ts";
import { DAYS_BACK, loadCard, useCardState } from "./card-store.ts";
import { ComingBack } from "./coming-back.tsx";
import { DayCards } from "./day-cards.tsx";
import { DayHead } from "./day-head.tsx";
import { LifeLine } from "./life-line.tsx";
import { onNewSitting } from "./sitting-clock.ts";

/** The card of one day, today's unless another of the last two weeks was asked for. */
export function TodayScreen({ clientId }: { clientId: string }) {
  const today = useToday();
  const date = useDay(today);
  const card = useCardState(clientId);
  const [visit, setVisit] = useState(0);
  useEffect(() => {
    void loadCard(clientId, today);
  }, [clientId, today, visit]);
  useEffect(() => onNewSitting(() => setVisit((last) => last + 1)), []);
  const { week } = card;
  return (
    <>
      <LifeLine words={week?.client.lifeLine ?? null} />
      <DayHead
        date={date}
        today={today}
        filled={isFilled(card, date)}
        hasCovers={week?.items.some((item) => item.coverWords !== null) ?? false}
      />
      {week !== null && date === today && comesBack(week, today) ? <ComingBack /> : null}
      {card.problem === null ? null : (
        <ErrorState
          title={week === null ? m.today_not_loaded() : m.today_not_refreshed()}
          retry={{ label: m.retry(), onRetry: () => setVisit(visit + 1) }}
        >
          <p>{problemWords(card.problem)}</p>
        </ErrorState>
      )}
      {week !== null ? (
        <DayCards key={date} card={card} week={week} date={date} today={today} />
      ) : card.problem === null ? (
        <Skeleton label={m.loading()} shape="cards" lines={5} />
      ) : null}
    </>
  );
}

/** The day in the address, kept within the days that can be filled on the phone. */
function useDay(today: CivilDate): CivilDate {
  const [, params] = useRoute("/day/:date");
  const [, navigate] = useLocation();
  const asked = params?.date;
  const within =
    asked !== undefined &&
    isCivilDate(asked) &&
    asked <= today &&
    asked >= addDays(today, -DAYS_BACK);
  useEffect(() => {
    if (asked !== undefined && !within) navigate("/", { replace: true });
  }, [asked, within, navigate]);
  return within ? asked : today;
}
