import type { RightNow } from "@trellis/domain/safety-plan";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { SelectField } from "@trellis/ui/select-field";
import { TextField } from "@trellis/ui/text-field";
import { moveStrengthWords } from "../safety-plan-words/safety-plan-words.tsx";
import css from "./plan-fields.module.css";

type RightNowFieldsProps = { rightNow: RightNow; onChange: (rightNow: RightNow) => void };
type Move = RightNow["moves"][number];

const MOST_MOVES = 12;
const NO_MOVE: Move = { words: "", least: 0 };
const STRENGTHS = [0, 1, 2, 3, 4, 5] as const;

/** What the page for the minutes of an urge shows: moves that have helped, the reason, and the line of the two. */
export function RightNowFields({ rightNow, onChange }: RightNowFieldsProps) {
  const { moves, reason, line } = rightNow;
  const shown = moves.length < MOST_MOVES ? [...moves, NO_MOVE] : moves;
  const put = (at: number, move: Move) =>
    onChange({
      ...rightNow,
      moves: shown
        .with(at, move)
        .filter(({ words }, place, all) => place < all.length - 1 || words !== ""),
    });
  return (
    <Card title={m.safety_plan_right_now()} note={m.safety_plan_right_now_hint()}>
      {shown.map((move, at) => (
        <div key={String(at)} className={css.line} data-calls="">
          <TextField
            label={m.safety_plan_move({ number: String(at + 1) })}
            multiline
            value={move.words}
            maxLength={160}
            onChange={(words) => put(at, { ...move, words })}
          />
          {move.words === "" ? null : (
            <SelectField
              label={m.safety_plan_move_least()}
              options={STRENGTHS.map((each) => ({
                value: String(each),
                label: moveStrengthWords(each),
              }))}
              value={String(move.least)}
              onChange={(least) => put(at, { ...move, least: Number(least) })}
            />
          )}
        </div>
      ))}
      <TextField
        label={m.safety_plan_reason()}
        description={m.safety_plan_reason_hint()}
        multiline
        maxLength={300}
        value={reason}
        onChange={(words) => onChange({ ...rightNow, reason: words })}
      />
      <TextField
        label={m.safety_plan_line()}
        description={m.safety_plan_line_hint()}
        multiline
        maxLength={300}
        value={line}
        onChange={(words) => onChange({ ...rightNow, line: words })}
      />
    </Card>
  );
}
