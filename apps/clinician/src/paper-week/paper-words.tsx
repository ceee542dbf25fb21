import type { NoteField } from "@trellis/domain/card-operation";
import type { CivilDate } from "@trellis/domain/civil-date";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { TextField } from "@trellis/ui/text-field";
import { useEffect, useRef, useState } from "react";
import { dayText } from "#platform/day-words.ts";
import type { PaperWeek } from "./use-paper-week.ts";

type PaperWordsProps = { paper: PaperWeek; day: CivilDate };

/** The words on the card, of the day whose boxes are being filled. */
export function PaperWords({ paper, day }: PaperWordsProps) {
  return (
    <Card title={m.paper_notes_title({ day: dayText(day) })}>
      <Words paper={paper} day={day} field="worth-keeping" label={m.paper_notes_keep()} />
      <Words paper={paper} day={day} field="note" label={m.paper_notes_field()} />
    </Card>
  );
}

type WordsProps = PaperWordsProps & { field: NoteField; label: string };

function Words({ paper, day, field, label }: WordsProps) {
  const [text, setText] = useState(() => paper.wordsAt(field, day));
  const keep = () => paper.write(field, day, text);
  const latest = useRef(keep);
  useEffect(() => {
    latest.current = keep;
  });
  // Another day's words come in their place; what was written goes out before.
  useEffect(() => () => latest.current(), []);
  return (
    <TextField
      label={label}
      value={text}
      onChange={setText}
      onBlur={keep}
      multiline
      maxLength={4000}
    />
  );
}
