import type { CardItem } from "@trellis/domain/card-item";
import type { CivilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { EmptyState } from "@trellis/ui/empty-state";
import { useState } from "react";
import { useCovered } from "#platform/cover-words.ts";
import { type CardDay, cardDay, shortItems } from "./card-day.ts";
import { cardGroups } from "./card-groups.ts";
import { type CardState, isShortDay, itemStateOf } from "./card-state.ts";
import { DayDone } from "./day-done.tsx";
import { DayWords } from "./day-words.tsx";
import { ItemCard } from "./item-card.tsx";
import { RiddenOutCard } from "./ridden-out-card.tsx";
import { ShortDay } from "./short-day.tsx";
import { SkillsCard } from "./skills-card.tsx";
import { WeekCards } from "./week-cards.tsx";
import css from "./day-cards.module.css";

type DayCardsProps = { card: CardState; week: DiaryWeek; date: CivilDate; today: CivilDate };

/** Everything that can be filled in for one day, in one column. */
export function DayCards({ card, week, date, today }: DayCardsProps) {
  const day = cardDay(card, week, { date, today, covered: useCovered() });
  const isToday = date === today;
  const short = isShortDay(card, date);
  const shown = useShown(card, day, date, short);
  const entry = { card, date, isToday };
  return (
    <>
      {shortItems(day.daily).length < day.daily.length ? (
        <ShortDay short={short} date={date} isToday={isToday} />
      ) : null}
      {day.daily.length + day.weekly.length + day.answered.length === 0 ? (
        <EmptyState title={m.today_no_items_title()}>
          <p>{m.today_no_items()}</p>
        </EmptyState>
      ) : null}
      {cardGroups(shown).map((group) =>
        "skills" in group ? (
          <SkillsCard key="skills" skills={group.skills} {...entry} />
        ) : (
          <ItemCard key={group.item.id} group={group} {...entry} />
        ),
      )}
      <RiddenOutCard week={week} date={date} />
      {short ? null : <WeekCards day={day} {...entry} />}
      <DayWords {...entry} short={short} />
      <DayDone {...entry} items={shown} own={week.client.closingLine} short={short} />
      <div className={css.room} data-print="no" />
    </>
  );
}

/**
 * The items of the day, or of the short card and what was filled in before it was chosen; so nothing that was
 * entered goes out of sight, and nothing under a thumb either.
 */
function useShown(
  card: CardState,
  day: CardDay,
  date: CivilDate,
  short: boolean,
): readonly CardItem[] {
  const filled = () =>
    new Set(
      day.daily.filter((item) => itemStateOf(card, item, date).day !== null).map((item) => item.id),
    );
  const [before, setBefore] = useState({ short, filled: filled() });
  if (before.short !== short) setBefore({ short, filled: filled() });
  if (!short) return day.daily;
  const chosen = shortItems(day.daily);
  return day.daily.filter((item) => chosen.includes(item) || before.filled.has(item.id));
}
