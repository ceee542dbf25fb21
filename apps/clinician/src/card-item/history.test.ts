import type { CardItem } from "@trellis/domain/card-item";
import { civilDate } from "@trellis/domain/civil-date";
import { describe, expect, it } from "vitest";
import { historyOf } from "./history.ts";

const item: CardItem = {
  id: "i",
  version: 4,
  validFrom: civilDate("2026-03-05"),
  words: "third",
  coverWords: null,
  aspect: "urge",
  scale: { kind: "rating", min: 0, max: 5 },
  rhythm: "daily",
  short: false,
  level: null,
  targetId: null,
  library: null,
  position: 0,
  spans: [],
  state: "asked",
};
const earlier = (version: number, words: string, day: string) => ({
  item: "i",
  version,
  words,
  coverWords: null,
  scale: item.scale,
  validFrom: civilDate(day),
});
const lines = (...versions: ReturnType<typeof earlier>[]) =>
  historyOf(item, versions).map(({ words, validFrom }) => `${validFrom} ${words}`);

describe("the history of an item", () => {
  it("names each day on which its words changed, the newest first", () => {
    expect(
      lines(
        earlier(1, "first", "2026-03-01"),
        earlier(2, "first", "2026-03-02"),
        earlier(3, "second", "2026-03-03"),
      ),
    ).toEqual(["2026-03-05 third", "2026-03-03 second", "2026-03-01 first"]);
  });

  it("keeps the last of several versions of one day", () => {
    expect(lines(earlier(1, "first", "2026-03-01"), earlier(3, "typing", "2026-03-05"))).toEqual([
      "2026-03-05 third",
      "2026-03-01 first",
    ]);
  });

  it("leaves out other items, and stays one line for an item that never changed", () => {
    expect(lines({ ...earlier(1, "first", "2026-03-01"), item: "j" })).toEqual([
      "2026-03-05 third",
    ]);
  });
});
