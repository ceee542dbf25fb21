import { dialled } from "@trellis/domain/crisis-line";
import { PLAN_PARTS, type PlanLine, type SafetyPlanVersion } from "@trellis/domain/safety-plan";
import { m } from "@trellis/messages/messages";
import { getLocale } from "@trellis/messages/runtime";
import { LinkButton } from "@trellis/ui/link-button";
import { useId } from "react";
import { dayWords } from "../civil-date-words/civil-date-words.tsx";
import {
  moveStrengthWords,
  planHandWords,
  planPartWords,
} from "../safety-plan-words/safety-plan-words.tsx";
import { planDensity } from "./plan-draft.tsx";
import css from "./safety-plan-view.module.css";

type SafetyPlanViewProps = {
  version: SafetyPlanVersion;
  /** Words for the day of an instant, in the reader's zone. */
  day: (instant: string) => string;
  /** The emergency number; it stands at the foot of the sheet on paper. */
  emergency: string;
  /** Level of the headings of the parts; 2 unless said otherwise. */
  level?: 2 | 3;
};

/**
 * One version of a safety plan, to be read in its order and called from. On paper it is one sheet, A4 or
 * Letter, with both names and the emergency number. Parts in which nothing stands are left out.
 */
export function SafetyPlanView({ version, day, emergency, level = 2 }: SafetyPlanViewProps) {
  const { plan } = version;
  const hands = planHandWords(version, day);
  return (
    <div className={css.plan} data-density={planDensity(plan)}>
      {version.lost === true ? <p>{m.safety_plan_lost()}</p> : null}
      <ol className={css.parts}>
        {PLAN_PARTS.filter((part) => plan[part].length > 0).map((part) => (
          <Part key={part} title={planPartWords(part)} lines={plan[part]} level={level} />
        ))}
      </ol>
      <RightNowPart version={version} level={level} />
      <div className={css.foot}>
        {plan.reviewOn === null ? null : (
          <small>
            {m.safety_plan_review_on({ day: dayWords(plan.reviewOn, getLocale(), { year: true }) })}
          </small>
        )}
        <small>{hands.written}</small>
        <small>{hands.agreed}</small>
        <small className={css.paper}>{m.safety_plan_emergency({ number: emergency })}</small>
        <small className={css.paper}>{m.help_nobody_watches()}</small>
        <small>{m.safety_plan_source()}</small>
      </div>
    </div>
  );
}

type PartProps = { title: string; lines: readonly PlanLine[]; level: 2 | 3 };

function Part({ title, lines, level }: PartProps) {
  const Heading = level === 2 ? "h2" : "h3";
  const id = useId();
  return (
    <li className={css.part}>
      <Heading id={id} className={css.title}>
        {title}
      </Heading>
      <ul className={css.lines} aria-labelledby={id}>
        {lines.map(({ words, phone }, at) => (
          <li key={String(at)} className={css.line}>
            <span>{words}</span>
            {phone === null ? null : (
              <LinkButton href={`tel:${dialled(phone)}`}>
                {m.help_call({ number: phone })}
              </LinkButton>
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}

function RightNowPart({ version, level }: { version: SafetyPlanVersion; level: 2 | 3 }) {
  const { moves, reason, line } = version.plan.rightNow;
  const Heading = level === 2 ? "h2" : "h3";
  const id = useId();
  if (moves.length === 0 && reason === "" && line === "") return null;
  return (
    <section className={css.part} aria-labelledby={id}>
      <Heading id={id} className={css.title}>
        {m.safety_plan_right_now()}
      </Heading>
      <ul className={css.lines}>
        {moves.map(({ words, least }, at) => (
          <li key={String(at)} className={css.line}>
            <span>
              {words} <small>{moveStrengthWords(least)}</small>
            </span>
          </li>
        ))}
      </ul>
      <dl className={css.own}>
        <Own title={m.safety_plan_reason()} words={reason} />
        <Own title={m.safety_plan_line()} words={line} />
      </dl>
    </section>
  );
}

function Own({ title, words }: { title: string; words: string }) {
  if (words === "") return null;
  return (
    <div>
      <dt>
        <small>{title}</small>
      </dt>
      <dd className={css.words}>{words}</dd>
    </div>
  );
}
