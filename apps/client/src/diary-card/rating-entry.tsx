import {
  codeWords,
  numberWords,
  ratingWords,
  valueWords,
} from "@trellis/clinical/card-value-words/card-value-words";
import type { Scale } from "@trellis/domain/card-item";
import { m } from "@trellis/messages/messages";
import { RatingRow } from "@trellis/ui/rating-row";
import { useLanguage } from "#platform/language.ts";
import { itemStateOf } from "./card-state.ts";
import { enter } from "./card-store.ts";
import type { EntryProps } from "./item-card.tsx";
import { ItemNotes } from "./item-notes.tsx";
import { shownValue } from "./shown-value.ts";

type RatingEntryProps = EntryProps & { scale: Extract<Scale, { kind: "rating" }> };

/** How strong: one row of numbers, saved with the tap. */
export function RatingEntry(props: RatingEntryProps) {
  const { item, card, date, titleId, scale } = props;
  const locale = useLanguage();
  return (
    <div data-entry="">
      <RatingRow
        labelledBy={titleId}
        min={scale.min}
        max={scale.max}
        value={shownValue(card, item, itemStateOf(card, item, date))}
        onChange={(value) =>
          enter(item, date, value, { label: item.words, entered: numberWords(value, locale) })
        }
        words={ratingWords(scale)}
        ends={endsOf(scale)}
      />
      <ItemNotes {...props} />
    </div>
  );
}

function endsOf({ min }: { min: number }): [string, string] {
  return min === 0
    ? [m.rating_word_0(), m.rating_end_high()]
    : [m.rating_end_lowest(), m.rating_end_highest()];
}

/** The 0–7 of the common card: numbers that name what became of a skill, without a ramp, because none is more. */
export function ClassicRow(
  props: Pick<EntryProps, "item" | "card" | "date"> & { labelledBy: string },
) {
  const { item, card, date, labelledBy } = props;
  const locale = useLanguage();
  return (
    <RatingRow
      labelledBy={labelledBy}
      min={0}
      max={7}
      kinds
      value={shownValue(card, item, itemStateOf(card, item, date))}
      onChange={(value) =>
        enter(item, date, value, {
          label: item.words,
          entered: valueWords(item.scale, value, locale),
        })
      }
      words={codeWords(item.scale)}
    />
  );
}
