import type { CardItem } from "@trellis/domain/card-item";
import { NewCardItem } from "@trellis/domain/card-item";
import { CARD_TEMPLATES, TEMPLATE_SHORT } from "@trellis/domain/card-template";
import { civilDate } from "@trellis/domain/civil-date";
import { NewTargetBehaviour } from "@trellis/domain/target-behaviour";
import { describe, expect, it } from "vitest";
import {
  type BuilderDraft,
  countsOf,
  isTouched,
  keyOf,
  previewOfDraft,
  readBuilder,
  startBuilder,
  withRow,
  withTargetWords,
  withTemplate,
} from "./builder-draft.ts";
import type { CardDesign } from "./card-groups.ts";

const EMPTY: CardDesign = { targets: [], items: [], earlierVersions: [] };
const TARGET = "0197f000-0000-7000-8000-00000000000a";

function start(design: CardDesign = EMPTY): BuilderDraft {
  let last = 0;
  return startBuilder(design, "en", () => {
    last += 1;
    return `0197f000-0000-7000-8000-${String(last).padStart(12, "0")}`;
  });
}

const rowOf = (draft: BuilderDraft, key: string) => {
  const row = draft.rows.find((each) => keyOf(each) === key);
  if (row === undefined) throw new Error(`no ${key}`);
  return row;
};
const chosen = (draft: BuilderDraft, ...keys: string[]): BuilderDraft =>
  keys.reduce((now, key) => withRow(now, rowOf(now, key).id, { chosen: true }), draft);
function additionOf(draft: BuilderDraft) {
  const read = readBuilder(draft, "four-words");
  if ("faults" in read) throw new Error("it has faults");
  return read.addition;
}

const there: CardItem = {
  id: "0197f000-0000-7000-8000-00000000000b",
  version: 1,
  validFrom: civilDate("2026-01-01"),
  words: "Drang",
  coverWords: null,
  aspect: "urge",
  scale: { kind: "rating", min: 0, max: 5 },
  rhythm: "daily",
  short: false,
  level: "ltb",
  targetId: TARGET,
  library: "urge-self-harm",
  position: 0,
  spans: [{ from: civilDate("2026-01-01"), until: null, state: "asked" }],
  state: "asked",
};
const WITH_CARD: CardDesign = {
  targets: [
    { id: TARGET, words: "So I can stay", level: "ltb", direction: "decrease", closedOn: null },
  ],
  items: [there],
  earlierVersions: [],
};

describe("a card that is begun", () => {
  it("has nothing chosen", () => {
    expect(countsOf(start())).toEqual({ daily: 0, weekly: 0 });
    expect(isTouched(start())).toBe(false);
  });

  it.each(CARD_TEMPLATES)("from the template $id asks what the template says", ({ id, items }) => {
    const draft = withTemplate(start(), id);
    const addition = additionOf(draft);
    expect(new Set(addition.items.map((item) => item.library))).toEqual(new Set(items));
    for (const item of addition.items) expect(NewCardItem.safeParse(item).success).toBe(true);
    for (const target of addition.targets)
      expect(NewTargetBehaviour.safeParse(target).success).toBe(true);
    const targets = new Set(addition.targets.map((target) => target.id));
    for (const { targetId } of addition.items)
      if (targetId !== null) expect(targets).toContain(targetId);
    expect(addition.items.filter((item) => item.short).map((item) => item.library)).toEqual(
      expect.arrayContaining(TEMPLATE_SHORT.filter((each) => items.some((item) => item === each))),
    );
  });

  it("keeps what was typed when another template is chosen", () => {
    const usual = withTemplate(start(), "usual");
    const worded = withRow(usual, rowOf(usual, "shame").id, { words: "the hot face" });
    const words = additionOf(withTemplate(worded, "substances")).items.map((item) => item.words);
    expect(words).toContain("the hot face");
  });

  it("follows the language where nothing was typed, units as well", () => {
    const draft = chosen(start(), "joy", "drank");
    const spanish = additionOf({ ...draft, language: "es" });
    const english = additionOf(draft);
    expect(spanish.items.map((item) => item.words)).not.toEqual(
      english.items.map((item) => item.words),
    );
    const unit = (addition: typeof english) =>
      addition.items.flatMap(({ scale }) => (scale.kind === "number" ? [scale.unit] : []));
    expect(unit(spanish)).not.toEqual(unit(english));
  });

  it("is the same thing each time it is sent", () => {
    const draft = chosen(start(), "joy", "urge-drink");
    expect(additionOf(draft)).toEqual(additionOf(draft));
  });

  it("asks about skills as the clinic does", () => {
    const draft = chosen(start(), "opposite-action");
    expect(additionOf(draft).items[0]?.scale).toEqual({ kind: "skill-use" });
    const read = readBuilder(draft, "classic");
    expect("addition" in read && read.addition.items[0]?.scale).toEqual({ kind: "skill-classic" });
  });

  it("names the words that stand in its way", () => {
    const draft = chosen(start(), "joy", "urge-drink");
    const emptied = withTargetWords(
      withRow(draft, rowOf(draft, "joy").id, { words: " ", coverWords: "x".repeat(61) }),
      "drinking",
      "",
    );
    const read = readBuilder(emptied, "four-words");
    expect("faults" in read && [...read.faults.rows.values()]).toEqual([
      { words: "needed", coverWords: "too-long" },
    ]);
    expect("faults" in read && [...read.faults.targets]).toEqual([["drinking", "needed"]]);
  });
});

describe("what is added to a card", () => {
  it("joins the target that the card has, and offers nothing twice", () => {
    const draft = chosen(start(WITH_CARD), "act-self-harm");
    expect(draft.rows.some((row) => keyOf(row) === "urge-self-harm")).toBe(false);
    const addition = additionOf(draft);
    expect(addition.targets).toEqual([]);
    expect(addition.items.map((item) => item.targetId)).toEqual([TARGET]);
  });

  it("makes a target anew when the one that the card had is closed", () => {
    const [target] = WITH_CARD.targets;
    if (target === undefined) throw new Error("no target");
    const closed = { ...WITH_CARD, targets: [{ ...target, closedOn: civilDate("2026-02-01") }] };
    expect(additionOf(chosen(start(closed), "act-self-harm")).targets).toHaveLength(1);
  });

  it("is seen in the place that the phone will give it", () => {
    const draft = chosen(start(WITH_CARD), "joy", "act-self-harm", "said-no", "attempt");
    const words = previewOfDraft(draft, WITH_CARD, "four-words").map((item) =>
      item.id === there.id ? "there" : draft.rows.filter((row) => row.id === item.id).map(keyOf)[0],
    );
    expect(words).toEqual(["there", "act-self-harm", "attempt", "said-no", "joy"]);
  });
});
