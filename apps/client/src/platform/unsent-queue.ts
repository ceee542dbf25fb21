import type { CardOperation, OperationAnswer, RefusalCode } from "@trellis/domain/card-operation";

/** An entry that the server has not taken yet, or has refused. */
export type Unsent = {
  readonly clientId: string;
  readonly operation: CardOperation;
  /** What it is about and what was entered, as the person saw it. */
  readonly label: string;
  readonly entered: string;
  readonly state: "waiting" | "sending" | "refused";
  /** How often sending did not work. */
  readonly tried: number;
  /** Why it was refused: by the server's rules, or `request` when the server could not read it. */
  readonly refusal: RefusalCode | "request" | null;
};

export type NewUnsent = Pick<Unsent, "clientId" | "operation" | "label" | "entered">;

/** Most operations sent in one request; few, so that a slow network gets somewhere. The server takes 200. */
export const BATCH = 50;

/** Most bytes of operations sent in one request, below what the server takes. */
const MOST_BYTES = 180_000;

/** What an operation writes to: of two for the same place of a day the later one says it all. */
export function placeOf(operation: CardOperation): string {
  const { date } = operation;
  switch (operation.kind) {
    case "rate":
    case "set":
      return `${operation.item} ${date}`;
    case "note":
      return `${operation.field} ${date}`;
    case "detail":
      return `${operation.item}:${operation.field} ${date}`;
    case "day":
      return `day ${date}`;
    case "ride-out":
      // Each urge that was ridden out stands for itself.
      return `${operation.id} ${date}`;
  }
}

const sameSitting = (one: CardOperation, other: CardOperation): boolean =>
  one.kind === other.kind &&
  (one.kind !== "rate" || (other.kind === "rate" && one.sitting === other.sitting));

/**
 * Adds an entry at the end. One for the same place that was never sent is left out, because this one
 * says the same later; what the person had seen then is still what they saw.
 */
export function withEntry(queue: readonly Unsent[], entry: NewUnsent): Unsent[] {
  const fresh: Unsent = { ...entry, state: "waiting", tried: 0, refusal: null };
  const last = queue.findLast(
    (each) =>
      each.clientId === entry.clientId && placeOf(each.operation) === placeOf(entry.operation),
  );
  const replaces =
    last !== undefined &&
    last.state === "waiting" &&
    last.tried === 0 &&
    sameSitting(last.operation, entry.operation);
  if (!replaces) return [...queue, fresh];
  return [
    ...queue.filter((each) => each !== last),
    { ...fresh, operation: seenAs(entry.operation, last.operation) },
  ];
}

function seenAs(operation: CardOperation, earlier: CardOperation): CardOperation {
  if (operation.kind === "set" && earlier.kind === "set") {
    return { ...operation, seen: earlier.seen };
  }
  if (operation.kind === "note" && earlier.kind === "note") {
    return { ...operation, seen: earlier.seen };
  }
  if (operation.kind === "detail" && earlier.kind === "detail") {
    return { ...operation, seen: earlier.seen };
  }
  return operation;
}

/** The entries to send next for this person, in the order in which they were made, within what one request holds. */
export function nextBatch(
  queue: readonly Unsent[],
  clientId: string,
  most: number = BATCH,
): Unsent[] {
  const waiting = queue
    .filter((each) => each.clientId === clientId && each.state === "waiting")
    .slice(0, most);
  let bytes = 0;
  const tooMuch = waiting.findIndex(({ operation }) => {
    bytes += bytesOf(operation);
    return bytes > MOST_BYTES;
  });
  // One alone always goes: the server has the last word on it.
  return tooMuch === -1 ? waiting : waiting.slice(0, Math.max(1, tooMuch));
}

const bytesOf = (operation: CardOperation): number =>
  new TextEncoder().encode(JSON.stringify(operation)).length + 1;

const ids = (entries: readonly Unsent[]) => new Set(entries.map((each) => each.operation.id));

/** Marks a batch as on its way. */
export function withSending(queue: readonly Unsent[], batch: readonly Unsent[]): Unsent[] {
  const sent = ids(batch);
  return queue.map((each) =>
    sent.has(each.operation.id) ? { ...each, state: "sending" as const } : each,
  );
}

/** Takes away what was applied, and keeps what was refused with its reason. */
export function withAnswers(
  queue: readonly Unsent[],
  answers: readonly OperationAnswer[],
): Unsent[] {
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  return queue.flatMap((each): Unsent[] => {
    const answer = byId.get(each.operation.id);
    if (answer === undefined) return [each];
    if (answer.outcome === "applied") return [];
    return [{ ...each, state: "refused", refusal: answer.code }];
  });
}

/** The batch did not arrive, or nobody knows: it waits for the next try. */
export function withTrouble(queue: readonly Unsent[], batch: readonly Unsent[]): Unsent[] {
  const sent = ids(batch);
  return queue.map((each) =>
    sent.has(each.operation.id)
      ? { ...each, state: "waiting" as const, tried: each.tried + 1 }
      : each,
  );
}

/** The server could not read this entry at all; it is kept for the person to see. */
export function withUnreadable(queue: readonly Unsent[], entry: Unsent): Unsent[] {
  return queue.map((each) =>
    each.operation.id === entry.operation.id
      ? { ...each, state: "refused" as const, refusal: "request" as const }
      : each,
  );
}

/** Where entries are, in the three words that a person sees. */
export function stateOf(entries: readonly Unsent[]): "sent" | "sending" | "not-sent" {
  if (entries.some((each) => each.state === "refused" || each.tried > 0)) return "not-sent";
  return entries.length > 0 ? "sending" : "sent";
}

/**
 * Milliseconds until the next try: 1 s, doubled each time, at most a minute, spread by a quarter so that
 * many phones do not come back at once.
 * @param tried how often it did not work, from 1
 * @param random 0 up to 1
 */
export const retryDelay = (tried: number, random: number): number =>
  Math.min(60_000, 1000 * 2 ** (tried - 1)) * (0.75 + random / 2);
