import type { CardOperation } from "@trellis/domain/card-operation";
import { addDays, civilDate } from "@trellis/domain/civil-date";
import { describe, expect, it } from "vitest";
import {
  nextBatch,
  type NewUnsent,
  retryDelay,
  stateOf,
  type Unsent,
  withAnswers,
  withEntry,
  withSending,
  withTrouble,
  withUnreadable,
} from "./unsent-queue.ts";

const envelope = {
  schema: 1 as const,
  date: civilDate("2026-03-03"),
  zone: "UTC",
  madeAt: "",
  sequence: 1,
};
const ofItem = { ...envelope, item: "shame", version: 1 };
const rate = (id: string, value: number, sitting = "now"): CardOperation => ({
  ...ofItem,
  id,
  kind: "rate",
  sitting,
  value,
});
const set = (id: string, value: number | null, seen: number | null): CardOperation => ({
  ...ofItem,
  id,
  kind: "set",
  value,
  seen,
});
const note = (id: string, words: string, seen: string | null): CardOperation => ({
  ...envelope,
  id,
  kind: "note",
  field: "note",
  words,
  seen,
});
const entry = (operation: CardOperation, clientId = "me"): NewUnsent => ({
  clientId,
  operation,
  label: "Shame",
  entered: "4",
});
const queueOf = (...operations: CardOperation[]): Unsent[] =>
  operations.reduce<Unsent[]>((queue, each) => withEntry(queue, entry(each)), []);
const idsOf = (queue: readonly Unsent[]) => queue.map((each) => each.operation.id);

const noteOf = (at: number, words: string): CardOperation => ({
  ...note(String(at), words, null),
  date: addDays(civilDate("2026-03-03"), at),
});

describe("the entries that are not sent", () => {
  it("leave out what was never sent and is said again later", () => {
    expect(idsOf(queueOf(rate("a", 3), rate("b", 4)))).toEqual(["b"]);
    const words = queueOf(note("a", "d", "old"), note("b", "dog", "d"));
    expect(words).toMatchObject([{ operation: { id: "b", words: "dog", seen: "old" } }]);
    const numbers = queueOf(set("a", 1, 7), set("b", null, 1));
    expect(numbers).toMatchObject([{ operation: { id: "b", value: null, seen: 7 } }]);
  });

  it("keep every one that may have arrived, that belongs to another sitting, or that another kind follows", () => {
    const first = queueOf(rate("a", 3));
    const onItsWay = withSending(first, first);
    expect(idsOf(withEntry(onItsWay, entry(rate("b", 4))))).toEqual(["a", "b"]);
    expect(idsOf(withEntry(withTrouble(onItsWay, first), entry(rate("b", 4))))).toEqual(["a", "b"]);
    expect(idsOf(queueOf(rate("a", 3), rate("b", 4, "later")))).toEqual(["a", "b"]);
    expect(idsOf(queueOf(rate("a", 3), set("b", 2, 3), rate("c", 1)))).toEqual(["a", "b", "c"]);
  });

  it("never go to another person's record", () => {
    const queue = withEntry(queueOf(rate("a", 3)), entry(rate("b", 1), "other"));
    expect(idsOf(nextBatch(queue, "me"))).toEqual(["a"]);
    expect(idsOf(nextBatch(queue, "other"))).toEqual(["b"]);
  });

  it("go in order, a batch at a time, and come back when they did not arrive", () => {
    const queue = queueOf(rate("a", 1, "1"), rate("b", 2, "2"), rate("c", 3, "3"));
    const batch = nextBatch(queue, "me", 2);
    expect(idsOf(batch)).toEqual(["a", "b"]);
    const sending = withSending(queue, batch);
    expect(idsOf(nextBatch(sending, "me"))).toEqual(["c"]);
    expect(stateOf(sending)).toBe("sending");
    const back = withTrouble(sending, batch);
    expect(idsOf(nextBatch(back, "me"))).toEqual(["a", "b", "c"]);
    expect(stateOf(back)).toBe("not-sent");
  });

  it("go in parts when their words are long, each part below what a request holds", () => {
    const long = "ñ".repeat(4000);
    const queue = queueOf(...Array.from({ length: 40 }, (_, at) => noteOf(at, long)));
    const first = nextBatch(queue, "me");
    expect(first.length).toBeGreaterThan(15);
    expect(
      new TextEncoder().encode(JSON.stringify(first.map((each) => each.operation))).length,
    ).toBeLessThan(200_000);
    expect(nextBatch(withSending(queue, first), "me").length).toBe(40 - first.length);
  });

  it("leave when applied, and stay with their reason when refused", () => {
    const queue = queueOf(rate("a", 1, "1"), rate("b", 2, "2"));
    const after = withAnswers(queue, [
      { outcome: "applied", id: "a", value: 1, words: null, replaced: null },
      { outcome: "refused", id: "b", code: "value-off-scale" },
    ]);
    expect(after).toMatchObject([{ operation: { id: "b" }, refusal: "value-off-scale" }]);
    expect(nextBatch(after, "me")).toEqual([]);
    expect(stateOf(after)).toBe("not-sent");
    expect(stateOf(withAnswers(queue, []))).toBe("sending");
    expect(stateOf([])).toBe("sent");
    const [bad] = queue;
    expect(bad && withUnreadable(queue, bad)[0]).toMatchObject({ refusal: "request" });
  });

  it("wait longer each time, up to a minute or a little more", () => {
    expect(retryDelay(1, 0.5)).toBe(1000);
    expect(retryDelay(3, 0.5)).toBe(4000);
    expect(retryDelay(30, 0.99)).toBeLessThanOrEqual(75_000);
  });
});
