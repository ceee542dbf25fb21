import type { addToCard } from "@trellis/api/card-item";
import type { OutputOf } from "@trellis/api/operation";
import { DAILY_RATING, type NewCardItem } from "@trellis/domain/card-item";
import type { NewTargetBehaviour } from "@trellis/domain/target-behaviour";
import { type Caller, freshId, request, type TestTrellis } from "./test-trellis.ts";

/** A new item, an emotion of 0 to 5 where nothing else is said. */
export const newItem = (more: Partial<NewCardItem> = {}): NewCardItem => ({
  id: freshId(),
  words: "Joy",
  coverWords: null,
  aspect: "emotion",
  scale: DAILY_RATING,
  rhythm: "daily",
  short: false,
  targetId: null,
  library: null,
  ...more,
});

/** Puts items and targets on a client's card, which has to work, and gives the card. */
export async function addItems(
  trellis: TestTrellis,
  therapist: Caller,
  clientId: string,
  items: readonly NewCardItem[],
  targets: readonly NewTargetBehaviour[] = [],
): Promise<OutputOf<typeof addToCard>> {
  const url = `/api/clients/${clientId}/card/items`;
  const answer = await request(trellis, therapist, "POST", url, { targets, items });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json();
}

let sequence = 0;

/** An operation of a card, made at eight in the evening of its day in Berlin where nothing else is said. */
export const operation = (date: string, more: object) => ({
  id: freshId(),
  schema: 1,
  date,
  zone: "Europe/Berlin",
  madeAt: `${date}T19:00:00.000Z`,
  sequence: (sequence += 1),
  ...more,
});

/** A value of a day, in the first version of the item where nothing else is said. */
export const setValue = (date: string, item: string, value: number | null, more: object = {}) =>
  operation(date, { kind: "set", item, version: 1, value, seen: null, ...more });
