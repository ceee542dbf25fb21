import { numberWords, ratingWords } from "@trellis/clinical/card-value-words/card-value-words";
import type { Scale } from "@trellis/domain/card-item";
import { m } from "@trellis/messages/messages";
import { RatingRow } from "@trellis/ui/rating-row";
import { useLanguage } from "#platform/language.ts";
import { itemStateOf, rate } from "./card-store.ts";
import type { EntryProps } from "./item-card.tsx";
import { ItemNotes } from "./item-notes.tsx";

type RatingEntryProps = EntryProps & { scale: Extract<Scale, { kind: "rating" }> };

/** How strong: one row of numbers, saved with the tap. */
export function RatingEntry(props: RatingEntryProps) {
  const { item, card, date, titleId, scale } = props;
  const locale = useLanguage();
  const words = ratingWords(scale);
  const enter = (value: number) =>
    rate(item, date, value, { label: item.words, entered: numberWords(value, locale) });
  return (
    <div data-entry="">
      <RatingRow
        labelledBy={titleId}
        min={scale.min}
        max={scale.max}
        value={itemStateOf(card, item, date).day}
        onChange={enter}
        words={words}
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
