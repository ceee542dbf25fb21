import { ratingWords } from "@trellis/clinical/card-value-words/card-value-words";
import { DAILY_RATING } from "@trellis/domain/card-item";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { CheckRow } from "@trellis/ui/check-row";
import { RatingRow } from "@trellis/ui/rating-row";
import { TextField } from "@trellis/ui/text-field";
import { useOwnHelp } from "#platform/own-help.ts";
import { ScreenHead } from "#platform/screen-head.tsx";
import { CoachingPeople } from "./coaching-people.tsx";
import { type CoachingState, sayCoaching, useCoaching } from "./coaching-state.ts";
import css from "./coaching-screen.module.css";

/** Longest text of a field; it is for reading out. */
const MOST = 300;

/**
 * What to say in a coaching call, and whom to call. Asks nobody for anything, keeps nothing, and is the same
 * whatever was recorded (clinical review §2.15).
 */
export function CoachingScreen() {
  const state = useCoaching();
  const own = useOwnHelp();
  const moves = own?.plan?.plan.rightNow.moves.map(({ words }) => words) ?? [];
  return (
    <>
      <ScreenHead title={m.coaching_title()} backTo="/help" />
      <p>{m.help_nobody_watches()}</p>
      <p>{m.coaching_when()}</p>
      <Card>
        <RatingRow
          label={m.coaching_strength()}
          min={0}
          max={5}
          value={state.strength}
          onChange={(strength) => sayCoaching({ strength })}
          words={ratingWords(DAILY_RATING)}
          ends={[m.rating_word_0(), m.rating_end_high()]}
        />
      </Card>
      <Card>
        {moves.length === 0 ? null : (
          <CheckRow
            label={m.coaching_tried()}
            options={[...new Set(moves)].map((words) => ({ value: words, label: words }))}
            value={state.tried}
            onChange={(tried) => sayCoaching({ tried })}
          />
        )}
        <TextField
          label={moves.length === 0 ? m.coaching_tried() : m.coaching_tried_other()}
          multiline
          maxLength={MOST}
          value={state.triedOther}
          onChange={(triedOther) => sayCoaching({ triedOther })}
        />
        <TextField
          label={m.coaching_want()}
          description={m.coaching_want_hint()}
          multiline
          maxLength={MOST}
          value={state.want}
          onChange={(want) => sayCoaching({ want })}
        />
        <small>{m.coaching_private()}</small>
      </Card>
      <ReadOut state={state} />
      <CoachingPeople own={own} />
      <small>{m.coaching_same_always()}</small>
    </>
  );
}

/** The sentences of the call, large enough to be read with a shaking hand. */
function ReadOut({ state }: { state: CoachingState }) {
  const { strength, tried, triedOther, want } = state;
  const all = [...tried, triedOther.trim()].filter((words) => words !== "");
  const sentences = [
    strength === null ? "" : m.coaching_say_strength({ value: String(strength) }),
    all.length === 0 ? "" : m.coaching_say_tried({ words: all.join("; ") }),
    want.trim() === "" ? "" : m.coaching_say_want({ words: want.trim() }),
  ].filter((sentence) => sentence !== "");
  if (sentences.length === 0) return null;
  return (
    <Card title={m.coaching_read_out()}>
      {sentences.map((sentence) => (
        <p key={sentence} className={css.sentence}>
          {sentence}
        </p>
      ))}
    </Card>
  );
}
