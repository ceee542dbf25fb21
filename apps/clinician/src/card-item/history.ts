import type { CardItem } from "@trellis/domain/card-item";
import type { EarlierVersion } from "@trellis/domain/diary-card";
import { type AskedVersion, isSameScale } from "@trellis/domain/item-history";

const isSame = (one: AskedVersion, other: AskedVersion): boolean =>
  one.words === other.words &&
  one.coverWords === other.coverWords &&
  isSameScale(one.scale, other.scale);

/**
 * What an item asked, the newest first: one line for each day on which words or scale changed. Of several
 * versions of one day the last one counts, as on the card; pausing and folding change no words.
 */
export function historyOf(
  item: CardItem,
  earlier: readonly EarlierVersion[],
): readonly AskedVersion[] {
  const versions: readonly AskedVersion[] = [
    ...earlier.filter((each) => each.item === item.id && each.version < item.version),
    item,
  ];
  const history: AskedVersion[] = [];
  for (const version of versions.toSorted((a, b) => a.version - b.version)) {
    while ((history.at(-1)?.validFrom ?? "") >= version.validFrom) history.pop();
    const last = history.at(-1);
    if (last === undefined || !isSame(last, version)) history.push(version);
  }
  return history.toReversed();
}
