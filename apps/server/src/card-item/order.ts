import type { CardItem } from "@trellis/domain/card-item";
import { Failure, notFound } from "#platform/failure.ts";

/**
 * The place of each item: those that are named first, in that order, then the others as they stand.
 * @param items in their present order
 * @throws Failure 400 when an item is named twice, 404 when one is not of this card
 */
export function planOrder(
  items: readonly CardItem[],
  named: readonly string[],
): readonly { readonly item: string; readonly position: number }[] {
  const first = new Set(named);
  if (first.size !== named.length)
    throw new Failure(400, "invalid-input", "An item is named twice.", { path: "body.items" });
  const known = new Set(items.map(({ id }) => id));
  if (named.some((id) => !known.has(id))) throw notFound();
  const others = items.map(({ id }) => id).filter((id) => !first.has(id));
  return [...named, ...others].map((item, index) => ({ item, position: index + 1 }));
}
