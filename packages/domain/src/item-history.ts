import {
  type CardItem,
  type CardItemRevision,
  type CardItemState,
  type NewCardItem,
  type Scale,
  spansOf,
} from "./card-item.ts";
import type { CivilDate } from "./civil-date.ts";
import type { EarlierVersion } from "./diary-card.ts";

/** Words and scale of an item from a civil day on. */
export type ItemVersion = CardItemRevision & {
  readonly version: number;
  readonly validFrom: CivilDate;
  /** Taken off the card because its target was closed, with which it comes back. */
  readonly withTarget: boolean;
};

/** An item with all its versions, the oldest first; there is at least one. */
export type ItemHistory = Omit<
  CardItem,
  "spans" | "validFrom" | "version" | keyof CardItemRevision
> & {
  readonly versions: readonly ItemVersion[];
};

type Started = { readonly version: number; readonly validFrom: CivilDate };

/** The newest of the versions that had begun on that day; the first one when none had. Null when there is none at all. */
export function versionInForce<V extends Started>(
  versions: readonly V[],
  date: CivilDate,
): V | null {
  let inForce: V | null = null;
  let first: V | null = null;
  for (const each of versions) {
    if (first === null || each.version < first.version) first = each;
    if (each.validFrom <= date && (inForce === null || each.version > inForce.version))
      inForce = each;
  }
  return inForce ?? first;
}

/** The item as it is asked on that day. @throws RangeError when it has no version */
export function itemOn({ versions, ...item }: ItemHistory, date: CivilDate): CardItem {
  const inForce = versionInForce(versions, date);
  if (inForce === null) throw new RangeError("an item without a version");
  const { withTarget: _withTarget, ...version } = inForce;
  return { ...item, ...version, spans: spansOf(versions) };
}

/** The item in its newest version. @throws RangeError when it has no version */
export const newestOf = (item: ItemHistory): CardItem => itemOn(item, "9999-12-31" as CivilDate);

/**
 * The versions, without the item's present one, that were in force on a day from `from` to `to` or that one of the
 * `used` numbers names.
 */
export function earlierVersionsOf(
  { id, versions }: ItemHistory,
  present: number,
  range: { readonly from: CivilDate; readonly to: CivilDate },
  used: ReadonlySet<number>,
): EarlierVersion[] {
  const atStart = versionInForce(versions, range.from)?.version;
  return versions
    .filter(({ version, validFrom }) => {
      const begins = validFrom > range.from && validFrom <= range.to;
      return version !== present && (used.has(version) || version === atStart || begins);
    })
    .map((version) => earlierVersion(id, version));
}

/** Every version of the item before its newest one. */
export const versionsBefore = ({ id, versions }: ItemHistory): EarlierVersion[] =>
  versions.slice(0, -1).map((version) => earlierVersion(id, version));

const earlierVersion = (item: string, version: ItemVersion): EarlierVersion => ({
  item,
  version: version.version,
  words: version.words,
  coverWords: version.coverWords,
  scale: version.scale,
  validFrom: version.validFrom,
});

/** What was asked on one day: words and scale. */
export type AskedVersion = Pick<
  CardItem,
  "coverWords" | "scale" | "validFrom" | "version" | "words"
>;

/** Words and scale of an item on a day, from its present version and the earlier ones that came with it. */
export function versionOn(
  item: AskedVersion & Pick<CardItem, "id">,
  earlier: readonly EarlierVersion[],
  date: CivilDate,
): AskedVersion {
  const others = earlier.filter((each) => each.item === item.id && each.version < item.version);
  return versionInForce<AskedVersion>([...others, item], date) ?? item;
}

/** Every field of a revision. One that is left out here does not compile: its change would be taken for a replay. */
const REVISED = {
  words: true,
  coverWords: true,
  scale: true,
  rhythm: true,
  short: true,
  state: true,
} satisfies Record<keyof CardItemRevision, true>;

/** True when both ask the same in the same way. */
export const isSameRevision = (one: CardItemRevision, other: CardItemRevision): boolean =>
  (Object.keys(REVISED) as (keyof CardItemRevision)[]).every((field) =>
    field === "scale" ? isSameScale(one.scale, other.scale) : one[field] === other[field],
  );

/** True when a value of one scale means the same on the other. */
export function isSameScale(one: Scale, other: Scale): boolean {
  if (one.kind === "rating" && other.kind === "rating")
    return one.min === other.min && one.max === other.max;
  if (one.kind === "number" && other.kind === "number")
    return (
      one.min === other.min &&
      one.max === other.max &&
      one.decimals === other.decimals &&
      one.unit === other.unit &&
      one.quarters === other.quarters
    );
  return one.kind === other.kind;
}

/** True when adding `item` once more would add what is there; its first version tells. */
export function isReplayOf(item: NewCardItem, known: ItemHistory): boolean {
  const first = versionInForce(known.versions, "1900-01-01" as CivilDate);
  return (
    first !== null &&
    known.aspect === item.aspect &&
    known.targetId === item.targetId &&
    known.library === item.library &&
    isSameRevision(first, { ...item, state: "asked" satisfies CardItemState })
  );
}
