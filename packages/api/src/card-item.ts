import { CardItem, CardItemRevision, NewCardItem } from "@trellis/domain/card-item";
import { Uuid } from "@trellis/domain/id";
import { NewTargetBehaviour, TargetBehaviour } from "@trellis/domain/target-behaviour";
import * as z from "zod/mini";
import { Nothing } from "./empty.ts";
import { operation } from "./operation.ts";

const ofClient = z.object({ clientId: Uuid });

export const readCardDesign = operation({
  name: "card-item.read-all",
  summary: "Targets and items of a client's card, each item in its newest version.",
  method: "GET",
  path: "/api/clients/:clientId/card",
  audience: { who: "client-record", data: "card-design", action: "read" },
  params: ofClient,
  query: Nothing,
  body: Nothing,
  output: z.object({ targets: z.array(TargetBehaviour), items: z.array(CardItem) }),
});

export const addTarget = operation({
  name: "target-behaviour.add",
  summary: "Adds a target behaviour in the client's words.",
  method: "POST",
  path: "/api/clients/:clientId/targets",
  audience: { who: "client-record", data: "card-design", action: "write" },
  params: ofClient,
  query: Nothing,
  body: NewTargetBehaviour,
  output: TargetBehaviour,
});

export const addCardItem = operation({
  name: "card-item.add",
  summary: "Puts an item on the card, from today on.",
  method: "POST",
  path: "/api/clients/:clientId/card/items",
  audience: { who: "client-record", data: "card-design", action: "write" },
  params: ofClient,
  query: Nothing,
  body: NewCardItem,
  output: CardItem,
});

export const reviseCardItem = operation({
  name: "card-item.revise",
  summary:
    "Gives an item new words or a new scale from today on, or takes it off the card. Its history keeps the old version.",
  method: "POST",
  path: "/api/clients/:clientId/card/items/:itemId/versions",
  audience: { who: "client-record", data: "card-design", action: "write" },
  params: z.object({ clientId: Uuid, itemId: Uuid }),
  query: Nothing,
  body: CardItemRevision,
  output: CardItem,
});
