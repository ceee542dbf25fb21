import type { CivilDate } from "@trellis/domain/civil-date";
import type { CardExport, EntryDetail, RiddenOut } from "@trellis/domain/diary-card";
import { earlierVersionsOf, type ItemHistory } from "@trellis/domain/item-history";
import type { EntryRow } from "#platform/diary-entry.ts";

/** Stands for no version: an export knows no present one. */
const NONE = 0;

/** Versions with which something of the range was entered, and those of its items that were in force then. */
export function usedVersions(
  items: readonly ItemHistory[],
  range: { readonly from: CivilDate; readonly to: CivilDate },
  entered: {
    readonly entries: readonly EntryRow[];
    readonly details: readonly EntryDetail[];
    readonly riddenOut: readonly RiddenOut[];
  },
): CardExport["versions"] {
  const { entries, details, riddenOut } = entered;
  const named = new Set<string | null>(
    [...entries, ...details, ...riddenOut].map(({ item }) => item),
  );
  return items
    .filter(({ id }) => named.has(id))
    .flatMap((history) => {
      const own = entries.filter(({ item }) => item === history.id);
      const used = new Set(own.map(({ version }) => version));
      return earlierVersionsOf(history, NONE, range, used).map((version) => ({
        ...version,
        aspect: history.aspect,
        level: history.level,
        rhythm:
          history.versions.find((each) => each.version === version.version)?.rhythm ?? "daily",
      }));
    });
}
