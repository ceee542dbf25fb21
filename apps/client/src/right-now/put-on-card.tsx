import type { CardItem } from "@trellis/domain/card-item";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { ChoiceRow } from "@trellis/ui/choice-row";
import { LinkButton } from "@trellis/ui/link-button";
import { Link } from "wouter";
import { coverOf, useCovered } from "#platform/cover-words.ts";
import { useToday } from "#platform/diary-day.ts";
import { useSigned } from "#platform/signed-in.ts";
import { stateOf } from "#platform/unsent-queue.ts";
import { submit, useUnsent } from "#platform/unsent.ts";
import { markOnCard, type RightNowState, sayUrge } from "./right-now-state.ts";

type PutOnCardProps = {
  state: RightNowState;
  before: number;
  after: number;
  urges: readonly CardItem[];
};

const ANOTHER = "another";
/** The contract takes no more. */
const MOST_MOVES = 12;

/** The one thing on this screen that writes: an urge that was ridden out, with before and after. */
export function PutOnCard({ state, before, after, urges }: PutOnCardProps) {
  const signed = useSigned();
  const today = useToday();
  const covered = useCovered();
  const numbers = { before: String(before), after: String(after) };
  if (state.isOnCard) return <OnCard />;
  if (signed.state !== "in") {
    return (
      <Card title={m.right_now_put_title()}>
        <p>{m.right_now_put_sign_in()}</p>
        <Link href="/" asChild>
          <LinkButton>{m.nav_sign_in()}</LinkButton>
        </Link>
      </Card>
    );
  }
  const chosen = urges.find(({ id }) => id === state.urge);
  const put = () => {
    const words = chosen === undefined ? m.right_now_ridden_out() : coverOf(chosen, covered).words;
    submit(
      signed.clientId,
      {
        kind: "ride-out",
        date: today,
        item: chosen?.id ?? null,
        version: chosen?.version ?? null,
        before,
        after,
        moves: state.tried.slice(0, MOST_MOVES),
      },
      words,
      m.right_now_ridden_entered(numbers),
    );
    markOnCard();
  };
  return (
    <Card title={m.right_now_put_title()} note={m.right_now_put_note(numbers)}>
      {urges.length === 0 ? null : (
        <ChoiceRow
          label={m.right_now_put_which()}
          options={[
            ...urges.map((item) => ({ value: item.id, label: coverOf(item, covered).words })),
            { value: ANOTHER, label: m.right_now_put_another() },
          ]}
          value={state.urge}
          onChange={sayUrge}
        />
      )}
      <Button variant="primary" wide onClick={put}>
        {m.right_now_put()}
      </Button>
    </Card>
  );
}

/** Says that it is on the card once it is, and until then that it is on its way or waits in this page alone. */
function OnCard() {
  const signed = useSigned();
  const unsent = useUnsent(signed.state === "out" ? "" : signed.clientId);
  const words = {
    sent: m.right_now_put_done,
    sending: m.today_sending,
    "not-sent": () => m.today_done_unsent({ count: unsent.length }),
  };
  return (
    <Card>
      <p role="status">{words[stateOf(unsent)]()}</p>
      <Link href="/" asChild>
        <LinkButton>{m.right_now_to_today()}</LinkButton>
      </Link>
    </Card>
  );
}
