import { isCivilDate } from "@trellis/domain/civil-date";
import {
  MOST_PLAN_LINES,
  PLAN_PARTS,
  type PlanLine,
  type PlanPart,
  type SafetyPlan,
} from "@trellis/domain/safety-plan";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { DateField } from "@trellis/ui/date-field";
import { TextField } from "@trellis/ui/text-field";
import { planPartHint, planPartWords } from "../safety-plan-words/safety-plan-words.tsx";
import type { PlanFault } from "./plan-draft.tsx";
import { RightNowFields } from "./right-now-fields.tsx";
import css from "./plan-fields.module.css";

type PlanFieldsProps = {
  draft: SafetyPlan;
  onChange: (draft: SafetyPlan) => void;
  /** What was found when it was to be stored. */
  faults: readonly PlanFault[];
};

/** Greatest length of a line; the contract refuses more. */
const MOST = 160;
const NO_LINE: PlanLine = { words: "", phone: null };

/**
 * The plan in its own order, to be written by the client or by both together. Under the lines of a part
 * there is always an empty one; what stays empty is left out, so that nothing has to be taken away.
 */
export function PlanFields({ draft, onChange, faults }: PlanFieldsProps) {
  return (
    <>
      <p>{m.safety_plan_empty_left_out()}</p>
      {PLAN_PARTS.map((part) => (
        <PartFields
          key={part}
          part={part}
          lines={draft[part]}
          faults={faults.filter((fault) => fault.part === part)}
          onChange={(lines) => onChange({ ...draft, [part]: lines })}
        />
      ))}
      <RightNowFields
        rightNow={draft.rightNow}
        onChange={(rightNow) => onChange({ ...draft, rightNow })}
      />
      <Card>
        <DateField
          label={m.safety_plan_review()}
          description={m.safety_plan_review_hint()}
          value={draft.reviewOn ?? ""}
          onChange={(day) => onChange({ ...draft, reviewOn: isCivilDate(day) ? day : null })}
        />
      </Card>
    </>
  );
}

type PartFieldsProps = {
  part: PlanPart;
  lines: readonly PlanLine[];
  faults: readonly PlanFault[];
  onChange: (lines: PlanLine[]) => void;
};

function PartFields({ part, lines, faults, onChange }: PartFieldsProps) {
  const calls = part === "people" || part === "professionals";
  const shown = lines.length < MOST_PLAN_LINES ? [...lines, NO_LINE] : lines;
  const put = (at: number, line: PlanLine) => onChange(shown.with(at, line).filter(isNotLastEmpty));
  return (
    <Card title={planPartWords(part)} note={planPartHint(part)}>
      {shown.map((line, at) => (
        <LineFields
          key={String(at)}
          number={at + 1}
          line={line}
          calls={calls || line.phone !== null}
          fault={faults.find((fault) => fault.at === at)?.what ?? null}
          onChange={(changed) => put(at, changed)}
          onUp={at === 0 || at >= lines.length ? null : () => onChange(movedUp(lines, at))}
        />
      ))}
    </Card>
  );
}

/** The empty line at the end is no line of the plan until something stands in it. */
const isNotLastEmpty = ({ words, phone }: PlanLine, at: number, all: readonly PlanLine[]) =>
  at < all.length - 1 || words !== "" || phone !== null;

function movedUp<Line>(lines: readonly Line[], at: number): Line[] {
  const moved = [...lines];
  moved.splice(at - 1, 0, ...moved.splice(at, 1));
  return moved;
}

type LineFieldsProps = {
  number: number;
  line: PlanLine;
  /** Whether somebody can be called here. */
  calls: boolean;
  fault: PlanFault["what"] | null;
  onChange: (line: PlanLine) => void;
  /** Null for the first line and for the empty one. */
  onUp: (() => void) | null;
};

function LineFields({ number, line, calls, fault, onChange, onUp }: LineFieldsProps) {
  const words = m.safety_plan_words({ number: String(number) });
  return (
    <div className={css.line} data-calls={calls || undefined}>
      <TextField
        label={words}
        multiline
        value={line.words}
        maxLength={MOST}
        autoCapitalize="sentences"
        {...(fault === "whose" ? { error: m.safety_plan_phone_whose() } : {})}
        onChange={(text) => onChange({ ...line, words: text })}
      />
      {calls ? (
        <TextField
          label={m.safety_plan_phone({ number: String(number) })}
          type="tel"
          value={line.phone ?? ""}
          maxLength={30}
          {...(fault === "phone" ? { error: m.safety_plan_phone_wrong() } : {})}
          onChange={(phone) => onChange({ ...line, phone: phone === "" ? null : phone })}
        />
      ) : null}
      {onUp === null ? null : (
        <Button
          variant="quiet"
          aria-label={m.safety_plan_line_up({ words: line.words })}
          onClick={onUp}
        >
          {m.safety_plan_up()}
        </Button>
      )}
    </div>
  );
}
