import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { addCardItem, addTarget, readCardDesign, reviseCardItem } from "@trellis/api/card-item";
import type { CardItem, CardItemRevision, NewCardItem } from "@trellis/domain/card-item";
import type { TargetBehaviour } from "@trellis/domain/target-behaviour";
import { ask } from "#platform/api.ts";
import { useChange } from "#platform/use-change.ts";
import type { CardDesign } from "./card-groups.ts";

/** Targets and items of a client's card. */
export const cardQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["card-design", clientId],
    queryFn: async (): Promise<CardDesign> => ask(readCardDesign, { params: { clientId } }),
  });

/** The three ways to change a card, each made once by a double click. The answer takes its place in the card that is on the screen. */
export function useCardChanges(clientId: string) {
  const queries = useQueryClient();
  const { queryKey } = cardQuery(clientId);
  const put = async (change: (card: CardDesign) => CardDesign) => {
    queries.setQueryData(queryKey, (card) => (card === undefined ? card : change(card)));
    // The card's place and order are the server's; the weeks show its items.
    await Promise.all([
      queries.invalidateQueries({ queryKey }),
      queries.invalidateQueries({ queryKey: ["week", clientId] }),
    ]);
  };
  const target = useChange({
    send: async (body: Omit<TargetBehaviour, "id">) =>
      ask(addTarget, { params: { clientId }, body }),
    onMade: (added) => {
      void put((card) => ({ ...card, targets: [...card.targets, added] }));
    },
  });
  const item = useChange({
    send: async (body: NewCardItem) => ask(addCardItem, { params: { clientId }, body }),
    onMade: (added) => {
      void put((card) => ({ ...card, items: [...card.items, added] }));
    },
  });
  const revision = useChange({
    send: async ({ itemId, ...body }: CardItemRevision & { itemId: string }) =>
      ask(reviseCardItem, { params: { clientId, itemId }, body }),
    onMade: (revised: CardItem) => {
      void put((card) => ({
        ...card,
        items: card.items.map((each) => (each.id === revised.id ? revised : each)),
      }));
    },
  });
  return { target, item, revision };
}

export type CardChanges = ReturnType<typeof useCardChanges>;
