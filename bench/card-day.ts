import { randomUUID } from "node:crypto";
import { addDays, type CivilDate } from "@trellis/domain/civil-date";
import { requestBytes } from "./link.ts";
import { asClient, clientId, itemId, tokenHash, type Group } from "./seed.ts";
import type { SentStatement } from "./wire.ts";

const VALUES_A_DAY = 12;
export const CLIENTS = 16;

/** Sixteen clients who have kept a card of twelve items for three months. */
export const savers: Group = { name: "saver", clients: CLIENTS, days: 91, items: VALUES_A_DAY };

/** One evening's card of one client: everything in a save that differs from other saves. */
export type CardDay = {
  readonly client: string;
  readonly date: CivilDate;
  readonly operationIds: readonly string[];
  readonly sitting: string;
};

export const cardDay = (saver: number, date: CivilDate): CardDay => ({
  client: clientId(savers.name, saver),
  date,
  operationIds: Array.from({ length: VALUES_A_DAY }, () => randomUUID()),
  sitting: randomUUID(),
});

/** Twelve ratings in one request, as the phone's outbox sends them. */
export function saveRequest(day: CardDay): Buffer {
  const operations = day.operationIds.map((id, place) => ({
    kind: "rate",
    id,
    schema: 1,
    date: day.date,
    zone: "Europe/Berlin",
    madeAt: `${day.date}T19:30:00.000Z`,
    sequence: place,
    item: itemId(day.client, place),
    version: 1,
    sitting: day.sitting,
    value: place % 2,
  }));
  const headers = {
    "trellis-app": "client",
    cookie: asClient(day.client).cookie,
    "accept-encoding": "gzip, deflate, br, zstd",
  };
  return requestBytes(
    "POST",
    `/api/clients/${day.client}/card-operations`,
    headers,
    JSON.stringify({ operations }),
  );
}

/** The statements of one save with another save's ids, day and sign-in put in, write by write. */
export function statementsFor(
  captured: readonly (readonly SentStatement[])[],
  of: CardDay,
  to: CardDay,
): SentStatement[][] {
  const names = new Map<string, string>([
    [of.client, to.client],
    [of.date, to.date],
    [of.sitting, to.sitting],
    ...of.operationIds.map((id, place): [string, string] => [id, to.operationIds[place] ?? ""]),
    ...of.operationIds.map((_, place): [string, string] => [
      itemId(of.client, place),
      itemId(to.client, place),
    ]),
  ]);
  const pattern = new RegExp([...names.keys()].join("|"), "g");
  const [hashOf, hashTo] = [of, to].map((day) => tokenHash(asClient(day.client).token));
  return captured.map((statements) =>
    statements.map(({ sql, values }) => ({
      sql,
      values: values.map((value) => {
        if (typeof value === "string")
          return value.replace(pattern, (found) => names.get(found) ?? found);
        return value !== null && hashOf?.equals(value) ? (hashTo ?? value) : value;
      }),
    })),
  );
}

/** Saves of one client on consecutive days. */
export const cardDays = (saver: number, first: CivilDate, count: number): CardDay[] =>
  Array.from({ length: count }, (_, index) => cardDay(saver, addDays(first, index)));
