import type { CardItemState, Scale } from "@trellis/domain/card-item";
import { addDays, type CivilDate } from "@trellis/domain/civil-date";
import type { DemoItem, DemoItemVersion } from "./demo-clinic.ts";
import type { StoryItem, StoryTarget } from "./story.ts";

/** The versions of an item over a record that began on `since` and ends the day before `today`. */
export function itemVersions(
  item: StoryItem,
  since: CivilDate,
  today: CivilDate,
): DemoItemVersion[] {
  const weeksBack = (weeks: number) => {
    const date = addDays(today, -Math.round(7 * weeks));
    return date < since ? since : date;
  };
  const first = item.addedWeeksAgo === undefined ? since : weeksBack(item.addedWeeksAgo);
  const as = (state: CardItemState) => ({
    coverWords: item.coverWords ?? null,
    rhythm: item.rhythm ?? "daily",
    short: item.short ?? false,
    state,
  });
  const changes = [
    { words: item.words, scale: item.scale, validFrom: first, ...as("asked") },
    ...(item.revised === undefined
      ? []
      : [
          {
            words: item.revised.words,
            scale: item.revised.scale,
            validFrom: weeksBack(item.revised.weeksAgo),
            ...as("asked"),
          },
        ]),
  ];
  const newest = changes.at(-1) ?? item;
  if (item.foldedWeeksAgo !== undefined) {
    changes.push({
      words: newest.words,
      scale: newest.scale,
      validFrom: weeksBack(item.foldedWeeksAgo),
      ...as("folded"),
    });
  }
  if (item.retiredWeeksAgo !== undefined) {
    changes.push({
      words: newest.words,
      scale: newest.scale,
      validFrom: weeksBack(item.retiredWeeksAgo),
      ...as("retired"),
    });
  }
  return changes.map((change, index) => ({ version: index + 1, ...change }));
}

/**
 * The version in force on a day, or null when the item is not asked then.
 * @param isOpen whether the weekly question has opened folded items on that day
 */
export function versionOn(
  versions: readonly DemoItemVersion[],
  date: CivilDate,
  isOpen = false,
): { readonly version: number; readonly scale: Scale } | null {
  const inForce = versions.findLast((version) => version.validFrom <= date);
  if (inForce === undefined) return null;
  return inForce.state === "asked" || (isOpen && inForce.state === "folded") ? inForce : null;
}

/** An item of a story with its ids and its place on the card. */
export function placeItem(
  item: StoryItem,
  place: {
    readonly id: string;
    readonly position: number;
    readonly versions: readonly DemoItemVersion[];
  },
  targets: ReadonlyMap<string, StoryTarget & { readonly id: string }>,
): DemoItem {
  const target = item.target === null ? undefined : targets.get(item.target);
  return {
    id: place.id,
    aspect: item.aspect,
    targetId: target?.id ?? null,
    level: target?.level ?? null,
    library: item.library ?? null,
    position: place.position,
    versions: place.versions,
  };
}
