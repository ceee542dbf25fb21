import type { TargetDirection, TargetLevel } from "@trellis/domain/target-behaviour";
import { m } from "@trellis/messages/messages";
import { TextField } from "@trellis/ui/text-field";
import { useState } from "react";
import { ChoiceField } from "#platform/choice-field.tsx";
import { FormSheet } from "#platform/form-sheet.tsx";
import { newId } from "#platform/ids.ts";
import { wordsFaultWords } from "#platform/words-fault-words.ts";
import type { CardChanges } from "./card-query.ts";
import { EMPTY_TARGET, readTarget } from "./target-draft.ts";

type TargetSheetProps = { changes: CardChanges; onClose: () => void };

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

/** A new target behaviour, in the client's words. */
export function TargetSheet({ changes, onClose }: TargetSheetProps) {
  const [draft, setDraft] = useState(EMPTY_TARGET);
  const [tried, setTried] = useState(false);
  const read = readTarget(draft);
  const faults = tried && "faults" in read ? read.faults : {};
  const submit = () => {
    setTried(true);
    if ("faults" in read) return false;
    changes.addition.mutate(
      { targets: [{ ...read.target, id: newId() }], items: [] },
      { onSuccess: onClose },
    );
    return true;
  };
  return (
    <FormSheet
      title={m.card_design_add_target()}
      onClose={onClose}
      dirty={draft !== EMPTY_TARGET}
      submit={m.card_design_add()}
      busy={changes.addition.isPending}
      error={changes.addition.error}
      onSubmit={submit}
    >
      <TextField
        label={m.card_design_target_words()}
        description={m.card_design_target_words_hint()}
        value={draft.words}
        onChange={(words) => setDraft({ ...draft, words })}
        error={faults.words && wordsFaultWords(faults.words)}
        autoComplete="off"
      />
      <ChoiceField
        label={m.card_design_level()}
        options={LEVELS.map((level) => ({ value: level, label: levelChoiceWords(level) }))}
        value={draft.level}
        onChange={(level) => setDraft({ ...draft, level })}
        error={faults.level && m.clinician_choose_one()}
      />
      <ChoiceField
        label={m.card_design_direction()}
        options={DIRECTIONS.map((value) => ({ value, label: directionWords(value) }))}
        value={draft.direction}
        onChange={(direction) => setDraft({ ...draft, direction })}
        error={faults.direction && m.clinician_choose_one()}
      />
    </FormSheet>
  );
}
