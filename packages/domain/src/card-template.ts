import { type LibraryItemId } from "./item-library.ts";
import { type SkillId } from "./skill.ts";

/**
 * First cards for a new client, in ids of the library and of the skills (words: `template_<id>` and
 * `template_<id>_line`). Short on purpose: a card that is kept says more than a complete one (peers §5, 1;
 * docs/clinical/diary-card.md). The usual one has a first skill: trying counts from the first day (clinical review
 * §2.10).
 */
const WEEKLY = [
  "urge-quit-therapy",
  "hope-life",
  "hope-therapy",
  "coming-up",
  "in-the-way",
] as const satisfies readonly LibraryItemId[];
const STAYING_ALIVE = [
  "urge-suicide",
  "attempt",
  "urge-self-harm",
  "act-self-harm",
] as const satisfies readonly LibraryItemId[];

export const CARD_TEMPLATES = [
  {
    id: "small",
    items: [...STAYING_ALIVE, "emotional-pain", "joy", ...WEEKLY],
  },
  {
    id: "usual",
    items: [
      ...STAYING_ALIVE,
      "medication",
      "next-step",
      "sadness",
      "shame",
      "anger",
      "fear",
      "joy",
      "stop",
      ...WEEKLY,
    ],
  },
  {
    id: "substances",
    items: [
      ...STAYING_ALIVE,
      "urge-drink",
      "drank",
      "urge-drugs",
      "used-drugs",
      "medication",
      "shame",
      "emotional-pain",
      "joy",
      ...WEEKLY,
    ],
  },
  {
    id: "life",
    items: [
      "next-step",
      "hours-work",
      "asked",
      "said-no",
      "sleep",
      "loneliness",
      "shame",
      "joy",
      "reward",
      ...STAYING_ALIVE,
      ...WEEKLY,
    ],
  },
] as const satisfies readonly {
  readonly id: string;
  readonly items: readonly (LibraryItemId | SkillId)[];
}[];

export type CardTemplate = (typeof CARD_TEMPLATES)[number];
export type CardTemplateId = CardTemplate["id"];

/** The taps that are enough on a day that is too much, until the pair chooses others (clinical review §3.2). */
export const TEMPLATE_SHORT: readonly LibraryItemId[] = [
  "urge-suicide",
  "act-self-harm",
  "emotional-pain",
];
