import { m } from "@trellis/messages/messages";
import { ChoiceRow } from "@trellis/ui/choice-row";
import { itemStateOf, rate } from "./card-store.ts";
import type { EntryProps } from "./item-card.tsx";
import { ItemNotes } from "./item-notes.tsx";

/** Yes or no: two taps that start unset. */
export function YesNoEntry(props: EntryProps) {
  const { item, titleId } = props;
  return (
    <div data-entry="">
      <YesNoRow {...props} labelledBy={titleId} label={item.words} />
      <ItemNotes {...props} />
    </div>
  );
}

/** The two words; `labelledBy` names the group and `label` the entry in the list of what is not sent. */
export function YesNoRow({
  item,
  card,
  date,
  labelledBy,
  label,
}: Pick<EntryProps, "item" | "card" | "date"> & { labelledBy: string; label: string }) {
  const value = itemStateOf(card, item, date).day;
  return (
    <ChoiceRow
      labelledBy={labelledBy}
      options={[
        { value: "no", label: m.answer_no() },
        { value: "yes", label: m.answer_yes() },
      ]}
      value={value === null ? null : value > 0 ? "yes" : "no"}
      onChange={(chosen) =>
        rate(item, date, chosen === "yes" ? 1 : 0, {
          label,
          entered: chosen === "yes" ? m.yes() : m.no(),
        })
      }
    />
  );
}
