import { queryOptions, useQueryClient } from "@tanstack/react-query";
import {
  addToCard,
  orderCard,
  readCardDesign,
  reviseCardItem,
  reviseTarget,
} from "@trellis/api/card-item";
import type { BodyOf } from "@trellis/api/operation";
import type { CardItem, CardItemRevision } from "@trellis/domain/card-item";
import type { TargetRevision } from "@trellis/domain/target-behaviour";
import { ask } from "#platform/api.ts";
import { useChange } from "#platform/use-change.ts";
import { type CardDesign, isOutOfOrder, shownOrder } from "./card-groups.ts";

/** Targets and items of a client's card. */
export const cardQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["card-design", clientId],
    queryFn: async (): Promise<CardDesign> => ask(readCardDesign, { params: { clientId } }),
  });

export type Addition = BodyOf<typeof addToCard>;
export type ItemRevision = CardItemRevision & { readonly itemId: string; readonly seen: number };
export type TargetChange = TargetRevision & { readonly targetId: string };

/** Changes that belong together: they are sent one after the other, and the first that is refused ends it. */
export type Bundle = {
  readonly target?: TargetChange;
  readonly addition?: Addition;
  readonly revisions: readonly ItemRevision[];
};

/**
 * The ways to change a card, each made once by a double click. The answer takes its place in the card that
 * is on the screen; after a refusal the card is read anew, since somebody else may have changed it.
 */
export function useCardChanges(clientId: string) {
  const queries = useQueryClient();
  const { queryKey } = cardQuery(clientId);
  const put = (change: (card: CardDesign) => CardDesign) => {
    queries.setQueryData(queryKey, (card) => (card === undefined ? card : change(card)));
    // The weeks show the card's items.
    void queries.invalidateQueries({ queryKey: ["week", clientId] });
  };
  const putAll = (card: CardDesign) => put(() => card);
  const putItem = (revised: CardItem) =>
    put((card) => ({
      ...card,
      items: card.items.map((each) => (each.id === revised.id ? revised : each)),
    }));
  const readAnew = () => void queries.invalidateQueries({ queryKey });
  const addition = useChange({
    send: async (body: Addition) => sendAddition(clientId, body),
    onMade: putAll,
    onRefused: readAnew,
  });
  const target = useChange({
    send: async (change: TargetChange) => sendTarget(clientId, change),
    onMade: putAll,
    onRefused: readAnew,
  });
  const revision = useChange({
    send: async (change: ItemRevision) => sendRevision(clientId, change),
    onMade: putItem,
    onRefused: readAnew,
  });
  const bundle = useChange({
    send: async (changes: Bundle) => sendBundle(clientId, changes, { putAll, putItem }),
    onRefused: readAnew,
  });
  const order = useChange({
    send: async (items: readonly string[]) => sendOrder(clientId, items),
    onMade: putAll,
    onRefused: readAnew,
  });
  return { addition, target, revision, bundle, order };
}

export type CardChanges = ReturnType<typeof useCardChanges>;

const sendOrder = async (clientId: string, items: readonly string[]): Promise<CardDesign> =>
  ask(orderCard, { params: { clientId }, body: { items: [...items] } });

/** What is added to a target that is there takes its place beside the target's other items. */
async function sendAddition(clientId: string, body: Addition): Promise<CardDesign> {
  const added = await ask(addToCard, { params: { clientId }, body });
  if (!isOutOfOrder(added)) return added;
  return sendOrder(
    clientId,
    shownOrder(added).map((item) => item.id),
  );
}

const sendTarget = async (
  clientId: string,
  { targetId, ...body }: TargetChange,
): Promise<CardDesign> => ask(reviseTarget, { params: { clientId, targetId }, body });

const sendRevision = async (
  clientId: string,
  { itemId, ...body }: ItemRevision,
): Promise<CardItem> => ask(reviseCardItem, { params: { clientId, itemId }, body });

type Put = { putAll: (card: CardDesign) => void; putItem: (item: CardItem) => void };

async function sendBundle(clientId: string, changes: Bundle, put: Put): Promise<CardItem[]> {
  if (changes.target !== undefined) put.putAll(await sendTarget(clientId, changes.target));
  if (changes.addition !== undefined) put.putAll(await sendAddition(clientId, changes.addition));
  const revised: CardItem[] = [];
  for (const revision of changes.revisions) {
    const item = await sendRevision(clientId, revision);
    put.putItem(item);
    revised.push(item);
  }
  return revised;
}
