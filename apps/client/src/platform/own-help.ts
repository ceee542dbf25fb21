import { readCoaching } from "@trellis/api/coaching-call";
import { readSafetyPlan } from "@trellis/api/safety-plan";
import { BACKGROUND_HEADER } from "@trellis/api/sign-in";
import type { CivilDate } from "@trellis/domain/civil-date";
import type { CoachingPerson } from "@trellis/domain/coaching-call";
import type { SafetyPlanVersion } from "@trellis/domain/safety-plan";
import { useToday } from "./diary-day.ts";
import { createStore, useStore } from "./external-store.ts";
import { copyDeclined, keepCopy, type PlanCopy, planCopy, wantNoCopy } from "./plan-copy.ts";
import { callServer, transportWith } from "./server-call.ts";
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

type ReadHelp = Omit<OwnHelp, "copyOf"> & { readonly readAt: number };
type Trouble = { readonly clientId: string; readonly problem: unknown };

/** What was read is read anew after this time when the app comes back to sight, in milliseconds. */
const STALE_AFTER = 60 * 60 * 1000;

const read = createStore<ReadHelp | null>(null);
const trouble = createStore<Trouble | null>(null);

/** Nobody asked for it by a tap: it keeps no sign-in awake. */
const quietly = transportWith({ [BACKGROUND_HEADER]: "1" });

/**
 * Reads plan and coaching into memory. It is done when the phone has nothing else to do, whichever screen is
 * shown: opening a screen of help asks for nothing (R-CS-6).
 */
export async function readOwnHelp(clientId: string, today: CivilDate): Promise<void> {
  try {
    const params = { clientId };
    const [{ newest }, { people }] = await Promise.all([
      callServer(readSafetyPlan, { params }, quietly),
      callServer(readCoaching, { params }, quietly),
    ]);
    if (!isOf(readSigned(), clientId)) return;
    take({ clientId, plan: newest, coaching: people, readAt: Date.now() }, today);
  } catch (problem) {
    trouble.set({ clientId, problem });
  }
}

const isOf = (signed: Signed, clientId: string): boolean =>
  signed.state === "in" && signed.clientId === clientId;

function take(help: ReadHelp, today: CivilDate): void {
  trouble.set(null);
  read.set(help);
  const kept = planCopy.get();
  if (kept?.clientId === help.clientId) keepCopy(copyFrom(help, today));
}

const copyFrom = ({ clientId, plan, coaching }: ReadHelp, on: CivilDate): PlanCopy => ({
  clientId,
  plan,
  coaching,
  on,
});

/** The plan has a version that was written or agreed to on this phone. */
export function takePlan(plan: SafetyPlanVersion, today: CivilDate): void {
  const now = read.get();
  if (now !== null) take({ ...now, plan }, today);
}

/** True when there is nothing in memory for this person, or when it is an hour old. */
export function isOwnHelpStale(clientId: string): boolean {
  const now = read.get();
  return now?.clientId !== clientId || Date.now() - now.readAt > STALE_AFTER;
}

/** Who is signed in sees what is theirs; signed out, the copy of this phone is all there is. */
function visible(signed: Signed, now: ReadHelp | null, kept: PlanCopy | null): OwnHelp | null {
  if (signed.state === "in" && now?.clientId === signed.clientId) return { ...now, copyOf: null };
  if (kept === null || (signed.state !== "out" && kept.clientId !== signed.clientId)) return null;
  const { clientId, plan, coaching, on } = kept;
  return { clientId, plan, coaching, copyOf: on };
}

/** Null while this phone knows nothing about it. */
export const useOwnHelp = (): OwnHelp | null =>
  visible(useSigned(), useStore(read), useStore(planCopy));

/** Why it could not be read; null when it was, or is on its way. */
export function useOwnHelpProblem(clientId: string): unknown {
  const now = useStore(trouble);
  return now?.clientId === clientId ? now.problem : null;
}

/** The copy that this phone may show to whoever holds it, for the page of the worker. */
export function readShownCopy(): PlanCopy | null {
  const signed = readSigned();
  const kept = planCopy.get();
  return signed.state === "out" || kept?.clientId === signed.clientId ? kept : null;
}

export function followShownCopy(watcher: () => void): void {
  planCopy.subscribe(watcher);
  followSigned(watcher);
}

/** Whether a copy is kept, and whether the person of it was asked. */
export function useCopyChoice(clientId: string): {
  readonly kept: CivilDate | null;
  readonly asked: boolean;
  /** Gives false when this browser keeps nothing, or nothing is there to be kept. */
  readonly keep: () => boolean;
  readonly refuse: () => void;
} {
  const today = useToday();
  const kept = useStore(planCopy);
  const refused = useStore(copyDeclined);
  const own = kept?.clientId === clientId ? kept.on : null;
  return {
    kept: own,
    asked: own !== null || refused === clientId,
    keep: () => {
      const now = read.get();
      return now?.clientId === clientId && keepCopy(copyFrom(now, today));
    },
    refuse: () => wantNoCopy(clientId),
  };
}

/** What was read is forgotten as soon as the sign-in of its person is over; a copy that was asked for stays. */
export function followOwnHelp(): void {
  followSigned(() => {
    const now = read.get();
    if (now !== null && !isOf(readSigned(), now.clientId)) read.set(null);
  });
}
