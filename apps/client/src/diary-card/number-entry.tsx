import { itemWords, numberWords } from "@trellis/clinical/card-value-words/card-value-words";
import type { Scale } from "@trellis/domain/card-item";
import { m } from "@trellis/messages/messages";
import { NumberField } from "@trellis/ui/number-field";
import { useLanguage } from "#platform/language.ts";
import { change, itemStateOf } from "./card-store.ts";
import type { EntryProps } from "./item-card.tsx";
import { ItemNotes } from "./item-notes.tsx";

type NumberEntryProps = EntryProps & { scale: Extract<Scale, { kind: "number" }> };

/** A number with its unit; an empty field is empty and not 0. */
export function NumberEntry(props: NumberEntryProps) {
  const { item, card, date, scale } = props;
  const locale = useLanguage();
  const { min, max, decimals, unit } = scale;
  const bounds = { min: numberWords(min, locale), max: numberWords(max, locale) };
  const unitSaid = itemWords(item) === item.words;
  return (
    <div data-entry="">
      <NumberField
        label={item.words}
        value={itemStateOf(card, item, date).day}
        onChange={(value) =>
          change(item, date, value, {
            label: item.words,
            entered: value === null ? m.today_cleared() : numberWords(value, locale),
          })
        }
        invalid={
          decimals === 0
            ? m.today_number_whole_invalid(bounds)
            : m.today_number_invalid({
                ...bounds,
                example: numberWords(exampleOf(min, max), locale),
              })
        }
        min={min}
        max={max}
        decimals={decimals}
        unit={unitSaid ? undefined : unit}
        locale={locale}
      />
      <ItemNotes {...props} />
    </div>
  );
}

/** A number of the scale with a decimal, to show how one is written. */
const exampleOf = (min: number, max: number): number =>
  Math.min(max, Math.floor((min + max) / 2) + 0.5);
