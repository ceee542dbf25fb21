import { ratingWords } from "@trellis/clinical/card-value-words/card-value-words";
import { type CardItem, DAILY_RATING } from "@trellis/domain/card-item";
import type { RightNow, SafetyPlan } from "@trellis/domain/safety-plan";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { RatingRow } from "@trellis/ui/rating-row";
import { useEffect } from "react";
import { Link } from "wouter";
import { useCountryHelp } from "#platform/country.ts";
import { useOwnHelp } from "#platform/own-help.ts";
import { PhoneSentence } from "#platform/phone-link.tsx";
import { ScreenHead } from "#platform/screen-head.tsx";
import { MoveList } from "./move-list.tsx";
import { PutOnCard } from "./put-on-card.tsx";
import { QuietMinutes } from "./quiet-minutes.tsx";
import {
  beginAgain,
  beginQuiet,
  leaveWhatIsOver,
  type RightNowState,
  sayAfter,
  sayBefore,
  useRightNow,
} from "./right-now-state.ts";
import css from "./right-now-screen.module.css";

type RightNowScreenProps = {
  /** The urges that the card asks about, as far as this phone has them; none of what was entered for them. */
  urges: readonly CardItem[];
};

/**
 * For the minutes of an urge: how strong, what has helped, ten quiet minutes, and how strong then. Asks nobody
 * for anything and is the same whatever was recorded; only *put it on my card* writes.
 */
export function RightNowScreen({ urges }: RightNowScreenProps) {
  const state = useRightNow();
  const plan = useOwnHelp()?.plan?.plan ?? null;
  const { before, quiet, waited, isOnCard } = state;
  const isOver = waited || isOnCard;
  useEffect(leaveWhatIsOver, []);
  return (
    <>
      <ScreenHead
        key={quiet === null ? String(waited) : "quiet"}
        title={m.right_now_title()}
        backTo="/help"
      />
      {before === null ? <p>{m.right_now_private()}</p> : null}
      {quiet === null && !isOver ? (
        <Strength label={m.right_now_strength()} value={before} onChange={sayBefore} />
      ) : null}
      {before === null || (quiet === null && isOver) ? null : (
        <p className={css.at}>{m.right_now_at({ value: String(before) })}</p>
      )}
      {before === null ? null : quiet === null ? (
        <Steps state={state} before={before} plan={plan} urges={urges} />
      ) : (
        <QuietMinutes quiet={quiet}>
          <OwnWords rightNow={plan?.rightNow ?? null} />
        </QuietMinutes>
      )}
      <BodyLine />
    </>
  );
}

type StepsProps = {
  state: RightNowState;
  before: number;
  plan: SafetyPlan | null;
} & RightNowScreenProps;

/** After the minutes *and now?* stands first, where the first question stood, so that no tap goes to the wrong one. */
function Steps({ state, before, plan, urges }: StepsProps) {
  const { after, waited, isOnCard } = state;
  const now = (
    <>
      {isOnCard ? null : <Strength label={m.right_now_after()} value={after} onChange={sayAfter} />}
      {after === null ? null : <Next state={state} before={before} after={after} urges={urges} />}
    </>
  );
  return (
    <>
      {waited ? now : null}
      <MoveList plan={plan} strength={before} tried={state.tried} />
      <OwnWordsCard rightNow={plan?.rightNow ?? null} />
      {after === null ? (
        <Card title={m.right_now_quiet_title()} note={m.right_now_quiet_note()}>
          <Button variant={waited ? "plain" : "primary"} wide onClick={() => beginQuiet(before)}>
            {waited ? m.right_now_quiet_again() : m.right_now_quiet_start()}
          </Button>
        </Card>
      ) : null}
      {waited ? null : now}
    </>
  );
}

type StrengthProps = {
  label: string;
  value: number | null;
  onChange: (value: number) => void;
};

function Strength({ label, value, onChange }: StrengthProps) {
  return (
    <Card>
      <RatingRow
        label={label}
        min={0}
        max={5}
        value={value}
        onChange={onChange}
        words={ratingWords(DAILY_RATING)}
        ends={[m.rating_word_0(), m.rating_end_high()]}
      />
    </Card>
  );
}

function OwnWordsCard({ rightNow }: { rightNow: RightNow | null }) {
  if (rightNow === null || (rightNow.reason === "" && rightNow.line === "")) return null;
  return (
    <Card>
      <OwnWords rightNow={rightNow} />
    </Card>
  );
}

/** The reason, and the line that the two wrote together. */
function OwnWords({ rightNow }: { rightNow: RightNow | null }) {
  if (rightNow === null) return null;
  const { reason, line } = rightNow;
  return (
    <dl className={css.own}>
      {reason === "" ? null : (
        <div>
          <dt>{m.right_now_reason()}</dt>
          <dd>{reason}</dd>
        </div>
      )}
      {line === "" ? null : (
        <div>
          <dt>{m.right_now_line()}</dt>
          <dd>{line}</dd>
        </div>
      )}
    </dl>
  );
}

type NextProps = { state: RightNowState; before: number; after: number } & RightNowScreenProps;

/** The same ways on, whichever number was said. */
function Next({ state, before, after, urges }: NextProps) {
  const numbers = { before: String(before), after: String(after) };
  return (
    <>
      <Card title={m.right_now_next_title()}>
        <p>{m.right_now_then(numbers)}</p>
        <p>{m.right_now_next_note()}</p>
        <div className={css.ways}>
          {state.isOnCard ? null : (
            <Button onClick={() => beginQuiet(before)}>{m.right_now_quiet_again()}</Button>
          )}
          <Link className={css.way} href="/coaching">
            {m.right_now_call()}
          </Link>
          <Link className={css.way} href="/help">
            {m.right_now_help()}
          </Link>
        </div>
      </Card>
      <PutOnCard state={state} before={before} after={after} urges={urges} />
      <Button variant="quiet" onClick={beginAgain}>
        {m.right_now_again()}
      </Button>
    </>
  );
}

/** What to do for the body and that nobody watches, always there and always in the same words. */
function BodyLine() {
  const [emergency] = useCountryHelp().emergency;
  return (
    <p className={css.body}>
      <PhoneSentence sentence={m.medical_line_call} phone={emergency.phone} />{" "}
      {m.help_nobody_watches()}
    </p>
  );
}
