import { queryOptions, useQueryClient } from "@tanstack/react-query";
import {
  addToCard,
  orderCard,
  readCardDesign,
  reviseCardItem,
  reviseTarget,
} from "@trellis/api/card-item";
import { readClinicSettings } from "@trellis/api/clinic-setting";
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

/** The clinic's settings, for how its cards ask about skills. */
export const settingsQuery = queryOptions({
  queryKey: ["clinic-settings", "now"],
  queryFn: async () => ask(readClinicSettings, {}),
});

export type Addition = BodyOf<typeof addToCard>;
export type ItemRevision = CardItemRevision & { readonly itemId: string; readonly seen: number };
export type TargetChange = TargetRevision & { readonly targetId: string };

/** Changes that belong together: they are sent one after the other, and the first that is refused ends it. */
export type Bundle = {
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
  const putItem = (revised: CardItem) => put((card) => withRevised(card, revised));
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

/** The card with an item in its newest version; the one before joins the earlier ones. */
function withRevised(card: CardDesign, revised: CardItem): CardDesign {
  const before = card.items.find((each) => each.id === revised.id);
  if (before === undefined || before.version >= revised.version) return card;
  const { id: item, version, words, coverWords, scale, validFrom } = before;
  return {
    ...card,
    items: card.items.map((each) => (each.id === revised.id ? revised : each)),
    earlierVersions: [
      ...card.earlierVersions,
      { item, version, words, coverWords, scale, validFrom },
    ],
  };
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

/** The items that the bundle added or changed, as they are now. */
async function sendBundle(clientId: string, changes: Bundle, put: Put): Promise<CardItem[]> {
  const touched: CardItem[] = [];
  if (changes.addition !== undefined) {
    const card = await sendAddition(clientId, changes.addition);
    const added = new Set(changes.addition.items.map((item) => item.id));
    touched.push(...card.items.filter((item) => added.has(item.id)));
    put.putAll(card);
  }
  for (const revision of changes.revisions) {
    const item = await sendRevision(clientId, revision);
    put.putItem(item);
    touched.push(item);
  }
  return touched;
}
