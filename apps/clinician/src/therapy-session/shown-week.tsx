import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { useEffect, useRef } from "react";
import { useLocation, useSearch } from "wouter";
import { ModeLine } from "#platform/mode-banner.tsx";
import { PageHeading } from "#platform/page-heading.tsx";
import { QueryState } from "#platform/query-state.tsx";
import { holdShown, SHOW } from "#platform/show-to-client.ts";
import { DayNotes, Helped, WorthKeeping } from "./day-words-list.tsx";
import { rangeTitle } from "./range-title.ts";
import { rangeWords } from "./range-words.ts";
import type { WeekView } from "./use-week.ts";
import { Arrows, WeekContent, WeeklyCard } from "./week-card.tsx";
import css from "./session-page.module.css";

/**
 * The week as it is shown to the client, at the desk or over a shared screen: their words and the
 * matrix in the client's language, no name, no other part of the app. What was good comes first.
 */
export function ShownWeek({ view }: { view: WeekView }) {
  const leave = useLeave();
  useStayOnBack();
  const { query, today } = view;
  return (
    <div className={css.shown}>
      <div className={css.shownBar} data-print="no">
        <Arrows view={view} />
        <span className={css.push}>
          <Button onClick={leave}>{m.session_show_end()}</Button>
        </span>
      </div>
      <QueryState query={query} loading={m.session_loading()} shape="cards" lines={2}>
        {(week) => (
          <>
            <PageHeading page={null}>{rangeWords(rangeTitle(week, today))}</PageHeading>
            <Helped week={week} today={today} />
            <WorthKeeping week={week} />
            <Card>
              <WeekContent week={week} view={view} audience="client" />
            </Card>
            <WeeklyCard week={week} view={view} />
            <DayNotes week={week} />
          </>
        )}
      </QueryState>
      <ModeLine />
    </div>
  );
}

/**
 * Keeps the browser's Back from what was looked at before: the therapist's own pages are left by the
 * button or by Escape, when nobody else is looking. Paging back within what is shown works.
 */
function useStayOnBack(): void {
  const search = useSearch();
  const [path] = useLocation();
  useEffect(() => {
    holdShown(window.location.href);
    return () => holdShown(null);
  }, [path, search]);
}

/** Back to the whole page, by the button or by Escape. */
function useLeave(): () => void {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const leave = () => {
    const rest = new URLSearchParams(search);
    rest.delete(SHOW.name);
    const text = rest.toString();
    navigate(text === "" ? path : `${path}?${text}`, { replace: true });
  };
  const latest = useRef(leave);
  useEffect(() => {
    latest.current = leave;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      if (document.querySelector("dialog:modal") === null) latest.current();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
  return leave;
}
