import { CardAspect, type CardRhythm } from "@trellis/domain/card-item";
import type { TargetBehaviour } from "@trellis/domain/target-behaviour";
import { m } from "@trellis/messages/messages";
import { SelectField } from "@trellis/ui/select-field";
import { TextField } from "@trellis/ui/text-field";
import { useState } from "react";
import { ChoiceField } from "#platform/choice-field.tsx";
import { FormSheet } from "#platform/form-sheet.tsx";
import { newId } from "#platform/ids.ts";
import { scaleChoicesFor } from "#platform/scale-draft.ts";
import { ScaleFields } from "#platform/scale-fields.tsx";
import { aspectWords } from "#platform/scale-words.ts";
import { wordsFaultWords } from "#platform/words-fault-words.ts";
import type { CardChanges } from "./card-query.ts";
import {
  emptyItem,
  type ItemDraft,
  type ItemFaults,
  LONGEST_COVER,
  readItem,
  withAspect,
} from "./item-draft.ts";
import { ItemPreview } from "./phone-preview.tsx";

const NO_TARGET = "none";

/** Everything but the weekly question about folded items, which folding itself puts on the card. */
const OFFERED = CardAspect.options.filter((aspect) => aspect !== "check");

type NewItemProps = {
  changes: CardChanges;
  /** Those that are worked on now. */
  targets: readonly TargetBehaviour[];
  /** The target that the item is begun for. */
  targetId: string | null;
  onClose: () => void;
};

/** A new item of the card. */
export function NewItemSheet({ changes, targets, targetId, onClose }: NewItemProps) {
  const [start] = useState(() => emptyItem(targetId));
  const [id] = useState(newId);
  const [draft, setDraft] = useState(start);
  const [tried, setTried] = useState(false);
  const read = readItem(draft);
  const faults = tried && "faults" in read ? read.faults : { scale: {} };
  const submit = () => {
    setTried(true);
    if ("faults" in read) return false;
    changes.addition.mutate(
      { targets: [], items: [{ ...read.item, id, library: null, short: false }] },
      { onSuccess: onClose },
    );
    return true;
  };
  return (
    <FormSheet
      title={m.card_design_add_item()}
      onClose={onClose}
      dirty={draft !== start}
      submit={m.card_design_add()}
      busy={changes.addition.isPending}
      error={changes.addition.error}
      onSubmit={submit}
    >
      <ItemWords draft={draft} onChange={setDraft} faults={faults} />
      <SelectField
        label={m.card_design_item_target()}
        options={[
          ...targets.map((target) => ({ value: target.id, label: target.words })),
          { value: NO_TARGET, label: m.card_design_no_target() },
        ]}
        value={draft.targetId ?? NO_TARGET}
        onChange={(chosen) =>
          setDraft({ ...draft, targetId: chosen === NO_TARGET ? null : chosen })
        }
      />
      <SelectField
        label={m.card_design_aspect()}
        options={OFFERED.map((value) => ({ value, label: aspectWords(value) }))}
        value={draft.aspect}
        placeholder={m.clinician_choose()}
        onChange={(aspect) => setDraft(withAspect(draft, aspect))}
        error={faults.aspect && m.clinician_choose_one()}
      />
      <HowFields draft={draft} onChange={setDraft} faults={faults} />
    </FormSheet>
  );
}

export type ItemFieldsProps = {
  draft: ItemDraft;
  onChange: (draft: ItemDraft) => void;
  faults: ItemFaults;
};

/** The words of an item, and those that may stand in their place. */
export function ItemWords({ draft, onChange, faults }: ItemFieldsProps) {
  return (
    <>
      <TextField
        label={m.card_design_item_words()}
        description={m.card_design_item_words_hint()}
        value={draft.words}
        onChange={(words) => onChange({ ...draft, words })}
        error={faults.words && wordsFaultWords(faults.words)}
        autoComplete="off"
      />
      <TextField
        label={m.card_item_cover()}
        description={m.card_item_cover_hint()}
        value={draft.coverWords}
        onChange={(coverWords) => onChange({ ...draft, coverWords })}
        error={faults.coverWords && wordsFaultWords(faults.coverWords, LONGEST_COVER)}
        autoComplete="off"
      />
    </>
  );
}

/** Scale and rhythm, and what the phone will make of it. */
export function HowFields({ draft, onChange, faults }: ItemFieldsProps) {
  const read = readItem({ ...draft, words: draft.words.trim() === "" ? "…" : draft.words });
  return (
    <>
      <ScaleFields
        draft={draft.scale}
        choices={scaleChoicesFor(draft.aspect, draft.scale.choice)}
        onChange={(scale) => onChange({ ...draft, scale })}
        faults={faults.scale}
      />
      <ChoiceField<CardRhythm>
        label={m.card_item_rhythm()}
        options={[
          { value: "daily", label: m.card_item_daily() },
          { value: "weekly", label: m.card_item_weekly() },
        ]}
        value={draft.rhythm}
        onChange={(rhythm) => onChange({ ...draft, rhythm })}
      />
      {"item" in read ? <ItemPreview item={{ ...read.item, id: "preview" }} /> : null}
    </>
  );
}
