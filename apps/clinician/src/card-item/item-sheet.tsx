import { CardAspect, type CardItem } from "@trellis/domain/card-item";
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
  draftOfItem,
  emptyItem,
  isUnchanged,
  type ItemDraft,
  readItem,
  revisionOf,
  withAspect,
} from "./item-draft.ts";

const NO_TARGET = "none";

type NewItemProps = {
  changes: CardChanges;
  targets: readonly TargetBehaviour[];
  /** The target that the item is begun for. */
  targetId: string | null;
  onClose: () => void;
};

/** A new item of the card. */
export function NewItemSheet({ changes, targets, targetId, onClose }: NewItemProps) {
  const [start] = useState(() => emptyItem(targetId));
  const [draft, setDraft] = useState(start);
  const [tried, setTried] = useState(false);
  const read = readItem(draft);
  const faults = tried && "faults" in read ? read.faults : { scale: {} };
  const submit = () => {
    setTried(true);
    if ("faults" in read) return false;
    changes.addition.mutate(
      { targets: [], items: [{ ...read.item, id: newId(), library: null, short: false }] },
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
      <ItemWords draft={draft} onChange={setDraft} fault={faults.words} />
      <SelectField
        label={m.card_design_item_target()}
        options={[
          ...targets.map((target) => ({ value: target.id, label: target.words })),
          { value: NO_TARGET, label: m.card_design_no_target() },
        ]}
        value={draft.targetId ?? NO_TARGET}
        onChange={(id) => setDraft({ ...draft, targetId: id === NO_TARGET ? null : id })}
      />
      <ChoiceField
        label={m.card_design_aspect()}
        options={CardAspect.options.map((value) => ({ value, label: aspectWords(value) }))}
        value={draft.aspect}
        onChange={(aspect) => setDraft(withAspect(draft, aspect))}
        error={faults.aspect && m.clinician_choose_one()}
      />
      <ScaleFields
        draft={draft.scale}
        choices={scaleChoicesFor(draft.aspect, draft.scale.choice)}
        onChange={(scale) => setDraft({ ...draft, scale })}
        faults={faults.scale}
      />
    </FormSheet>
  );
}

type RevisionProps = { changes: CardChanges; item: CardItem; onClose: () => void };

/** New words or another scale for an item; what was filled in keeps the old ones. */
export function RevisionSheet({ changes, item, onClose }: RevisionProps) {
  const [draft, setDraft] = useState(() => draftOfItem(item));
  const [tried, setTried] = useState(false);
  const read = readItem(draft);
  const unchanged = isUnchanged(item, draft);
  const faults = tried && "faults" in read ? read.faults : { scale: {} };
  const submit = () => {
    setTried(true);
    if ("faults" in read) return false;
    if (unchanged) onClose();
    else changes.revision.mutate(revisionOf(item, read.item), { onSuccess: onClose });
    return true;
  };
  return (
    <FormSheet
      title={m.card_design_revise_title()}
      onClose={onClose}
      dirty={!unchanged}
      submit={m.card_design_save()}
      busy={changes.revision.isPending}
      error={changes.revision.error}
      onSubmit={submit}
    >
      <p>{m.card_design_revise_words()}</p>
      <ItemWords draft={draft} onChange={setDraft} fault={faults.words} />
      <ScaleFields
        draft={draft.scale}
        choices={scaleChoicesFor(draft.aspect, draft.scale.choice)}
        onChange={(scale) => setDraft({ ...draft, scale })}
        faults={faults.scale}
      />
    </FormSheet>
  );
}

type ItemWordsProps = {
  draft: ItemDraft;
  onChange: (draft: ItemDraft) => void;
  fault?: Parameters<typeof wordsFaultWords>[0];
};

function ItemWords({ draft, onChange, fault }: ItemWordsProps) {
  return (
    <TextField
      label={m.card_design_item_words()}
      description={m.card_design_item_words_hint()}
      value={draft.words}
      onChange={(words) => onChange({ ...draft, words })}
      error={fault && wordsFaultWords(fault)}
      autoComplete="off"
    />
  );
}
