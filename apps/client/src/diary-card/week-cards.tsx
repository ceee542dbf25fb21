import { ratingWords, valueWords } from "@trellis/clinical/card-value-words/card-value-words";
import { dayWords } from "@trellis/clinical/civil-date-words/civil-date-words";
import type { Scale } from "@trellis/domain/card-item";
import type { CivilDate } from "@trellis/domain/civil-date";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { useId, useState } from "react";
import { useLanguage } from "#platform/language.ts";
import type { AnsweredItem, CardDay } from "./card-day.ts";
import { type CardState, itemStateOf } from "./card-state.ts";
import { ItemCard, titleIdOf } from "./item-card.tsx";
import css from "./week-cards.module.css";

type WeekCardsProps = { day: CardDay; card: CardState; date: CivilDate; isToday: boolean };

/** What is asked once a week, on whichever day it is answered; what was answered stays in sight, quietly. */
export function WeekCards({ day, ...entry }: WeekCardsProps) {
  const titleId = useId();
  const { open, openAgain } = useOpenedAgain();
  const answered = day.answered.filter(({ item }) => !open.has(item.id));
  const again = day.answered.filter(({ item }) => open.has(item.id)).map(({ item }) => item);
  const asked = [...day.weekly, ...again];
  if (asked.length + answered.length === 0) return null;
  return (
    <section className={css.week} aria-labelledby={titleId}>
      <h2 id={titleId}>{entry.isToday ? m.today_week() : m.today_week_other_day()}</h2>
      {asked.map((item) => (
        <ItemCard
          key={item.id}
          group={{ item, acts: [] }}
          level={3}
          note={item.aspect === "check" ? <Quiet day={day} /> : undefined}
          {...entry}
        />
      ))}
      {answered.length === 0 ? null : (
        <Answered answered={answered} card={entry.card} onAgain={openAgain} />
      )}
    </section>
  );
}

/** Which answered items the person wants to answer anew. */
function useOpenedAgain() {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  return { open, openAgain: (id: string) => setOpen(new Set([...open, id])) };
}

/** What the one question stands for; while that is on the card itself, the way there. */
function Quiet({ day: { quiet, opened } }: { day: CardDay }) {
  if (opened === undefined) return quiet.map((item) => item.words).join(" · ");
  const go = () => {
    const card = document.getElementById(titleIdOf(opened))?.closest("section");
    card?.scrollIntoView();
    card?.querySelector("input")?.focus({ preventScroll: true });
  };
  return (
    <Button variant="quiet" onClick={go}>
      {m.today_check_opened()}
    </Button>
  );
}

type AnsweredProps = {
  answered: readonly AnsweredItem[];
  card: CardState;
  onAgain: (id: string) => void;
};

function Answered({ answered, card, onAgain }: AnsweredProps) {
  const locale = useLanguage();
  return (
    <Card>
      <dl className={css.answered}>
        {answered.map(({ item, on }) => {
          const value = itemStateOf(card, item, on).day;
          return (
            <div key={item.id}>
              <dt>{item.words}</dt>
              <dd>
                {value === null ? null : valueInFull(item.scale, value, locale)}
                <small>{dayWords(on, locale)}</small>
                <Button
                  variant="quiet"
                  aria-label={m.today_week_again_label({ item: item.words })}
                  onClick={() => onAgain(item.id)}
                >
                  {m.today_week_again()}
                </Button>
              </dd>
            </div>
          );
        })}
      </dl>
    </Card>
  );
}

/** "3 · rather strong", "yes". */
function valueInFull(scale: Scale, value: number, locale: string): string {
  const words = ratingWords(scale)[value];
  const short = valueWords(scale, value, locale);
  return words === undefined ? short : `${short} · ${words}`;
}
