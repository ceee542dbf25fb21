import type { NoteField } from "@trellis/domain/card-operation";
import type { CivilDate } from "@trellis/domain/civil-date";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { TextField } from "@trellis/ui/text-field";
import { type CardState, replacedOf, wordsOf } from "./card-state.ts";
import { dropDraft, typeDraft, write } from "./card-store.ts";
import { useDraft } from "./use-draft.ts";

/** Greatest length of a note in UTF-16 units; the server refuses more. */
const MOST = 4000;

type DayWordsProps = { card: CardState; date: CivilDate; isToday: boolean; short: boolean };

/** Room for what is worth keeping, and for how it was. All may stay empty; a short day asks for one word at most. */
export function DayWords({ card, date, isToday, short }: DayWordsProps) {
  const fields = [
    {
      field: "worth-keeping",
      label: isToday ? m.today_worth_keeping() : m.today_worth_keeping_other_day(),
      description: m.today_may_stay_empty(),
    },
    {
      field: "how-hard",
      label: isToday ? m.today_how_hard() : m.today_how_hard_other_day(),
      description: m.today_may_stay_empty(),
    },
    {
      field: "note",
      label: isToday ? m.today_note() : m.today_note_other_day(),
      description: m.today_note_description(),
    },
  ] as const;
  return fields
    .filter(({ field }) => !short || field === "how-hard" || wordsOf(card, field, date) !== "")
    .map((each) => <WordsCard key={each.field} card={card} date={date} {...each} />);
}

type WordsCardProps = {
  card: CardState;
  date: CivilDate;
  field: NoteField;
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
