import type { CardItem } from "@trellis/domain/card-item";
import { type CardDesign, shownOrder } from "./card-groups.ts";

/** Daily items about staying alive, which one weekly question may stand for once they have been quiet. */
export const foldable = (card: CardDesign): CardItem[] =>
  shownOrder(card).filter(
    ({ level, state, rhythm }) => level === "ltb" && state === "asked" && rhythm === "daily",
  );

/** What the weekly question stands for now. */
export const folded = (card: CardDesign): CardItem[] =>
  shownOrder(card).filter(({ state }) => state === "folded");

/** The weekly question, on the card or off it; null when this card never had one. */
export const quietCheck = ({ items }: CardDesign): CardItem | null =>
  items.find(({ aspect }) => aspect === "check") ?? null;
