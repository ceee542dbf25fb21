import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { ApiError } from "@trellis/api/api-client";
import { readCoaching } from "@trellis/api/coaching-call";
import {
  agreeSafetyPlan,
  listSafetyPlanVersions,
  printSafetyPlan,
  readSafetyPlan,
  writeSafetyPlan,
} from "@trellis/api/safety-plan";
import {
  EMPTY_PLAN,
  mergePlans,
  type PlanField,
  type SafetyPlan,
  type SafetyPlanVersion,
} from "@trellis/domain/safety-plan";
import { useEffect } from "react";
import { ask } from "#platform/api.ts";
import { useChange } from "#platform/use-change.ts";

/** The newest version, null while there is none. */
export const planQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["safety-plan", clientId],
    queryFn: async () => (await ask(readSafetyPlan, { params: { clientId } })).newest,
  });

/** Every version, newest first. */
export const planVersionsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["safety-plan", clientId, "versions"],
    queryFn: async () => (await ask(listSafetyPlanVersions, { params: { clientId } })).versions,
  });

/** Whom the client can call for coaching, as their phone shows it. */
export const coachingQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["coaching", clientId],
    queryFn: async () => (await ask(readCoaching, { params: { clientId } })).people,
  });

/** Another version came meanwhile. What both changed is joined, and nothing that was written is lost. */
export class PlanClash extends Error {
  readonly theirs: SafetyPlanVersion;
  readonly merged: SafetyPlan;
  /** What both changed; the own words stand in `merged`. */
  readonly clashes: readonly PlanField[];
  constructor(base: SafetyPlan, own: SafetyPlan, theirs: SafetyPlanVersion) {
    super("the plan was changed meanwhile");
    const { merged, clashes } = mergePlans(base, own, theirs.plan);
    this.theirs = theirs;
    this.merged = merged;
    this.clashes = clashes;
  }
}

/** What somebody writes over what they have seen. */
export type PlanWriting = { readonly base: SafetyPlanVersion | null; readonly own: SafetyPlan };

async function send(clientId: string, { base, own }: PlanWriting): Promise<SafetyPlanVersion> {
  const params = { clientId };
  try {
    return await ask(writeSafetyPlan, { params, body: { seen: base?.version ?? 0, plan: own } });
  } catch (error) {
    if (!(error instanceof ApiError) || error.problem?.code !== "changed-meanwhile") throw error;
    const { newest } = await ask(readSafetyPlan, { params });
    if (newest === null) throw error;
    throw new PlanClash(base?.plan ?? EMPTY_PLAN, own, newest);
  }
}

/** Writes a version, or puts one's name to the newest. */
export function usePlanChanges(clientId: string) {
  const queries = useQueryClient();
  const put = async (version: SafetyPlanVersion) => {
    queries.setQueryData(planQuery(clientId).queryKey, version);
    await queries.invalidateQueries({ queryKey: planVersionsQuery(clientId).queryKey });
  };
  return {
    write: useChange({
      send: async (writing: PlanWriting) => send(clientId, writing),
      onMade: put,
    }),
    agree: useChange({
      send: async (version: number) =>
        ask(agreeSafetyPlan, { params: { clientId }, body: { version } }),
      onMade: put,
      // There may be a newer one, which is to be read before a name stands under it.
      onRefused: () =>
        void queries.invalidateQueries({ queryKey: planQuery(clientId).queryKey, exact: true }),
    }),
  };
}

/** Notes in the audit that the plan is being printed, by its button or by the browser's menu. */
export function usePlanPrintNote(clientId: string, isThere: boolean): void {
  useEffect(() => {
    if (!isThere) return;
    const note = () => void ask(printSafetyPlan, { params: { clientId } }).catch(() => undefined);
    window.addEventListener("beforeprint", note);
    return () => window.removeEventListener("beforeprint", note);
  }, [clientId, isThere]);
}
