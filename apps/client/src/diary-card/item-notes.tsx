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
 * What stands under an answered item: the highest value of the day beside a lower one, with *change*,
 * and what another device had entered.
 */
export function ItemNotes(props: Omit<EntryProps, "titleId">) {
  const { item, card, date } = props;
  const locale = useLanguage();
  const shown = shownValue(itemStateOf(card, item, date));
  const replaced = replacedOf(card, item.id, date);
  const otherScale = shown !== null && !fitsScale(item.scale, shown);
  return (
    <>
      {otherScale ? (
        <small>{m.today_other_scale({ value: numberWords(shown, locale) })}</small>
      ) : null}
      {typeof replaced === "number" ? (
        <small>{m.today_replaced_value({ value: valueWords(item.scale, replaced, locale) })}</small>
      ) : null}
      <Highest {...props} />
    </>
  );
}

function Highest({ item, card, date, isToday }: Omit<EntryProps, "titleId">) {
  const locale = useLanguage();
  const line = useRef<HTMLDivElement>(null);
  const state = itemStateOf(card, item, date);
  const shown = shownValue(state);
  const highest = highestBeside(state);
  const words = (value: number) => valueWords(item.scale, value, locale);
  const settle = (value: number) => {
    change(item, date, value, { label: item.words, entered: words(value) });
    // The button goes with the line, so the focus moves on to the row above it.
    const row = line.current?.closest("[data-entry]");
    row?.querySelector<HTMLInputElement>("input:checked")?.focus({ preventScroll: true });
  };
  return (
    <div ref={line} role="status" className={css.highest}>
      {highest !== null && shown !== null ? (
        <>
          <small>{highestWords(item, words(highest), isToday)}</small>
          <Button variant="quiet" onClick={() => settle(shown)}>
            {m.today_change({ value: words(shown) })}
          </Button>
        </>
      ) : null}
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
