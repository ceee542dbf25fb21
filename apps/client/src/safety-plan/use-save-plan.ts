import { readSafetyPlan, writeSafetyPlan } from "@trellis/api/safety-plan";
import {
  isEmptyPlan,
  type PlanFault,
  planFaults,
  tidyPlan,
} from "@trellis/clinical/safety-plan/plan-draft";
import { mergePlans, type PlanField, type SafetyPlanVersion } from "@trellis/domain/safety-plan";
import { m } from "@trellis/messages/messages";
import { useState } from "react";
import { useLocation } from "wouter";
import { useToday } from "#platform/diary-day.ts";
import { takePlan } from "#platform/own-help-read.ts";
import { endPlanWriting, type PlanWriting, writePlan } from "#platform/plan-writing.ts";
import { hasCode, problemWords } from "#platform/problem-words.ts";
import { callServer } from "#platform/server-call.ts";

/** A version that the other of the two saved meanwhile, and the parts that both have changed. */
export type NewerPlan = {
  readonly theirs: SafetyPlanVersion;
  readonly clashes: readonly PlanField[];
};

/**
 * Saves what is written as the next version. A newer one of the other of the two is joined with it part by
 * part and has to be looked at first; what was typed stays until the server has it.
 */
export function useSavePlan(writing: PlanWriting): {
  readonly save: () => Promise<void>;
  readonly busy: boolean;
  readonly faults: readonly PlanFault[];
  /** Why it is not saved; empty when there is nothing to say. */
  readonly said: string;
  readonly newer: NewerPlan | null;
} {
  const { clientId, draft } = writing;
  const today = useToday();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const [checked, setChecked] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [newer, setNewer] = useState<NewerPlan | null>(null);
  const faults = planFaults(draft);
  const isEmpty = isEmptyPlan(draft);
  const params = { clientId };
  const send = async () => {
    const { seen } = writing;
    try {
      await takePlan(
        await callServer(writeSafetyPlan, { params, body: { seen, plan: tidyPlan(draft) } }),
        today,
      );
      endPlanWriting();
      navigate("/plan");
    } catch (trouble) {
      if (!hasCode(trouble, "changed-meanwhile")) throw trouble;
      const { newest } = await callServer(readSafetyPlan, { params });
      if (newest === null) throw trouble;
      const { merged, clashes } = mergePlans(writing.base, tidyPlan(draft), newest.plan);
      writePlan({ clientId, seen: newest.version, base: newest.plan, draft: merged });
      setNewer({ theirs: newest, clashes });
    }
  };
  const save = async () => {
    setChecked(true);
    if (busy || faults.length > 0 || isEmpty) return;
    setBusy(true);
    setProblem(null);
    setNewer(null);
    await send().catch(setProblem);
    setBusy(false);
  };
  const said = () => {
    if (checked && faults.length > 0) return m.plan_faults();
    if (checked && isEmpty) return m.plan_empty();
    return problem === null ? "" : `${m.plan_not_saved()} ${problemWords(problem)}`;
  };
  return { save, busy, faults: checked ? faults : [], said: said(), newer };
}
