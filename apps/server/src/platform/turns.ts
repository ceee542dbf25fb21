import { Failure } from "./failure.ts";

/** Requests of one sign-in that may wait for each other; a phone sends one after the other. */
const MOST_WAITING = 100;

const queues = new Map<string, { last: Promise<unknown>; length: number }>();

/**
 * Runs work of the same name one after the other. Whoever waits holds no database connection, so that
 * one sign-in with many requests cannot take all of them.
 * @throws Failure `busy` when too many of that name wait
 */
export async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  const queue = queues.get(name) ?? { last: Promise.resolve(), length: 0 };
  if (queue.length >= MOST_WAITING) {
    throw new Failure(
      503,
      "busy",
      "Too much came from this sign-in at once; try again in a moment.",
    );
  }
  queue.length += 1;
  queues.set(name, queue);
  const turn = queue.last.then(work, work);
  queue.last = turn.catch(() => undefined);
  try {
    return await turn;
  } finally {
    queue.length -= 1;
    if (queue.length === 0) queues.delete(name);
  }
}
