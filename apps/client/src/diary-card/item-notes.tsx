import { valueWords } from "@trellis/clinical/card-value-words/card-value-words";
import type { CardItem } from "@trellis/domain/card-item";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { useRef } from "react";
import { useLanguage } from "#platform/language.ts";
import { atEndOfDay, itemStateOf, replacedOf } from "./card-state.ts";
import { change, keepHighest } from "./card-store.ts";
import type { EntryProps } from "./item-card.tsx";
import { lowerBeside } from "./item-state.ts";
import { otherScaleOf } from "./shown-value.ts";
import css from "./item-notes.module.css";

/**
 * What stands under an answered item: after a lower tap of a later sitting the question whether the
 * day's value is to change, what another device had entered, and after a correction what stood there.
 */
export function ItemNotes(props: Omit<EntryProps, "titleId">) {
  const { item, card, date } = props;
  const locale = useLanguage();
  const state = itemStateOf(card, item, date);
  const replaced = replacedOf(card, item.id, date);
  const otherScale = otherScaleOf(card.week, item, state);
  return (
    <>
      {otherScale !== null && state.day !== null ? (
        <small>{m.today_other_scale({ value: valueWords(otherScale, state.day, locale) })}</small>
      ) : null}
      {typeof replaced === "number" ? (
        <small>{m.today_replaced_value({ value: valueWords(item.scale, replaced, locale) })}</small>
      ) : null}
      <Corrected {...props} />
      <Highest {...props} />
    </>
  );
}

/** Within its day a change is typing; after it a correction, which both see in the same words. */
function Corrected({ item, card, date, isToday }: Omit<EntryProps, "titleId">) {
  const locale = useLanguage();
  const before = isToday || card.week === null ? null : atEndOfDay(card.week, item.id, date);
  if (before === null || before === itemStateOf(card, item, date).day) return null;
  return <small>{m.today_corrected({ value: valueWords(item.scale, before, locale) })}</small>;
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
  if (item.scale.kind !== "rating") {
    return isToday ? m.today_record({ value }) : m.today_record_other_day({ value });
  }
  return isToday ? m.today_highest({ value }) : m.today_highest_other_day({ value });
}
