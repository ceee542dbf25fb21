import { DAILY_RATING, type NewCardItem } from "@trellis/domain/card-item";
import type {
  TargetBehaviour,
  TargetDirection,
  TargetLevel,
} from "@trellis/domain/target-behaviour";
import { m } from "@trellis/messages/messages";
import { TextField } from "@trellis/ui/text-field";
import { useState } from "react";
import { ChoiceField } from "#platform/choice-field.tsx";
import { FormSheet } from "#platform/form-sheet.tsx";
import { newId } from "#platform/ids.ts";
import { wordsFault } from "#platform/words-draft.ts";
import { wordsFaultWords } from "#platform/words-fault-words.ts";
import type { CardChanges } from "./card-query.ts";
import {
  draftOfTarget,
  EMPTY_TARGET,
  isUnchangedTarget,
  readTarget,
  type TargetDraft,
  type TargetFaults,
} from "./target-draft.ts";

/** The card is worked on with the client at the screen: no letters here (clinical review §2.28). */
export function levelChoiceWords(level: TargetLevel): string {
  switch (level) {
    case "ltb":
      return m.card_design_level_ltb();
    case "tib":
      return m.card_design_level_tib();
    case "qol":
      return m.card_design_level_qol();
    case "skill":
      return m.card_design_level_skill();
  }
}

export const directionWords = (direction: TargetDirection): string =>
  direction === "decrease" ? m.card_design_decrease() : m.card_design_increase();

const LEVELS: readonly TargetLevel[] = ["ltb", "tib", "qol", "skill"];
const DIRECTIONS: readonly TargetDirection[] = ["decrease", "increase"];

type TargetSheetProps = { changes: CardChanges; onClose: () => void };

/** What a new target is asked by, each made once, so that sending it again adds nothing. */
type Asked = { readonly urge: string; readonly act: string };

/** A new target behaviour in the client's words, with the urge and the act that it is asked by. */
export function TargetSheet({ changes, onClose }: TargetSheetProps) {
  const [draft, setDraft] = useState(EMPTY_TARGET);
  const [asked, setAsked] = useState<Asked>({ urge: "", act: "" });
  const [ids] = useState(() => ({ target: newId(), urge: newId(), act: newId() }));
  const [tried, setTried] = useState(false);
  const read = readTarget(draft);
  const faults = tried && "faults" in read ? read.faults : {};
  const askedFault = (words: string) => (words.trim() === "" ? null : wordsFault(words));
  const submit = () => {
    setTried(true);
    if ("faults" in read || askedFault(asked.urge) !== null || askedFault(asked.act) !== null)
      return false;
    const items = (["urge", "act"] as const)
      .filter((aspect) => asked[aspect].trim() !== "")
      .map((aspect) => newItem(ids[aspect], aspect, asked[aspect].trim(), ids.target));
    changes.addition.mutate(
      { targets: [{ ...read.target, id: ids.target }], items },
      { onSuccess: onClose },
    );
    return true;
  };
  const itemField = (aspect: "urge" | "act", label: string, description: string) => {
    const fault = tried ? askedFault(asked[aspect]) : null;
    return (
      <TextField
        label={label}
        description={description}
        value={asked[aspect]}
        onChange={(words) => setAsked({ ...asked, [aspect]: words })}
        error={fault === null ? undefined : wordsFaultWords(fault)}
        autoComplete="off"
      />
    );
  };
  return (
    <FormSheet
      title={m.card_design_add_target()}
      onClose={onClose}
      dirty={draft !== EMPTY_TARGET || asked.urge !== "" || asked.act !== ""}
      submit={m.card_design_add()}
      busy={changes.addition.isPending}
      error={changes.addition.error}
      onSubmit={submit}
    >
      <TargetFields draft={draft} onChange={setDraft} faults={faults} />
      {itemField("urge", m.card_target_urge(), m.card_target_urge_hint())}
      {itemField("act", m.card_target_act(), m.card_target_act_hint())}
    </FormSheet>
  );
}

const newItem = (
  id: string,
  aspect: "urge" | "act",
  words: string,
  targetId: string,
): NewCardItem => ({
  id,
  words,
  coverWords: null,
  scale: aspect === "urge" ? DAILY_RATING : { kind: "yes-no" },
  rhythm: "daily",
  short: false,
  aspect,
  targetId,
  library: null,
});

/** Other words, level or direction for a target. Its items follow it to their place on the card. */
export function TargetRevisionSheet(props: TargetSheetProps & { target: TargetBehaviour }) {
  const { changes, target, onClose } = props;
  const [draft, setDraft] = useState(() => draftOfTarget(target));
  const [tried, setTried] = useState(false);
  const read = readTarget(draft);
  const faults = tried && "faults" in read ? read.faults : {};
  const unchanged = isUnchangedTarget(target, draft);
  const submit = () => {
    setTried(true);
    if ("faults" in read) return false;
    if (unchanged) onClose();
    else
      changes.target.mutate(
        { ...read.target, targetId: target.id, closed: target.closedOn !== null },
        { onSuccess: onClose },
      );
    return true;
  };
  return (
    <FormSheet
      title={m.card_target_revise_title()}
      onClose={onClose}
      dirty={!unchanged}
      submit={m.card_design_save()}
      busy={changes.target.isPending}
      error={changes.target.error}
      onSubmit={submit}
    >
      <TargetFields draft={draft} onChange={setDraft} faults={faults} />
    </FormSheet>
  );
}

type TargetFieldsProps = {
  draft: TargetDraft;
  onChange: (draft: TargetDraft) => void;
  faults: TargetFaults;
};

function TargetFields({ draft, onChange, faults }: TargetFieldsProps) {
  return (
    <>
      <TextField
        label={m.card_design_target_words()}
        description={m.card_design_target_words_hint()}
        value={draft.words}
        onChange={(words) => onChange({ ...draft, words })}
        error={faults.words && wordsFaultWords(faults.words)}
        autoComplete="off"
      />
      <ChoiceField
        label={m.card_design_level()}
        options={LEVELS.map((level) => ({ value: level, label: levelChoiceWords(level) }))}
        value={draft.level}
        onChange={(level) => onChange({ ...draft, level })}
        error={faults.level && m.clinician_choose_one()}
      />
      <ChoiceField
        label={m.card_design_direction()}
        options={DIRECTIONS.map((value) => ({ value, label: directionWords(value) }))}
        value={draft.direction}
        onChange={(direction) => onChange({ ...draft, direction })}
        error={faults.direction && m.clinician_choose_one()}
      />
    </>
  );
}
