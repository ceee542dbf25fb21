import { useQuery } from "@tanstack/react-query";
import { readWeek } from "@trellis/api/diary-card";
import { asTitle } from "@trellis/clinical/civil-date-words/civil-date-words";
import { type CivilDate } from "@trellis/domain/civil-date";
import { type DiaryWeek, LEAST_DAYS } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { getLocale } from "@trellis/messages/runtime";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { useState } from "react";
import { useSearchParams } from "wouter";
import { ask } from "#platform/api.ts";
import { ClientFrame } from "#platform/client-frame.tsx";
import { dayText } from "#platform/day-words.ts";
import { diaryToday, readDay } from "#platform/day.ts";
import { LeaveDialog } from "#platform/leave-dialog.tsx";
import { QueryState } from "#platform/query-state.tsx";
import { usePrintNote } from "#platform/use-print-note.ts";
import { WeekPager } from "#platform/week-pager.tsx";
import { BlankSheet } from "./blank-sheet.tsx";
import { PaperGrids } from "./paper-grids.tsx";
import { PaperState } from "./paper-state.tsx";
import { PaperWords } from "./paper-words.tsx";
import { usePaperWeek } from "./use-paper-week.ts";
import css from "./paper-page.module.css";

/** A card on paper taken over in session, in one grid, and a blank one to take along. */
export function PaperPage({ clientId }: { clientId: string }) {
  const [params] = useSearchParams();
  const today = diaryToday();
  const asked = readDay(params.get("to"));
  const to = asked !== null && asked < today ? asked : today;
  const query = useQuery({
    queryKey: ["paper-week", clientId, to],
    queryFn: async () => ask(readWeek, { params: { clientId }, query: { to } }),
    gcTime: 0,
  });
  usePrintNote(clientId);
  return (
    <ClientFrame
      clientId={clientId}
      current="paper"
      known={query.data?.client ?? null}
      nameless
      actions={
        query.data === undefined ? undefined : (
          <Button onClick={() => window.print()}>{m.paper_blank_print()}</Button>
        )
      }
    >
      <QueryState query={query} loading={m.paper_loading()} shape="cards" lines={2}>
        {(week) => (
          <PaperWeek
            key={`${week.from} ${week.to}`}
            clientId={clientId}
            week={week}
            today={today}
          />
        )}
      </QueryState>
    </ClientFrame>
  );
}

type PaperWeekProps = { clientId: string; week: DiaryWeek; today: CivilDate };

function PaperWeek({ clientId, week, today }: PaperWeekProps) {
  const paper = usePaperWeek(clientId, week);
  const [day, setDay] = useState<CivilDate>(week.from);
  const [unread, setUnread] = useState(0);
  const words = { from: dayText(week.from), to: dayText(week.to) };
  const { saving, stuck, refused } = paper.counts;
  return (
    <div className={css.page}>
      <LeaveDialog active={saving + stuck + refused + unread > 0} />
      <div className={css.page} data-print="no">
        <Card
          title={asTitle(m.paper_title_days(words), getLocale())}
          note={m.paper_words()}
          aside={
            <WeekPager
              clientId={clientId}
              page="paper"
              range={week}
              today={today}
              days={LEAST_DAYS}
            />
          }
        >
          <PaperState week={week} paper={paper} unread={unread} />
          <PaperGrids week={week} today={today} paper={paper} onDay={setDay} onUnread={setUnread} />
        </Card>
        <PaperWords key={day} paper={paper} day={day} />
      </div>
      <BlankSheet items={week.items} today={today} />
    </div>
  );
}
