import type { CardItem } from "@trellis/domain/card-item";
import { inCardOrder } from "@trellis/domain/diary-card";

/** One card on the screen: an item, and under an urge what was done of the same target. */
export type ItemGroup = { readonly item: CardItem; readonly acts: readonly CardItem[] };
/** All skills stand in one card, where the first of them stands. */
export type SkillGroup = { readonly skills: readonly CardItem[] };
export type CardGroup = ItemGroup | SkillGroup;

const ACTS: ReadonlySet<CardItem["aspect"]> = new Set(["act", "attempt", "substance"]);

/** The cards of a day in the order of the card. An act without an urge is a card of its own. */
export function cardGroups(asked: readonly CardItem[]): CardGroup[] {
  const inOrder = inCardOrder(asked);
  const urges = new Map<string, string>();
  for (const { aspect, targetId, id } of inOrder) {
    if (aspect === "urge" && targetId !== null && !urges.has(targetId)) urges.set(targetId, id);
  }
  const urgeOf = (item: CardItem) =>
    ACTS.has(item.aspect) && item.targetId !== null ? urges.get(item.targetId) : undefined;
  const acts = Map.groupBy(
    inOrder.filter((item) => urgeOf(item) !== undefined),
    urgeOf,
  );
  const skills = inOrder.filter((item) => item.aspect === "skill");
  return inOrder
    .filter((item) => urgeOf(item) === undefined)
    .flatMap((item): CardGroup[] => {
      if (item.aspect !== "skill") return [{ item, acts: acts.get(item.id) ?? [] }];
      return item === skills[0] ? [{ skills }] : [];
    });
}

/**
 * What a body may be hurt by: whatever was done, so that no level is asked, and medication beyond what is prescribed
 * (clinical review §2.1).
 */
export const mayHurt = ({ aspect, library }: Pick<CardItem, "aspect" | "library">): boolean =>
  aspect === "act" || aspect === "attempt" || library === "extra-medication";
