import { libraryWords } from "@trellis/clinical/library-words/library-words";
import { libraryItemOf } from "@trellis/domain/item-library";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { CheckRow } from "@trellis/ui/check-row";
import { TextField } from "@trellis/ui/text-field";
import { useState } from "react";
import { FormSheet } from "#platform/form-sheet.tsx";
import { newId } from "#platform/ids.ts";
import { wordsFault } from "#platform/words-draft.ts";
import { wordsFaultWords } from "#platform/words-fault-words.ts";
import type { CardDesign } from "./card-groups.ts";
import type { CardChanges } from "./card-query.ts";
import { foldable, folded, quietCheck } from "./fold.ts";
import type { CardActions } from "./use-card-actions.ts";
import css from "./card-parts.module.css";

type FoldCardProps = { card: CardDesign; actions: CardActions; onFold: () => void };

/** Items that have been quiet, asked through one weekly question in their place. */
export function FoldCard({ card, actions, onFold }: FoldCardProps) {
  const canFold = foldable(card);
  const areFolded = folded(card);
  if (canFold.length === 0 && areFolded.length === 0) return null;
  const check = quietCheck(card);
  const unfold = () =>
    actions.fold({
      items: check === null ? areFolded : [...areFolded, check],
      stateOf: (item) => (item.id === check?.id ? "retired" : "asked"),
      text: m.card_fold_undone(),
      isUndoable: true,
    });
  return (
    <Card
      title={m.card_fold_title()}
      note={areFolded.length === 0 ? m.card_fold_note() : undefined}
    >
      <div className={css.part}>
        {areFolded.length === 0 ? null : (
          <p>
            {m.card_fold_now({
              count: areFolded.length,
              words: check?.words ?? libraryWords("quiet-check"),
            })}
          </p>
        )}
        <div className={css.row}>
          {canFold.length === 0 ? null : <Button onClick={onFold}>{m.card_fold_begin()}</Button>}
          {areFolded.length === 0 ? null : <Button onClick={unfold}>{m.card_fold_end()}</Button>}
        </div>
      </div>
    </Card>
  );
}

type FoldSheetProps = {
  card: CardDesign;
  actions: CardActions;
  changes: CardChanges;
  onClose: () => void;
};

/** Which items one weekly question stands for, and in which words it asks. */
export function FoldSheet({ card, actions, changes, onClose }: FoldSheetProps) {
  const items = foldable(card);
  const check = quietCheck(card);
  const isThere = check !== null && check.state === "asked";
  const [id] = useState(newId);
  const [chosen, setChosen] = useState<readonly string[]>(() => items.map((item) => item.id));
  const [start] = useState(() => check?.words ?? libraryWords("quiet-check"));
  const [words, setWords] = useState(start);
  const [tried, setTried] = useState(false);
  const fault = tried ? wordsFault(words) : null;
  const submit = () => {
    setTried(true);
    if (wordsFault(words) !== null || chosen.length === 0) return false;
    const folding = items.filter((item) => chosen.includes(item.id));
    const back = check === null || isThere ? [] : [check];
    actions.fold({
      items: [...back, ...folding],
      stateOf: (item) => (item.id === check?.id ? "asked" : "folded"),
      text: m.card_fold_done({ count: folding.length }),
      isUndoable: true,
      onMade: onClose,
      ...(check === null ? { addition: { targets: [], items: [newCheck(id, words.trim())] } } : {}),
    });
    return true;
  };
  return (
    <FormSheet
      title={m.card_fold_begin()}
      onClose={onClose}
      dirty={words !== start}
      submit={m.card_fold_save()}
      busy={changes.bundle.isPending}
      error={changes.bundle.error}
      onSubmit={submit}
    >
      <p>{m.card_fold_words()}</p>
      <CheckRow
        label={m.card_fold_which()}
        options={items.map((item) => ({ value: item.id, label: item.words }))}
        value={chosen}
        onChange={setChosen}
      />
      {check === null ? (
        <TextField
          label={m.card_fold_question()}
          value={words}
          onChange={setWords}
          error={fault === null ? undefined : wordsFaultWords(fault)}
          autoComplete="off"
        />
      ) : (
        <p>{m.card_fold_question_is({ words: check.words })}</p>
      )}
      <p role="alert">{tried && chosen.length === 0 ? m.clinician_choose_one() : null}</p>
    </FormSheet>
  );
}

const newCheck = (id: string, words: string) =>
  ({
    id,
    words,
    coverWords: null,
    scale: libraryItemOf("quiet-check")?.scale ?? { kind: "yes-no" },
    rhythm: "weekly",
    short: false,
    aspect: "check",
    targetId: null,
    library: "quiet-check",
  }) as const;
