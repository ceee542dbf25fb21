import { itemWords, numberWords } from "@trellis/clinical/card-value-words/card-value-words";
import type { CardItem, Scale } from "@trellis/domain/card-item";
import type { CivilDate } from "@trellis/domain/civil-date";
import { m } from "@trellis/messages/messages";
import { NumberField } from "@trellis/ui/number-field";
import { useLanguage } from "#platform/language.ts";
import { useWaiting } from "#platform/waiting.ts";
import { itemStateOf } from "./card-state.ts";
import { change, dropDraft, typeDraft } from "./card-store.ts";
import type { EntryProps } from "./item-card.tsx";
import { ItemNotes } from "./item-notes.tsx";
import { shownValue } from "./shown-value.ts";

type NumberEntryProps = EntryProps & { scale: Extract<Scale, { kind: "number" }> };

/** A number with its unit; an empty field is empty and not 0. What was typed and not kept stays in it. */
export function NumberEntry(props: NumberEntryProps) {
  const { item, card, date, scale } = props;
  const locale = useLanguage();
  const { min, max, decimals, unit, quarters } = scale;
  const place = `${item.id} ${date}`;
  const draft = useWaiting().drafts.find(
    (each) => each.place === place && each.kind === "not-kept",
  );
  const refused = useRefused(item, date);
  const day = shownValue(card, item, itemStateOf(card, item, date));
  const unitSaid = itemWords(item) === item.words;
  const words = wrongWords(scale, locale);
  return (
    <div data-entry="" data-place={place}>
      <NumberField
        label={item.words}
        value={day}
        onChange={(value) =>
          change(item, date, value, {
            label: item.words,
            entered: value === null ? m.today_cleared() : numberWords(value, locale),
          })
        }
        draft={draft?.text}
        onDraft={(text, typing) => {
          if (text === null) dropDraft(place);
          else typeDraft({ place, label: item.words, text, kind: typing ? "typing" : "not-kept" });
        }}
        invalid={`${words.range} ${notKept(day, locale)}`}
        invalidPlaces={`${words.places} ${notKept(day, locale)}`}
        error={refused === undefined ? undefined : notKept(refused, locale)}
        min={min}
        max={max}
        decimals={decimals}
        step={quarters === true ? 0.25 : undefined}
        unit={unitSaid ? undefined : unit}
        locale={locale}
      />
      <ItemNotes {...props} />
    </div>
  );
}

/** The value that the record kept when the server refused another; undefined when it refused none. */
function useRefused(item: CardItem, date: CivilDate): number | null | undefined {
  const last = useWaiting().unsent.findLast(
    ({ operation }) =>
      operation.kind === "set" && operation.item === item.id && operation.date === date,
  );
  return last?.state === "refused" && last.operation.kind === "set"
    ? last.operation.seen
    : undefined;
}

const notKept = (value: number | null, locale: string): string =>
  value === null
    ? m.today_number_not_kept_empty()
    : m.today_number_not_kept({ value: numberWords(value, locale) });

/** What would be right, for a number out of range and for one with other decimals than the scale has. */
function wrongWords({ min, max, decimals, quarters }: NumberEntryProps["scale"], locale: string) {
  const bounds = { min: numberWords(min, locale), max: numberWords(max, locale) };
  if (decimals === 0) {
    const whole = m.today_number_whole_invalid(bounds);
    return { range: whole, places: whole };
  }
  const example = numberWords(exampleOf(min, max, quarters === true ? 0.25 : 0.5), locale);
  const places =
    quarters === true
      ? m.today_number_quarters
      : decimals === 1
        ? m.today_number_one_place
        : m.today_number_two_places;
  return { range: m.today_number_invalid({ ...bounds, example }), places: places({ example }) };
}

/** A number of the scale with a decimal, to show how one is written. */
const exampleOf = (min: number, max: number, part: number): number =>
  Math.min(max, Math.floor((min + max) / 2) + part);
