import { codeWords } from "@trellis/clinical/card-value-words/card-value-words";
import { asTitle } from "@trellis/clinical/civil-date-words/civil-date-words";
import { type CardItem, codesOf } from "@trellis/domain/card-item";
import { m } from "@trellis/messages/messages";
import { ChoiceRow } from "@trellis/ui/choice-row";
import { useLanguage } from "#platform/language.ts";
import { itemStateOf } from "./card-state.ts";
import { enter } from "./card-store.ts";
import type { EntryProps } from "./item-card.tsx";
import { ItemNotes } from "./item-notes.tsx";
import { shownValue } from "./shown-value.ts";

/** One of a few words, none of which is chosen before a tap. */
export function ChoiceEntry(props: EntryProps) {
  return (
    <div data-entry="">
      <CodeRow {...props} labelledBy={props.titleId} />
      <ItemNotes {...props} />
    </div>
  );
}

/** The words of a scale; `labelledBy` names the group. */
export function CodeRow(
  props: Pick<EntryProps, "item" | "card" | "date"> & { labelledBy: string },
) {
  const { item, card, date, labelledBy } = props;
  const locale = useLanguage();
  const words = codeWords(item.scale);
  const value = shownValue(card, item, itemStateOf(card, item, date));
  const options = (codesOf(item.scale) ?? []).map((code) => ({
    value: String(code),
    label: optionWords(item, code, words[code] ?? String(code), locale),
  }));
  return (
    <ChoiceRow
      labelledBy={labelledBy}
      stacked={item.scale.kind === "attempt"}
      options={options}
      value={value === null ? null : String(value)}
      onChange={(chosen) => {
        const code = Number(chosen);
        const option = options.find((each) => each.value === chosen);
        enter(item, date, code, { label: item.words, entered: option?.label ?? chosen });
      }}
    />
  );
}

function optionWords(item: CardItem, code: number, words: string, locale: string): string {
  // A cover over the question alone would leave the answers in plain sight.
  if (item.scale.kind === "attempt" && item.words === item.coverWords && code > 0)
    return code === 1 ? m.today_attempt_covered_1() : m.today_attempt_covered_2();
  if (item.aspect === "check" && code === 1) return m.today_check_yes();
  if (item.scale.kind === "yes-no") return code === 1 ? m.answer_yes() : m.answer_no();
  return item.scale.kind === "skill-use" ? words : asTitle(words, locale);
}
