import { isAdultOn, isLikelyBirthDate } from "@trellis/domain/birth-date";
import type { CivilDate } from "@trellis/domain/civil-date";
import type { NewClient } from "@trellis/domain/client";
import { readDay } from "./day.ts";
import { wordsFault, type WordsFault } from "./words-draft.ts";

/** Longest initials and longest tag, in characters. */
export const LONGEST_INITIALS = 12;
export const LONGEST_TAG = 20;

/** A client while they are being added. */
export type NewClientDraft = {
  readonly initials: string;
  readonly tag: string;
  readonly birthDate: string;
  readonly zone: string;
};

export type NewClientFaults = {
  readonly initials?: WordsFault;
  readonly tag?: WordsFault;
  readonly birthDate?: "needed" | "unlikely" | "not-adult";
};

type ReadClient =
  | { readonly client: Omit<NewClient, "id" | "apart"> }
  | { readonly faults: NewClientFaults };

function birthDateFault(
  birthDate: CivilDate | null,
  today: CivilDate,
): NewClientFaults["birthDate"] {
  if (birthDate === null) return "needed";
  if (!isLikelyBirthDate(birthDate, today)) return "unlikely";
  return isAdultOn(birthDate, today) ? undefined : "not-adult";
}

/** The client that the fields describe, or what stands in the way. The tag may be empty. */
export function readNewClient(draft: NewClientDraft, today: CivilDate): ReadClient {
  const [initials, tag] = [draft.initials.trim(), draft.tag.trim()];
  const birthDate = readDay(draft.birthDate);
  const faults = {
    initials: wordsFault(initials, LONGEST_INITIALS),
    tag: tag === "" ? null : wordsFault(tag, LONGEST_TAG),
    birthDate: birthDateFault(birthDate, today),
  };
  const isWhole = faults.initials === null && faults.tag === null && faults.birthDate === undefined;
  if (isWhole && birthDate !== null)
    return { client: { initials, tag, birthDate, zone: draft.zone } };
  return {
    faults: {
      ...(faults.initials === null ? {} : { initials: faults.initials }),
      ...(faults.tag === null ? {} : { tag: faults.tag }),
      ...(faults.birthDate === undefined ? {} : { birthDate: faults.birthDate }),
    },
  };
}
