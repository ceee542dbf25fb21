import { numberWords, valueWords } from "@trellis/clinical/card-value-words/card-value-words";
import { type CardItem, fitsScale } from "@trellis/domain/card-item";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { useRef } from "react";
import { useLanguage } from "#platform/language.ts";
import { change, itemStateOf, replacedOf } from "./card-store.ts";
import type { EntryProps } from "./item-card.tsx";
import { highestBeside, shownValue } from "./item-state.ts";
import css from "./item-notes.module.css";

/**
 * What stands under an answered item: the highest value of the day beside a lower one, with *change*;
 * what another device had entered; and the way to take the value away again.
 */
export function ItemNotes({ item, card, date, isToday }: EntryProps) {
  const locale = useLanguage();
  const line = useRef<HTMLDivElement>(null);
  const state = itemStateOf(card, item, date);
  const shown = shownValue(state);
  const highest = highestBeside(state);
  const replaced = replacedOf(card, item.id, date);
  const words = (value: number) => valueWords(item.scale, value, locale);
  const set = (value: number | null) => {
    const entered = value === null ? m.today_cleared() : words(value);
    change(item, date, value, { label: item.words, entered });
    // The button that was pressed is gone, so the focus goes to the row above it.
    line.current?.parentElement?.querySelector("input")?.focus({ preventScroll: true });
  };
  if (shown === null && replaced === null) return <div ref={line} />;
  return (
    <div ref={line} className={css.line}>
      {shown !== null && !fitsScale(item.scale, shown) ? (
        <small>{m.today_other_scale({ value: numberWords(shown, locale) })}</small>
      ) : null}
      {typeof replaced === "number" ? (
        <small>{m.today_replaced_value({ value: words(replaced) })}</small>
      ) : null}
      {highest !== null && shown !== null ? (
        <span role="status" className={css.highest}>
          <small>{highestWords(item, words(highest), isToday)}</small>
          <Button variant="quiet" onClick={() => set(shown)}>
            {m.today_change({ value: words(shown) })}
          </Button>
        </span>
      ) : null}
      {shown === null || item.scale.kind === "number" ? null : (
        <Button
          variant="quiet"
          aria-label={m.today_clear_label({ item: item.words })}
          onClick={() => set(null)}
        >
          {m.today_clear()}
        </Button>
      )}
    </div>
  );
}

function highestWords(item: CardItem, value: string, isToday: boolean): string {
  if (item.scale.kind === "yes-no") {
    return isToday
      ? m.today_entered_before({ value })
      : m.today_entered_before_other_day({ value });
  }
  return isToday ? m.today_highest({ value }) : m.today_highest_other_day({ value });
}
