import type { SafetyPlan } from "@trellis/domain/safety-plan";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { CheckRow } from "@trellis/ui/check-row";
import { useOwnHelp } from "#platform/own-help.ts";
import { ownMoves } from "./own-moves.ts";
import { sayTried } from "./right-now-state.ts";

type MoveListProps = { plan: SafetyPlan | null; strength: number; tried: readonly string[] };

/** The person's own moves for this strength, to be ticked as they are tried. */
export function MoveList({ plan, strength, tried }: MoveListProps) {
  const isHere = useOwnHelp() !== null;
  const { from, moves } = ownMoves(plan, strength);
  if (from === "none") {
    return (
      <Card title={m.right_now_moves_title()}>
        <p>{isHere ? m.right_now_moves_none() : m.right_now_moves_not_here()}</p>
      </Card>
    );
  }
  const note = from === "strength" ? m.right_now_moves_note() : m.right_now_moves_other_note();
  return (
    <Card title={m.right_now_moves_title()}>
      <CheckRow
        label={note}
        options={moves.map((words) => ({ value: words, label: words }))}
        value={moves.filter((words) => tried.includes(words))}
        onChange={(chosen) =>
          sayTried([...tried.filter((each) => !moves.includes(each)), ...chosen])
        }
      />
    </Card>
  );
}
