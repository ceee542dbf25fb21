import { numberWords, valueWords } from "@trellis/clinical/card-value-words/card-value-words";
import { type CardItem, fitsScale } from "@trellis/domain/card-item";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { useRef } from "react";
import { useLanguage } from "#platform/language.ts";
import { change, itemStateOf, keepHighest, replacedOf } from "./card-store.ts";
import type { EntryProps } from "./item-card.tsx";
import { lowerBeside } from "./item-state.ts";
import css from "./item-notes.module.css";

/**
 * What stands under an answered item: after a lower tap of a later sitting the question whether the
 * day's value is to change, and what another device had entered.
 */
export function ItemNotes(props: Omit<EntryProps, "titleId">) {
  const { item, card, date } = props;
  const locale = useLanguage();
  const shown = itemStateOf(card, item, date).day;
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
  const lower = lowerBeside(state);
  const words = (value: number) => valueWords(item.scale, value, locale);
  const settle = (act: () => void) => {
    act();
    // The buttons go with the line, so the focus moves on to the row above it.
    const row = line.current?.closest("[data-entry]");
    row?.querySelector<HTMLInputElement>("input:checked")?.focus({ preventScroll: true });
  };
  const replace = (value: number) =>
    change(item, date, value, { label: item.words, entered: words(value) });
  return (
    <div ref={line} role="status" className={css.highest}>
      {lower !== null && state.day !== null ? (
        <>
          <p>{`${recordWords(item, words(state.day), isToday)} ${m.today_therapist_sees()}`}</p>
          <Button onClick={() => settle(() => replace(lower))}>
            {m.today_change({ value: words(lower) })}
          </Button>
          <Button onClick={() => settle(() => keepHighest(item, date))}>
            {m.today_keep({ value: words(state.day) })}
          </Button>
        </>
      ) : null}
    </div>
  );
}

function recordWords(item: CardItem, value: string, isToday: boolean): string {
  if (item.scale.kind === "yes-no") {
    return isToday ? m.today_record({ value }) : m.today_record_other_day({ value });
  }
  return isToday ? m.today_highest({ value }) : m.today_highest_other_day({ value });
}
