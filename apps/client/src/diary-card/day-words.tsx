import type { NoteField } from "@trellis/domain/card-operation";
import type { CivilDate } from "@trellis/domain/civil-date";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { TextField } from "@trellis/ui/text-field";
import { useEffect, useRef, useState } from "react";
import { type CardState, dropDraft, replacedOf, typeDraft, wordsOf, write } from "./card-store.ts";

/** Greatest length of a note in UTF-16 units; the server refuses more. */
const MOST = 4000;
/** After this pause in typing the words are sent. */
const PAUSE = 1500;

type DayWordsProps = { card: CardState; date: CivilDate; isToday: boolean };

/** Room for what is worth keeping, and for how it was. Both may stay empty. */
export function DayWords({ card, date, isToday }: DayWordsProps) {
  return (
    <>
      <WordsCard
        card={card}
        date={date}
        field="worth-keeping"
        label={isToday ? m.today_worth_keeping() : m.today_worth_keeping_other_day()}
        description={m.today_may_stay_empty()}
      />
      <WordsCard
        card={card}
        date={date}
        field="note"
        label={isToday ? m.today_note() : m.today_note_other_day()}
        description={m.today_note_description()}
      />
    </>
  );
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

/**
 * Words that are being typed. They are handed on after a pause, on leaving the field, and when the app
 * goes out of sight, so that none are left behind.
 */
function useDraft(stored: string, hand: (draft: string) => void) {
  const [draft, setDraft] = useState<string | null>(null);
  const latest = useRef<() => void>(() => undefined);
  useEffect(() => {
    latest.current = () => {
      if (draft === null) return;
      // A lone surrogate cannot be stored; typing can leave one behind for a moment.
      hand(draft.toWellFormed());
      setDraft(null);
    };
  });
  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => latest.current(), PAUSE);
    return () => clearTimeout(timer);
  }, [draft]);
  useEffect(() => {
    const flush = () => latest.current();
    const events = ["pagehide", "beforeunload"];
    for (const event of events) addEventListener(event, flush);
    document.addEventListener("visibilitychange", flush);
    return () => {
      for (const event of events) removeEventListener(event, flush);
      document.removeEventListener("visibilitychange", flush);
      flush();
    };
  }, []);
  return { words: draft ?? stored, type: setDraft, flush: () => latest.current() };
}
