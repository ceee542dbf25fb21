import { WeekEntryGrid } from "@trellis/clinical/week-matrix/week-entry-grid";
import { weeklyItems } from "@trellis/clinical/week-matrix/weekly-answers";
import { isAsked, quietAnswers } from "@trellis/domain/asked-item";
import { type CivilDate, eachDay } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { EmptyState } from "@trellis/ui/empty-state";
import type { KeyboardEvent } from "react";
import { dayText } from "#platform/day-words.ts";
import type { PaperWeek } from "./use-paper-week.ts";
import css from "./paper-page.module.css";

type PaperGridsProps = {
  week: DiaryWeek;
  today: CivilDate;
  paper: PaperWeek;
  onDay: (date: CivilDate) => void;
  onUnread: (count: number) => void;
};

/** The days of the card, and beside them what is asked once for all of them. */
export function PaperGrids({ week, today, paper, onDay, onUnread }: PaperGridsProps) {
  const days = eachDay(week.from, week.to);
  const answers = quietAnswers(week);
  const shared = { week, today, audience: "client", paper: true } as const;
  const asksDaily = week.items.some(
    (item) => item.rhythm === "daily" && days.some((date) => isAsked(item, answers, date)),
  );
  const weekly = weeklyItems(week);
  if (!asksDaily && weekly.length === 0) return <EmptyState title={m.paper_no_items()} />;
  /** An answer stands on the day on which it was given; a new one on the last of the days. */
  const dayOf = (item: string): CivilDate =>
    days.findLast((date) => paper.valueAt(item, date) !== null) ?? week.to;
  return (
    <div
      className={css.grids}
      data-both={asksDaily && weekly.length > 0}
      onKeyDown={(event) => {
        if (!isUndo(event) || !(event.target instanceof HTMLTableCellElement)) return;
        event.preventDefault();
        focusBox(event.currentTarget, paper.takeBack());
      }}
    >
      <WeekEntryGrid
        {...shared}
        caption={m.paper_caption({ from: dayText(week.from), to: dayText(week.to) })}
        rhythm="daily"
        days={days}
        cellOf={paper.cellOf}
        onEnter={paper.enter}
        onDay={onDay}
        onUnread={onUnread}
      />
      {weekly.length === 0 ? null : (
        <div className={css.weekly}>
          <h3>{m.paper_weekly()}</h3>
          <WeekEntryGrid
            {...shared}
            caption={m.paper_weekly_caption()}
            rhythm="weekly"
            days={[week.to]}
            cellOf={(item) => paper.cellOf(item, dayOf(item))}
            onEnter={(item, _date, value) => paper.enter(item, dayOf(item.id), value)}
          />
        </div>
      )}
    </div>
  );
}

/** Ctrl Z or its like; in a field with text the browser takes typing back itself. */
const isUndo = ({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean =>
  key.toLowerCase() === "z" && (ctrlKey || metaKey) && !shiftKey && !altKey;

function focusBox(grids: HTMLElement, place: string | null) {
  if (place !== null) grids.querySelector<HTMLElement>(`[data-place="${place}"]`)?.focus();
}

/** How many of the boxes of the days hold something. */
export function filledOf(
  week: DiaryWeek,
  paper: Pick<PaperWeek, "valueAt">,
): { readonly done: number; readonly of: number } {
  const answers = quietAnswers(week);
  const boxes = eachDay(week.from, week.to).flatMap((date) =>
    week.items
      .filter((item) => item.rhythm === "daily" && isAsked(item, answers, date))
      .map((item) => paper.valueAt(item.id, date)),
  );
  return { done: boxes.filter((value) => value !== null).length, of: boxes.length };
}
