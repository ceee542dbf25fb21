import { type CardAspect, type CardRhythm, DAILY_RATING, type Scale } from "./card-item.ts";
import type { TargetDirection, TargetLevel } from "./target-behaviour.ts";

/**
 * Items that a card can be made from, in our own words (`library_<id>`); the pair puts the client's words in their
 * place. What is asked and how follows the common cards (instruments-and-statistics §1); the interpersonal items and
 * the ones about effort are there so that growth can be seen later (brief D4).
 */
const YES_NO: Scale = { kind: "yes-no" };
const DEGREE: Scale = { kind: "degree" };
const count = (unit: string, max: number): Scale => ({
  kind: "number",
  min: 0,
  max,
  decimals: 0,
  unit,
});
const quarterHours: Scale = {
  kind: "number",
  min: 0,
  max: 24,
  decimals: 2,
  unit: "h",
  quarters: true,
};
/** Amounts of a drink or a drug go by halves. */
const amount = (unit: string): Scale => ({ kind: "number", min: 0, max: 99, decimals: 1, unit });

/** What the items of the library work on, in the words `library_target_<id>`. */
export const LIBRARY_TARGETS = {
  suicide: { level: "ltb", direction: "decrease" },
  "self-harm": { level: "ltb", direction: "decrease" },
  violence: { level: "ltb", direction: "decrease" },
  "leaving-therapy": { level: "tib", direction: "decrease" },
  drinking: { level: "qol", direction: "decrease" },
  drugs: { level: "qol", direction: "decrease" },
  binging: { level: "qol", direction: "decrease" },
  avoiding: { level: "qol", direction: "decrease" },
  "next-step": { level: "qol", direction: "increase" },
  "work-or-study": { level: "qol", direction: "increase" },
  people: { level: "qol", direction: "increase" },
  body: { level: "qol", direction: "increase" },
} as const satisfies Readonly<
  Record<string, { readonly level: TargetLevel; readonly direction: TargetDirection }>
>;
export type LibraryTargetId = keyof typeof LIBRARY_TARGETS;

type Draft = {
  readonly aspect: CardAspect;
  readonly scale: Scale;
  readonly target?: LibraryTargetId;
  readonly rhythm?: CardRhythm;
};

const daily = (aspect: CardAspect, scale: Scale, target?: LibraryTargetId): Draft =>
  target === undefined ? { aspect, scale } : { aspect, scale, target };
const weekly = (aspect: CardAspect, scale: Scale, target?: LibraryTargetId): Draft => ({
  ...daily(aspect, scale, target),
  rhythm: "weekly",
});

const ITEMS = {
  "urge-suicide": daily("urge", DAILY_RATING, "suicide"),
  attempt: daily("attempt", { kind: "attempt" }, "suicide"),
  "urge-self-harm": daily("urge", DAILY_RATING, "self-harm"),
  "act-self-harm": daily("act", YES_NO, "self-harm"),
  "urge-violence": daily("urge", DAILY_RATING, "violence"),
  "act-violence": daily("act", YES_NO, "violence"),
  "urge-drink": daily("urge", DAILY_RATING, "drinking"),
  drank: daily("substance", amount("drinks"), "drinking"),
  "urge-drugs": daily("urge", DAILY_RATING, "drugs"),
  "used-drugs": daily("substance", amount("times"), "drugs"),
  "urge-binge": daily("urge", DAILY_RATING, "binging"),
  "act-binge": daily("act", YES_NO, "binging"),
  "act-avoid": daily("act", count("min", 1440), "avoiding"),
  medication: daily("medication", YES_NO),
  "extra-medication": daily("substance", amount("times")),
  "emotional-pain": daily("emotion", DAILY_RATING),
  "physical-pain": daily("emotion", DAILY_RATING),
  sadness: daily("emotion", DAILY_RATING),
  shame: daily("emotion", DAILY_RATING),
  guilt: daily("emotion", DAILY_RATING),
  anger: daily("emotion", DAILY_RATING),
  fear: daily("emotion", DAILY_RATING),
  loneliness: daily("emotion", DAILY_RATING),
  disgust: daily("emotion", DAILY_RATING),
  joy: daily("emotion", DAILY_RATING),
  love: daily("emotion", DAILY_RATING),
  "next-step": daily("step", DEGREE, "next-step"),
  "life-target": daily("goal", DEGREE, "next-step"),
  "hours-work": daily("number", quarterHours, "work-or-study"),
  asked: daily("goal", YES_NO, "people"),
  "said-no": daily("goal", YES_NO, "people"),
  repaired: daily("goal", YES_NO, "people"),
  "kept-boundary": daily("goal", YES_NO, "people"),
  "time-with-people": daily("number", count("min", 1440), "people"),
  sleep: daily("number", quarterHours, "body"),
  "ate-regularly": daily("goal", DEGREE, "body"),
  moved: daily("number", count("min", 1440), "body"),
  reward: daily("reward", YES_NO),
  watch: daily("watch", DAILY_RATING),
  "urge-quit-therapy": weekly("urge", DAILY_RATING, "leaving-therapy"),
  "hope-life": weekly("belief", DAILY_RATING),
  "hope-therapy": weekly("belief", DAILY_RATING),
  "belief-emotions": weekly("belief", DAILY_RATING),
  "belief-actions": weekly("belief", DAILY_RATING),
  "belief-thoughts": weekly("belief", DAILY_RATING),
  "coming-up": weekly("event", YES_NO),
  "in-the-way": weekly("event", YES_NO),
  "quiet-check": weekly("check", YES_NO),
} as const satisfies Readonly<Record<string, Draft>>;

export type LibraryItemId = keyof typeof ITEMS;

export type LibraryItem = {
  readonly id: LibraryItemId;
  readonly aspect: CardAspect;
  readonly scale: Scale;
  readonly rhythm: CardRhythm;
  /** What the item is about, where it measures a target; items of one target belong together. */
  readonly target: LibraryTargetId | null;
  readonly level: TargetLevel | null;
};

/** Every item in the order in which a card would ask them. */
export const ITEM_LIBRARY: readonly LibraryItem[] = (Object.keys(ITEMS) as LibraryItemId[]).map(
  (id) => {
    const { aspect, scale, target, rhythm = "daily" }: Draft = ITEMS[id];
    const level = target === undefined ? null : LIBRARY_TARGETS[target].level;
    return { id, aspect, scale, rhythm, target: target ?? null, level };
  },
);

const byId: ReadonlyMap<string, LibraryItem> = new Map(ITEM_LIBRARY.map((item) => [item.id, item]));

/** The item of the library that an item of a card was made from, or null. */
export const libraryItemOf = (library: string | null): LibraryItem | null =>
  library === null ? null : (byId.get(library) ?? null);
