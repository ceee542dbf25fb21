import { m } from "@trellis/messages/messages";
import { itemStateOf } from "./card-state.ts";
import { change } from "./card-store.ts";
import type { EntryProps } from "./item-card.tsx";
import css from "./clear-button.module.css";

type ClearProps = {
  /** What is taken away, as "How hard was today?". */
  what: string;
  onClear: () => void;
};

/** Takes a value away again, so that it is as empty as before the first tap. */
export function Clear({ what, onClear }: ClearProps) {
  return (
    <button
      className={css.clear}
      type="button"
      data-print="no"
      aria-label={m.today_clear_label({ item: what })}
      onClick={(event) => {
        // The button goes with the value, so the focus moves on to the row it stood beside.
        const row = event.currentTarget.closest("[data-entry], section");
        onClear();
        row?.querySelector("input")?.focus({ preventScroll: true });
      }}
    >
      {m.today_clear()}
    </button>
  );
}

export function ClearButton({ item, card, date }: Pick<EntryProps, "item" | "card" | "date">) {
  if (itemStateOf(card, item, date).day === null) return null;
  const clear = () => change(item, date, null, { label: item.words, entered: m.today_cleared() });
  return <Clear what={item.words} onClear={clear} />;
}
