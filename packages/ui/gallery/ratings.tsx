import { Card } from "@trellis/ui/card";
import { ChoiceRow } from "@trellis/ui/choice-row";
import { RatingRow } from "@trellis/ui/rating-row";
import { SaveState } from "@trellis/ui/save-state";
import { useState } from "react";
import css from "./gallery.module.css";

const words = {
  0: "not at all",
  1: "a bit",
  2: "somewhat",
  3: "rather strong",
  4: "very strong",
  5: "extremely strong",
};

const noYes = [
  { value: "no", label: "No" },
  { value: "yes", label: "Yes" },
] as const;

const steps = [
  { value: "yes", label: "Yes" },
  { value: "partly", label: "Partly" },
  { value: "not-yet", label: "Not yet" },
] as const;

const outcomes = [
  { value: "wanted", label: "wanted to, couldn’t yet" },
  { value: "harder", label: "made it harder" },
  { value: "none", label: "no change" },
  { value: "helped", label: "helped" },
] as const;

const kinds = { 1: "wanted to", 2: "made it harder", 3: "no change", 4: "helped" };

type Step = (typeof steps)[number]["value"];
type Outcome = (typeof outcomes)[number]["value"];

/** Ratings and choices in their states. */
export function Ratings() {
  const [urge, setUrge] = useState<number | null>(3);
  const [act, setAct] = useState<"no" | "yes" | null>(null);
  const [step, setStep] = useState<Step | null>("partly");
  const [outcome, setOutcome] = useState<Outcome | null>("helped");
  const [kind, setKind] = useState<number | null>(2);
  return (
    <div className={css.group}>
      <div className={css.day}>
        <h2>Tuesday 3 March</h2>
        <SaveState state="kept">saved on this phone</SaveState>
      </div>
      <Card title="Urge to smoke" titleId="urge">
        <RatingRow
          labelledBy="urge"
          min={0}
          max={5}
          value={urge}
          onChange={setUrge}
          words={words}
          ends={["not at all", "extremely"]}
        />
        <ChoiceRow
          label="Did I act on it?"
          options={noYes}
          value={act}
          onChange={setAct}
          note="highest today: 3"
        />
      </Card>
      <Scales />
      <Card title="My step: call the college" note="toward “work that uses my hands”">
        <ChoiceRow label="My step" options={steps} value={step} onChange={setStep} />
      </Card>
      <Card title="Opposite action" titleId="outcome">
        <ChoiceRow labelledBy="outcome" options={outcomes} value={outcome} onChange={setOutcome} />
        <ChoiceRow
          label="Longer words"
          options={outcomes}
          value={outcome}
          onChange={setOutcome}
          stacked
        />
        <RatingRow
          label="Kinds"
          min={1}
          max={4}
          value={kind}
          onChange={setKind}
          words={kinds}
          kinds
        />
        <ChoiceRow
          label="Cannot be changed"
          options={noYes}
          value="yes"
          onChange={() => {}}
          disabled
        />
      </Card>
    </div>
  );
}

function Scales() {
  const [shame, setShame] = useState<number | null>(null);
  const [mood, setMood] = useState<number | null>(-1);
  const [seven, setSeven] = useState<number | null>(7);
  const [ten, setTen] = useState<number | null>(10);
  return (
    <Card title="Other scales" note="nothing chosen · −3 to 3 · 1 to 7 · 0 to 10">
      <RatingRow label="Shame" min={0} max={5} value={shame} onChange={setShame} words={words} />
      <RatingRow
        label="Mood"
        min={-3}
        max={3}
        value={mood}
        onChange={setMood}
        words={{ "-3": "very low", "-1": "a little low", 0: "level", 3: "very high" }}
      />
      <RatingRow label="Sleep" min={1} max={7} value={seven} onChange={setSeven} />
      <RatingRow label="Worth it" min={0} max={10} value={ten} onChange={setTen} />
      <RatingRow
        label="Cannot be changed"
        min={0}
        max={5}
        value={2}
        onChange={() => {}}
        words={words}
        disabled
      />
    </Card>
  );
}
