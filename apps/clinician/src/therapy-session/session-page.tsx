import { printScale } from "@trellis/clinical/week-matrix/print-fit";
import { weeklyItems } from "@trellis/clinical/week-matrix/weekly-answers";
import { hasHelped } from "@trellis/clinical/week-matrix/what-helped";
import { type CivilDate, daysBetween } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { LinkButton } from "@trellis/ui/link-button";
import { VisuallyHidden } from "@trellis/ui/visually-hidden";
import type { CSSProperties } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { ClientFrame } from "#platform/client-frame.tsx";
import { QueryState } from "#platform/query-state.tsx";
import { useMay } from "#platform/relations.ts";
import { SHOW, useIsShown } from "#platform/show-to-client.ts";
import { usePrintNote } from "#platform/use-print-note.ts";
import { cardsKept } from "./cards-kept.ts";
import { DayNotes, Helped, WorthKeeping } from "./day-words-list.tsx";
import { MetButton } from "./met-button.tsx";
import { rangeTitle } from "./range-title.ts";
import { rangeWords } from "./range-words.ts";
import { ShownWeek } from "./shown-week.tsx";
import { useWeek } from "./use-week.ts";
import { WeekCard, WeeklyCard } from "./week-card.tsx";
import css from "./session-page.module.css";

/** Up to this many columns the words stand beside the matrix. */
const FEW_DAYS = 9;

/** The session view: the days since the last session, and what the client wrote. */
export function SessionPage({ clientId }: { clientId: string }) {
  const view = useWeek(clientId);
  const shown = useIsShown();
  usePrintNote(clientId);
  if (shown) return <ShownWeek view={view} />;
  const { query, today } = view;
  const week = query.data;
  return (
    <ClientFrame
      clientId={clientId}
      current="session"
      known={week?.client ?? null}
      aside={week === undefined ? undefined : <Kept week={week} today={today} />}
      actions={
        week === undefined ? undefined : (
          <Actions clientId={clientId} today={today} recent={week.sessions} />
        )
      }
    >
      <QueryState query={query} loading={m.session_loading()} shape="cards" lines={2}>
        {(loaded) => (
          <div
            className={css.grid}
            data-wide={daysBetween(loaded.from, loaded.to) >= FEW_DAYS}
            style={{ "--print-scale": printScale(loaded) } as CSSProperties}
          >
            <VisuallyHidden>
              <span role="status">{rangeWords(rangeTitle(loaded, today))}</span>
            </VisuallyHidden>
            <WeekCard week={loaded} view={view} />
            {hasBeside(loaded) ? (
              <div className={css.notes}>
                <Helped week={loaded} today={today} />
                <WorthKeeping week={loaded} />
                <WeeklyCard week={loaded} view={view} />
                <DayNotes week={loaded} />
              </div>
            ) : null}
          </div>
        )}
      </QueryState>
    </ClientFrame>
  );
}

/** True when something stands beside the matrix. */
const hasBeside = (week: DiaryWeek): boolean =>
  week.notes.some(({ field }) => field !== "how-hard") ||
  hasHelped(week) ||
  weeklyItems(week).length > 0;

function Kept({ week, today }: { week: DiaryWeek; today: CivilDate }) {
  const { kept, of } = cardsKept(week, today);
  return of === 0 ? null : m.session_cards_kept({ kept, count: of });
}

type ActionsProps = {
  clientId: string;
  today: CivilDate;
  recent: DiaryWeek["sessions"];
};

function Actions(props: ActionsProps) {
  const search = useSearch();
  const [path] = useLocation();
  const mayRecord = useMay(props.clientId, "therapy-session", "write");
  const shown = new URLSearchParams(search);
  shown.set(SHOW.name, SHOW.value);
  return (
    <>
      {mayRecord ? <MetButton {...props} /> : null}
      <Link href={`${path}?${shown.toString()}`} replace asChild>
        <LinkButton>{m.session_show()}</LinkButton>
      </Link>
      <Button onClick={() => window.print()}>{m.session_print()}</Button>
    </>
  );
}
