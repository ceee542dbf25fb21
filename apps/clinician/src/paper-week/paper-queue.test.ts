import type { CardOperation } from "@trellis/domain/card-operation";
import { describe, expect, it } from "vitest";
import {
  added,
  again,
  countsOf,
  nextOf,
  type PaperEntry,
  unreadable,
  withAnswers,
  withState,
} from "./paper-queue.ts";

const operation = (id: string) => ({ id }) as CardOperation;
const applied = (id: string) => ({
  outcome: "applied" as const,
  id,
  value: 1,
  words: null,
  replaced: null,
});
const refused = (id: string) => ({
  outcome: "refused" as const,
  id,
  code: "value-off-scale" as const,
});
const ids = (queue: readonly PaperEntry[]) => queue.map((each) => each.operation.id);

describe("entries taken over from paper", () => {
  it("take the place of what was not sent, and wait behind what is under way", () => {
    const two = added(added([], "a", operation("1")), "a", operation("2"));
    expect(ids(two)).toEqual(["2"]);
    const sending = withState(two, two, "sending");
    const third = added(sending, "a", operation("3"));
    expect(ids(third)).toEqual(["2", "3"]);
    expect(nextOf(third, 10)).toEqual([]);
    expect(ids(withAnswers(third, [refused("2")]))).toEqual(["3"]);
  });

  it("leave when they are taken and stay when they are refused", () => {
    const both = added(added([], "a", operation("1")), "b", operation("2"));
    const left = withAnswers(both, [applied("1"), refused("2")]);
    expect(left).toMatchObject([{ place: "b", state: "refused", refusal: "value-off-scale" }]);
    expect(countsOf(left)).toEqual({ saving: 0, stuck: 0, refused: 1 });
    expect(nextOf(left, 10)).toEqual([]);
  });

  it("are kept while there is no answer, and go out again", () => {
    const one = added([], "a", operation("1"));
    const stuck = withState(one, one, "stuck");
    expect(nextOf(stuck, 10)).toEqual([]);
    expect(ids(nextOf(again(stuck), 10))).toEqual(["1"]);
    const [entry] = one;
    expect(entry && unreadable(one, entry)[0]?.refusal).toBe("request");
  });
});
