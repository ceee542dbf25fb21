import { m } from "@trellis/messages/messages";
import { itemStateOf } from "./card-state.ts";
import { change } from "./card-store.ts";
import type { EntryProps } from "./item-card.tsx";
import css from "./clear-button.module.css";

/** Takes a value away again, so that the item is as empty as before the first tap. */
export function ClearButton({ item, card, date }: Pick<EntryProps, "item" | "card" | "date">) {
  if (itemStateOf(card, item, date).day === null) return null;
  return (
    <button
      className={css.clear}
      type="button"
      data-print="no"
      aria-label={m.today_clear_label({ item: item.words })}
      onClick={(event) => {
        // The button goes with the value, so the focus moves on to the row it stood beside.
        const row = event.currentTarget.closest("[data-entry], section");
        change(item, date, null, { label: item.words, entered: m.today_cleared() });
        row?.querySelector("input")?.focus({ preventScroll: true });
      }}
    >
      {m.today_clear()}
    </button>
  );
}
