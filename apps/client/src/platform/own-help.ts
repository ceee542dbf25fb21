import type { CivilDate } from "@trellis/domain/civil-date";
import type { CoachingPerson } from "@trellis/domain/coaching-call";
import type { SafetyPlanVersion } from "@trellis/domain/safety-plan";
import { createStore, useStore } from "./external-store.ts";
import { findCopy, type PlanCopy, planCopy } from "./plan-copy.ts";
import { followSigned, readSigned, type Signed, useSigned } from "./signed-in.ts";

/** The client's own part of help: the plan, and whom they can call for coaching. */
export type OwnHelp = {
  readonly clientId: string;
  /** Null when none was written yet. */
  readonly plan: SafetyPlanVersion | null;
  readonly coaching: readonly CoachingPerson[];
  /** The day of the copy that this is; null when it was read by this visit. */
  readonly copyOf: CivilDate | null;
};

/** What was read by this visit, and when, in milliseconds since 1970. */
export type ReadHelp = Omit<OwnHelp, "copyOf"> & { readonly readAt: number };

/** Written by `own-help-read.ts` alone. */
export const readHelp = createStore<ReadHelp | null>(null);

export const isSignedInAs = (signed: Signed, clientId: string): boolean =>
  signed.state === "in" && signed.clientId === clientId;

/** Who is signed in sees what is theirs; signed out, the copy of this phone is all there is. */
function visible(signed: Signed, now: ReadHelp | null, kept: PlanCopy | null): OwnHelp | null {
  if (now !== null && isSignedInAs(signed, now.clientId)) return { ...now, copyOf: null };
  if (kept === null || (signed.state !== "out" && kept.clientId !== signed.clientId)) return null;
  const { clientId, plan, coaching, on } = kept;
  return { clientId, plan, coaching, copyOf: on };
}

/** Null while this phone knows nothing about it. */
export const useOwnHelp = (): OwnHelp | null =>
  visible(useSigned(), useStore(readHelp), useStore(planCopy));

const lookForCopy = () => void findCopy().catch(() => undefined);

/**
 * Finds the copy of this phone, follows what other windows do to it, and forgets what was read as soon as the sign-in
 * of its person is over. A copy that was asked for stays.
 */
export function followOwnHelp(): void {
  lookForCopy();
  addEventListener("storage", lookForCopy);
  document.addEventListener("visibilitychange", lookForCopy);
  followSigned(() => {
    const now = readHelp.get();
    if (now !== null && !isSignedInAs(readSigned(), now.clientId)) readHelp.set(null);
  });
}
