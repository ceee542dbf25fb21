import { readCoaching } from "@trellis/api/coaching-call";
import { readSafetyPlan } from "@trellis/api/safety-plan";
import { BACKGROUND_HEADER } from "@trellis/api/sign-in";
import type { CivilDate } from "@trellis/domain/civil-date";
import type { SafetyPlanVersion } from "@trellis/domain/safety-plan";
import { useToday } from "./diary-day.ts";
import { createStore, useStore } from "./external-store.ts";
import { isSignedInAs, type ReadHelp, readHelp } from "./own-help.ts";
import { copyDeclined, keepCopy, wantNoCopy } from "./plan-copy-keep.ts";
import { findCopy, type PlanCopy, planCopy } from "./plan-copy.ts";
import { callServer, transportWith } from "./server-call.ts";
import { readSigned } from "./signed-in.ts";

type Trouble = { readonly clientId: string; readonly problem: unknown };

/** What was read is read anew after this time when the app comes back to sight, in milliseconds. */
const STALE_AFTER = 60 * 60 * 1000;

const trouble = createStore<Trouble | null>(null);

/** Nobody asked for it by a tap: it keeps no sign-in awake. */
const quietly = transportWith({ [BACKGROUND_HEADER]: "1" });

/** Reads plan and coaching into memory. */
export async function readOwnHelp(clientId: string, today: CivilDate): Promise<void> {
  try {
    const params = { clientId };
    const [{ newest }, { people }] = await Promise.all([
      callServer(readSafetyPlan, { params }, quietly),
      callServer(readCoaching, { params }, quietly),
    ]);
    await take({ clientId, plan: newest, coaching: people, readAt: Date.now() }, today);
  } catch (problem) {
    trouble.set({ clientId, problem });
  }
}

/** A copy is renewed where there still is one: another window may have removed it. */
async function take(read: ReadHelp, today: CivilDate): Promise<void> {
  const kept = await findCopy().catch(() => null);
  if (!isSignedInAs(readSigned(), read.clientId)) return;
  trouble.set(null);
  const isOwn = kept?.clientId === read.clientId;
  const help = isOwn ? { ...read, plan: withWords(read.plan, kept.plan) } : read;
  readHelp.set(help);
  if (isOwn) keepCopy(copyFrom(help, today));
}

/** Where the clinic's keys were lost, this phone's copy of the same version still has its words. */
const withWords = (plan: ReadHelp["plan"], kept: ReadHelp["plan"]): ReadHelp["plan"] =>
  plan?.lost === true && kept?.version === plan.version && kept.lost !== true ? kept : plan;

const copyFrom = ({ clientId, plan, coaching }: ReadHelp, on: CivilDate): PlanCopy => ({
  clientId,
  plan,
  coaching,
  on,
});

/** The plan has a version that was written or agreed to on this phone. */
export async function takePlan(plan: SafetyPlanVersion, today: CivilDate): Promise<void> {
  const now = readHelp.get();
  if (now !== null) await take({ ...now, plan }, today);
}

/**
 * Reads plan and coaching now, and again when the app comes back to sight an hour later. It is done whichever
 * screen is shown: opening a page of help asks for nothing and so tells nobody (R-CS-6). Gives what ends it.
 */
export function keepOwnHelp(clientId: string, today: CivilDate): () => void {
  const read = () => {
    const now = readHelp.get();
    const isFresh = now?.clientId === clientId && Date.now() - now.readAt < STALE_AFTER;
    if (document.visibilityState === "visible" && !isFresh) void readOwnHelp(clientId, today);
  };
  read();
  document.addEventListener("visibilitychange", read);
  return () => document.removeEventListener("visibilitychange", read);
}

/** Why it could not be read; null when it was, or is on its way. */
export function useOwnHelpProblem(clientId: string): unknown {
  const now = useStore(trouble);
  return now?.clientId === clientId ? now.problem : null;
}

/** Whether this phone keeps a copy, and whether its person was asked. */
export function useCopyChoice(clientId: string): {
  readonly kept: CivilDate | null;
  readonly asked: boolean;
  /** Gives false when this browser keeps nothing. */
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
      const now = readHelp.get();
      return now?.clientId === clientId && keepCopy(copyFrom(now, today));
    },
    refuse: () => wantNoCopy(clientId),
  };
}
