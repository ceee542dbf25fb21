import type { NoteField } from "@trellis/domain/card-operation";
import type { CivilDate } from "@trellis/domain/civil-date";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { RatingRow } from "@trellis/ui/rating-row";
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
      <HowHard paper={paper} day={day} />
      <Words paper={paper} day={day} field="note" label={m.paper_notes_field()} />
    </Card>
  );
}

/** The effort that the day took, 0 to 5. */
function HowHard({ paper, day }: PaperWordsProps) {
  const said = paper.wordsAt("how-hard", day);
  return (
    <div>
      <RatingRow
        label={m.week_matrix_how_hard()}
        min={0}
        max={5}
        value={said === "" ? null : Number(said)}
        onChange={(value) => paper.write("how-hard", day, String(value))}
        ends={[m.rating_word_0(), m.rating_end_high()]}
      />
      {said === "" ? null : (
        <Button
          variant="quiet"
          aria-label={m.today_clear_label({ item: m.week_matrix_how_hard() })}
          onClick={() => paper.write("how-hard", day, "")}
        >
          {m.today_clear()}
        </Button>
      )}
    </div>
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
