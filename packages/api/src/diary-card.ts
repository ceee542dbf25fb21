import { CardOperation, OperationAnswer } from "@trellis/domain/card-operation";
import { CivilDateSchema } from "@trellis/domain/civil-date";
import { DiaryWeek } from "@trellis/domain/diary-card";
import { Uuid } from "@trellis/domain/id";
import * as z from "zod/mini";
import { Nothing } from "./empty.ts";
import { operation } from "./operation.ts";

const ofClient = z.object({ clientId: Uuid });

/** Most operations that one request may hand in; an outbox sends several requests. */
const MOST_OPERATIONS = 200;

export const readWeek = operation({
  name: "diary-card.read-week",
  summary:
    "Items, entries, notes and usual values of the card. Without `from` the range runs from the last session to `to`, at least 7 and at most 14 days.",
  method: "GET",
  path: "/api/clients/:clientId/week",
  audience: { who: "client-record", data: "diary-card", action: "read" },
  params: ofClient,
  query: z.object({ to: CivilDateSchema, from: z.optional(CivilDateSchema) }),
  body: Nothing,
  output: DiaryWeek,
});

export const notePrint = operation({
  name: "diary-card.print",
  summary: "Notes in the audit that a page of the card is being printed.",
  method: "POST",
  path: "/api/clients/:clientId/prints",
  audience: { who: "client-record", data: "diary-card", action: "read" },
  takesAway: true,
  params: ofClient,
  query: Nothing,
  body: Nothing,
  output: Nothing,
});

export const saveCard = operation({
  name: "diary-card.save",
  summary: "Hands in card operations. Each is applied once; a replay gets the first answer again.",
  method: "POST",
  path: "/api/clients/:clientId/card-operations",
  audience: { who: "client-record", data: "diary-card", action: "write" },
  params: ofClient,
  query: Nothing,
  body: z.object({
    operations: z.array(CardOperation).check(z.minLength(1), z.maxLength(MOST_OPERATIONS)),
  }),
  output: z.object({ answers: z.array(OperationAnswer), receivedAt: z.iso.datetime() }),
});
