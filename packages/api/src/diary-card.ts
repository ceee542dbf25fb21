import { CardOperation, OperationAnswer } from "@trellis/domain/card-operation";
import { CivilDateSchema } from "@trellis/domain/civil-date";
import { CardExport, DiaryWeek } from "@trellis/domain/diary-card";
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
    /** The device's own time at sending: how far its clock is off (R-DT-4). Never used for order. */
    sentAt: z.optional(z.iso.datetime().check(z.maxLength(30))),
  }),
  output: z.object({ answers: z.array(OperationAnswer), receivedAt: z.iso.datetime() }),
});

/** Days of one export; a longer history is asked for in parts. */
export const MOST_EXPORT_DAYS = 366;

export const exportCard = operation({
  name: "diary-card.export",
  summary:
    "All that was entered from one day to another (at most 366 days), for the client's own file, with the first day that has an entry.",
  method: "POST",
  path: "/api/clients/:clientId/card-exports",
  audience: { who: "client-record", data: "diary-card", action: "read" },
  takesAway: true,
  params: ofClient,
  query: Nothing,
  body: z.object({ from: CivilDateSchema, to: CivilDateSchema }),
  output: CardExport,
});
