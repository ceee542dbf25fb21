import { ApiError } from "@trellis/api/api-client";
import type { CardItem, CardItemState } from "@trellis/domain/card-item";
import type { TargetBehaviour } from "@trellis/domain/target-behaviour";
import { m } from "@trellis/messages/messages";
import { showToast } from "@trellis/ui/toast-queue";
import { problemWords } from "#platform/problem-words.ts";
import { type CardDesign, shownOrder } from "./card-groups.ts";
import type { Addition, CardChanges } from "./card-query.ts";
import { folded, quietCheck } from "./fold.ts";
import { revisionOf } from "./item-draft.ts";

/** True when somebody else changed the same thing since it was looked at. */
export const isChangedMeanwhile = (error: unknown): boolean =>
  error instanceof ApiError && error.problem?.code === "changed-meanwhile";

type Fold = {
  readonly items: readonly CardItem[];
  readonly stateOf: (item: CardItem) => CardItemState;
  readonly addition?: Addition;
  readonly text: string;
  /** False for what takes something back itself. */
  readonly isUndoable: boolean;
  /** Given by a form, which shows a refusal itself; without it a message says it. */
  readonly onMade?: () => void;
};

type Say = ReturnType<typeof sayAbout>;

/** Says what was done to a client's card, and why something was not. */
function sayAbout(clientId: string) {
  const say = (key: string, text: string, undo?: () => void) =>
    showToast({
      about: clientId,
      key,
      text,
      ...(undo === undefined ? {} : { action: { label: m.clinician_undo(), onAction: undo } }),
    });
  return { say, sayRefusal: (key: string, error: Error) => say(key, problemWords(error)) };
}

/** Folds items or opens them again, in one go. */
const foldWith = (changes: CardChanges, { say, sayRefusal }: Say) => {
  const fold = ({ items, stateOf, addition, text, isUndoable, onMade }: Fold) => {
    const before = new Map(items.map((item) => [item.id, item.state]));
    const revisions = items.map((item) => revisionOf(item, { state: stateOf(item) }));
    const undo = (touched: readonly CardItem[]) =>
      fold({
        items: touched,
        stateOf: (item) => before.get(item.id) ?? "retired",
        text: m.card_order_undone(),
        isUndoable: false,
      });
    changes.bundle.mutate(addition === undefined ? { revisions } : { addition, revisions }, {
      onSuccess: (touched) => {
        onMade?.();
        say("fold", text, isUndoable ? () => undo(touched) : undefined);
      },
      onError: (error) => {
        if (onMade === undefined) sayRefusal("fold", error);
      },
    });
  };
  return fold;
};

/** What a tap does to the card. Each says what it did and can be taken back; nobody is asked why. */
export function useCardActions(clientId: string, card: CardDesign, changes: CardChanges) {
  const words = sayAbout(clientId);
  const { say, sayRefusal } = words;
  const fold = foldWith(changes, words);

  const setClosed = (target: TargetBehaviour, closed: boolean) => {
    const { words, level, direction } = target;
    const key = `target ${target.id}`;
    changes.target.mutate(
      { targetId: target.id, words, level, direction, closed },
      {
        onSuccess: () =>
          say(
            key,
            closed ? m.card_target_closed({ words }) : m.card_target_opened({ words }),
            closed ? () => setClosed(target, false) : undefined,
          ),
        onError: (error) => sayRefusal(key, error),
      },
    );
  };

  const setState = (item: CardItem, state: CardItemState) => {
    const check = quietCheck(card);
    if (item.state === "folded" && check?.state === "asked" && folded(card).length === 1) {
      // The weekly question has nothing left to stand for.
      fold({
        items: [item, check],
        stateOf: (each) => (each.id === check.id ? "retired" : state),
        text: stateWords(item.words, item.state, state),
        isUndoable: true,
      });
      return;
    }
    const key = `item ${item.id}`;
    changes.revision.mutate(revisionOf(item, { state }), {
      onSuccess: (revised) =>
        say(key, stateWords(item.words, item.state, state), () => setState(revised, item.state)),
      onError: (error) => sayRefusal(key, error),
    });
  };

  const setShort = (item: CardItem, short: boolean) =>
    changes.revision.mutate(revisionOf(item, { short }), {
      onError: (error) => sayRefusal("short", error),
    });

  const setOrder = (order: readonly string[], onMade: () => void) => {
    const before = shownOrder(card).map((item) => item.id);
    changes.order.mutate(order, {
      onSuccess: () => {
        onMade();
        say("order", m.card_order_saved(), () =>
          changes.order.mutate(before, {
            onSuccess: () => say("order", m.card_order_undone()),
            onError: (error) => sayRefusal("order", error),
          }),
        );
      },
    });
  };

  return { setState, setClosed, fold, setShort, setOrder };
}

export type CardActions = ReturnType<typeof useCardActions>;

/** What was done to an item, by the state that it left and the one that it has now. */
function stateWords(words: string, before: CardItemState, now: CardItemState): string {
  switch (now) {
    case "retired":
      return m.card_design_taken_off({ words });
    case "paused":
      return m.card_item_paused({ words });
    case "folded":
      return m.card_item_folded({ words });
    case "asked":
      return before === "retired"
        ? m.card_design_put_back({ words })
        : m.card_item_asked_again({ words });
  }
}
