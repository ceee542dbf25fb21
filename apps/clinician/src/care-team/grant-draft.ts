import type { GrantKind } from "@trellis/domain/access";
import { type CareGrant, isCoverTooLong, type NewGrant } from "@trellis/domain/care-team";
import type { CivilDate } from "@trellis/domain/civil-date";
import { readDay } from "#platform/day.ts";
import { endOfDay, startOfDay } from "#platform/grant-days.ts";

/** A relation while it is being given. Days are as the fields hold them. */
export type GrantDraft = {
  readonly kind: GrantKind | null;
  readonly accountId: string | null;
  readonly from: string;
  /** The last day; empty for no end. */
  readonly until: string;
};

export type GrantFaults = {
  readonly kind?: true;
  readonly accountId?: true;
  readonly from?: "needed";
  readonly until?: "needed" | "before-from" | "past" | "too-long";
};

type ReadGrant = { readonly grant: Omit<NewGrant, "id"> } | { readonly faults: GrantFaults };

function untilFault(
  { kind, until }: GrantDraft,
  from: CivilDate | null,
  today: CivilDate,
): GrantFaults["until"] {
  const last = readDay(until);
  if (last === null) return kind === "cover" || until !== "" ? "needed" : undefined;
  if (from !== null && last < from) return "before-from";
  if (last < today) return "past";
  const first = from === null || from < today ? today : from;
  return kind === "cover" && isCoverTooLong(first, last) ? "too-long" : undefined;
}

/** The relation that the fields describe, or what stands in its way. Somebody who stands in does so until a day. */
export function readGrant(draft: GrantDraft, today: CivilDate): ReadGrant {
  const { kind, accountId } = draft;
  const [from, last] = [readDay(draft.from), readDay(draft.until)];
  const until = untilFault(draft, from, today);
  if (kind !== null && accountId !== null && from !== null && until === undefined)
    return {
      grant: {
        kind,
        accountId,
        from: startOfDay(from),
        until: last === null ? null : endOfDay(last),
      },
    };
  return {
    faults: {
      ...(kind === null ? { kind: true } : {}),
      ...(accountId === null ? { accountId: true } : {}),
      ...(from === null ? { from: "needed" } : {}),
      ...(until === undefined ? {} : { until }),
    },
  };
}

/** Who has the chosen relation in some of those days already; somebody can follow themself. */
export function takenBy(grants: readonly CareGrant[], draft: GrantDraft): ReadonlySet<string> {
  const [first, last] = [readDay(draft.from), readDay(draft.until)];
  const from = first === null ? Number.NEGATIVE_INFINITY : Date.parse(startOfDay(first));
  const until = last === null ? Number.POSITIVE_INFINITY : Date.parse(endOfDay(last));
  const meets = (grant: CareGrant) =>
    Date.parse(grant.from) < until && (grant.until === null || Date.parse(grant.until) > from);
  const taken = grants.filter(
    (grant) => grant.kind === draft.kind && grant.state !== "past" && meets(grant),
  );
  return new Set(taken.map(({ accountId }) => accountId));
}
