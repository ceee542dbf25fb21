import { CardItem, CardItemRevision, MOST_ITEMS, NewCardItem } from "@trellis/domain/card-item";
import { EarlierVersion } from "@trellis/domain/diary-card";
import { Uuid } from "@trellis/domain/id";
import {
  NewTargetBehaviour,
  TargetBehaviour,
  TargetRevision,
} from "@trellis/domain/target-behaviour";
import * as z from "zod/mini";
import { Nothing } from "./empty.ts";
import { operation } from "./operation.ts";

const ofClient = z.object({ clientId: Uuid });
const CardDesign = z.object({
  targets: z.array(TargetBehaviour),
  items: z.array(CardItem),
  /** What each item asked before its newest version. */
  earlierVersions: z.array(EarlierVersion),
});

export const readCardDesign = operation({
  name: "card-item.read-all",
  summary:
    "Targets and items of a client's card, each item in its newest version, and what it asked before.",
  method: "GET",
  path: "/api/clients/:clientId/card",
  audience: { who: "client-record", data: "card-design", action: "read" },
  params: ofClient,
  query: Nothing,
  body: Nothing,
  output: CardDesign,
});

export const addToCard = operation({
  name: "card-item.add",
  summary:
    "Adds targets and items, one or a whole template, from today on: all or nothing. Ids are made by the caller; what is there already with the same id is left as it is, so that a replay adds nothing.",
  method: "POST",
  path: "/api/clients/:clientId/card/items",
  audience: { who: "client-record", data: "card-design", action: "write" },
  params: ofClient,
  query: Nothing,
  body: z.object({
    targets: z.array(NewTargetBehaviour).check(z.maxLength(MOST_ITEMS)),
    items: z.array(NewCardItem).check(z.maxLength(MOST_ITEMS)),
  }),
  output: CardDesign,
});

export const reviseTarget = operation({
  name: "target-behaviour.revise",
  summary:
    "Gives a target other words, level or direction, or closes it, which takes its items off the card; or opens it again.",
  method: "PUT",
  path: "/api/clients/:clientId/targets/:targetId",
  audience: { who: "client-record", data: "card-design", action: "write" },
  params: z.object({ clientId: Uuid, targetId: Uuid }),
  query: Nothing,
  body: TargetRevision,
  output: CardDesign,
});

export const reviseCardItem = operation({
  name: "card-item.revise",
  summary:
    "Gives an item new words, a new scale or another state from today on. Its history keeps the old version. Refused when the item has a newer version than the one that was seen.",
  method: "POST",
  path: "/api/clients/:clientId/card/items/:itemId/versions",
  audience: { who: "client-record", data: "card-design", action: "write" },
  params: z.object({ clientId: Uuid, itemId: Uuid }),
  query: Nothing,
  body: z.extend(CardItemRevision, {
    seen: z.int().check(z.minimum(1), z.maximum(2_147_483_647)),
  }),
  output: CardItem,
});

export const orderCard = operation({
  name: "card-item.order",
  summary:
    "Sets the order of the card within each level. Items that are not named keep their order behind those that are.",
  method: "PUT",
  path: "/api/clients/:clientId/card/order",
  audience: { who: "client-record", data: "card-design", action: "write" },
  params: ofClient,
  query: Nothing,
  body: z.object({ items: z.array(Uuid).check(z.minLength(1), z.maxLength(4 * MOST_ITEMS)) }),
  output: CardDesign,
});
