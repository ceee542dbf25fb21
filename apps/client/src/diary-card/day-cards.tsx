import type { CivilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { EmptyState } from "@trellis/ui/empty-state";
import { cardGroups } from "./card-groups.ts";
import type { CardState } from "./card-store.ts";
import { DayDone } from "./day-done.tsx";
import { DayWords } from "./day-words.tsx";
import { ItemCard } from "./item-card.tsx";

type DayCardsProps = { card: CardState; week: DiaryWeek; date: CivilDate; isToday: boolean };

/** Everything that can be filled in for one day, in one column. */
export function DayCards({ card, week, date, isToday }: DayCardsProps) {
  const groups = cardGroups(week.items, date);
  return (
    <>
      {groups.length === 0 ? (
        <EmptyState title={m.today_no_items_title()}>
          <p>{m.today_no_items()}</p>
        </EmptyState>
      ) : null}
      {groups.map((group) => (
        <ItemCard key={group.item.id} group={group} card={card} date={date} isToday={isToday} />
      ))}
      <DayWords card={card} date={date} isToday={isToday} />
      <DayDone date={date} isToday={isToday} />
    </>
  );
}
