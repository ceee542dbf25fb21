import type { NoteField } from "@trellis/domain/card-operation";
import type { CivilDate } from "@trellis/domain/civil-date";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { RatingRow } from "@trellis/ui/rating-row";
import { TextField } from "@trellis/ui/text-field";
import { useId } from "react";
import { type CardState, replacedOf, wordsOf } from "./card-state.ts";
import { dropDraft, typeDraft, write } from "./card-store.ts";
import { Clear } from "./clear-button.tsx";
import { useDraft } from "./use-draft.ts";

/** Greatest length of a note in UTF-16 units; the server refuses more. */
const MOST = 4000;

type DayWordsProps = { card: CardState; date: CivilDate; isToday: boolean; short: boolean };

/** Room for what is worth keeping, and for how it was. All may stay empty; a short day asks for one word at most. */
export function DayWords({ card, date, isToday, short }: DayWordsProps) {
  const isShown = (field: NoteField) =>
    !short || field === "note" || wordsOf(card, field, date) !== "";
  const of = { card, date };
  return (
    <>
      {isShown("worth-keeping") ? (
        <WordsCard
          {...of}
          field="worth-keeping"
          label={isToday ? m.today_worth_keeping() : m.today_worth_keeping_other_day()}
          description={m.today_may_stay_empty()}
        />
      ) : null}
      {isShown("how-hard") ? (
        <HowHard {...of} label={isToday ? m.today_how_hard() : m.today_how_hard_other_day()} />
      ) : null}
      <WordsCard
        {...of}
        field="note"
        label={isToday ? m.today_note() : m.today_note_other_day()}
        description={m.today_note_description()}
      />
    </>
  );
}

type HowHardProps = { card: CardState; date: CivilDate; label: string };

/** The effort that the day took, 0 to 5: nothing else that is recorded says it. */
function HowHard({ card, date, label }: HowHardProps) {
  const titleId = useId();
  const said = wordsOf(card, "how-hard", date);
  const replaced = replacedOf(card, "how-hard", date);
  return (
    <Card
      title={label}
      titleId={titleId}
      note={m.today_may_stay_empty()}
      aside={
        said === "" ? null : (
          <Clear what={label} onClear={() => write("how-hard", date, "", label)} />
        )
      }
    >
      <RatingRow
        labelledBy={titleId}
        min={0}
        max={5}
        value={said === "" ? null : Number(said)}
        onChange={(value) => write("how-hard", date, String(value), label)}
        ends={[m.rating_word_0(), m.rating_end_high()]}
      />
      {typeof replaced === "string" ? <p>{m.today_replaced_value({ value: replaced })}</p> : null}
    </Card>
  );
}

type WordsCardProps = {
  card: CardState;
  date: CivilDate;
  field: "worth-keeping" | "note";
  label: string;
  description: string;
};

function WordsCard({ card, date, field, label, description }: WordsCardProps) {
  const place = `${field} ${date}`;
  const { words, type, flush } = useDraft(wordsOf(card, field, date), (draft) => {
    write(field, date, draft, label);
    dropDraft(place);
  });
  const replaced = replacedOf(card, field, date);
  return (
    <Card>
      <div onBlur={flush}>
        <TextField
          label={label}
          description={description}
          multiline
          maxLength={MOST}
          value={words}
          onChange={(text) => {
            type(text);
            typeDraft({ place, label, text, kind: "typing" });
          }}
        />
      </div>
      {typeof replaced === "string" ? <p>{m.today_replaced_words({ words: replaced })}</p> : null}
    </Card>
  );
}
