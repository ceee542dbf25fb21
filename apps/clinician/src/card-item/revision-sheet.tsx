import type { CardItem } from "@trellis/domain/card-item";
import type { EarlierVersion } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { useState } from "react";
import { FormSheet } from "#platform/form-sheet.tsx";
import { scaleWords } from "#platform/scale-words.ts";
import type { CardChanges } from "./card-query.ts";
import { draftOfItem, isUnchanged, readItem, revisionOf } from "./item-draft.ts";
import { ItemHistory } from "./item-history.tsx";
import { HowFields, ItemWords } from "./item-sheet.tsx";
import { isChangedMeanwhile } from "./use-card-actions.ts";
import css from "./card-parts.module.css";

type RevisionProps = {
  changes: CardChanges;
  /** In its newest version; another one comes in when somebody else has changed it. */
  item: CardItem;
  earlier: readonly EarlierVersion[];
  onClose: () => void;
};

/** New words or another scale for an item; what was filled in keeps the old ones. */
export function RevisionSheet({ changes, item, earlier, onClose }: RevisionProps) {
  const [start] = useState(item);
  const [draft, setDraft] = useState(() => draftOfItem(item));
  const [tried, setTried] = useState(false);
  const { revision } = changes;
  const read = readItem(draft);
  const faults = tried && "faults" in read ? read.faults : { scale: {} };
  const overtaken = item.version !== start.version;
  const submit = () => {
    setTried(true);
    if ("faults" in read) return false;
    if (isUnchanged(item, draft)) onClose();
    else {
      const { words, coverWords, scale, rhythm } = read.item;
      revision.mutate(revisionOf(item, { words, coverWords, scale, rhythm }), {
        onSuccess: onClose,
      });
    }
    return true;
  };
  return (
    <FormSheet
      title={m.card_design_revise_title()}
      onClose={onClose}
      dirty={!isUnchanged(start, draft)}
      submit={overtaken ? m.card_item_save_anyway() : m.card_design_save()}
      busy={revision.isPending}
      error={isChangedMeanwhile(revision.error) ? null : revision.error}
      onSubmit={submit}
    >
      <p>{m.card_design_revise_words()}</p>
      <div role="alert">
        {overtaken ? (
          <p className={css.notice}>
            {m.card_item_overtaken({ words: item.words, scale: scaleWords(item.scale) })}
          </p>
        ) : null}
      </div>
      <ItemWords draft={draft} onChange={setDraft} faults={faults} />
      <HowFields draft={draft} onChange={setDraft} faults={faults} />
      <ItemHistory item={item} earlier={earlier} />
    </FormSheet>
  );
}
