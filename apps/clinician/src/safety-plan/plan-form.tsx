import { planFaults, tidyPlan } from "@trellis/clinical/safety-plan/plan-draft";
import { PlanFields } from "@trellis/clinical/safety-plan/plan-fields";
import {
  changedPlanFields,
  EMPTY_PLAN,
  type SafetyPlan,
  type SafetyPlanVersion,
} from "@trellis/domain/safety-plan";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Dialog } from "@trellis/ui/dialog";
import { showToast } from "@trellis/ui/toast-queue";
import { useEffect, useRef, useState } from "react";
import { focusFirstWrong } from "#platform/door-form.tsx";
import { useLeaveGuard } from "#platform/leave-guard.ts";
import { problemWords } from "#platform/problem-words.ts";
import { ClashNote } from "./clash-note.tsx";
import { PlanClash, usePlanChanges } from "./plan-query.ts";
import css from "./plan-page.module.css";

type PlanFormProps = {
  clientId: string;
  /** Null when none was written yet. */
  newest: SafetyPlanVersion | null;
  onClose: () => void;
};

/** Writes a version over the one that was seen. What the client wrote meanwhile is joined; nothing typed is lost. */
export function PlanForm({ clientId, newest, onClose }: PlanFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [base, setBase] = useState(newest);
  const [draft, setDraft] = useState<SafetyPlan>(newest?.plan ?? EMPTY_PLAN);
  const [tried, setTried] = useState(false);
  const { write } = usePlanChanges(clientId);
  const faults = planFaults(draft);
  const isChanged = changedPlanFields(base?.plan ?? EMPTY_PLAN, tidyPlan(draft)).length > 0;
  const clash = write.error instanceof PlanClash ? write.error : null;
  useEffect(() => form.current?.querySelector<HTMLElement>("input, textarea")?.focus(), []);

  const save = () => {
    setTried(true);
    if (faults.length > 0) {
      if (form.current) focusFirstWrong(form.current);
      return;
    }
    if (!isChanged) {
      showToast({ about: clientId, key: "plan", text: m.plan_page_same() });
      onClose();
      return;
    }
    write.mutate(
      { base, own: tidyPlan(draft) },
      {
        onSuccess: ({ version }) => {
          showToast({
            about: clientId,
            key: "plan",
            text: m.plan_page_saved({ version: String(version) }),
          });
          onClose();
        },
        onError: (error) => {
          if (!(error instanceof PlanClash)) return;
          // What was seen now counts: the next save is meant to follow it.
          setBase(error.theirs);
          setDraft(error.merged);
        },
      },
    );
  };
  return (
    <form
      ref={form}
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!write.isPending) save();
      }}
    >
      {clash === null ? null : <ClashNote clash={clash} />}
      <div className={css.fields}>
        <PlanFields draft={draft} onChange={setDraft} faults={tried ? faults : []} />
      </div>
      <div className={css.bar}>
        <div role="alert">
          {write.error === null || clash !== null ? null : <p>{problemWords(write.error)}</p>}
          {tried && faults.length > 0 ? <p>{m.plan_page_faults()}</p> : null}
        </div>
        <Cancel isChanged={isChanged} onClose={onClose} />
        <Button type="submit" variant="primary" busy={write.isPending}>
          {m.plan_page_save({ version: String((base?.version ?? 0) + 1) })}
        </Button>
      </div>
      <LeaveDialog active={isChanged && !write.isSuccess} />
    </form>
  );
}

/** Asks once before words are thrown away. */
function Cancel({ isChanged, onClose }: { isChanged: boolean; onClose: () => void }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button onClick={() => (isChanged ? setAsking(true) : onClose())}>
        {m.clinician_cancel()}
      </Button>
      <DiscardDialog open={asking} onStay={() => setAsking(false)} onLeave={onClose} />
    </>
  );
}

/** The same before another page comes. */
function LeaveDialog({ active }: { active: boolean }) {
  const { asking, stay, leave } = useLeaveGuard(active);
  return <DiscardDialog open={asking} onStay={stay} onLeave={leave} />;
}

type DiscardDialogProps = { open: boolean; onStay: () => void; onLeave: () => void };

const DiscardDialog = ({ open, onStay, onLeave }: DiscardDialogProps) => (
  <Dialog
    open={open}
    onClose={onStay}
    title={m.plan_page_leave_title()}
    closeLabel={m.clinician_close()}
    actions={
      <>
        <Button onClick={onLeave}>{m.clinician_discard()}</Button>
        <Button variant="primary" onClick={onStay}>
          {m.clinician_keep_writing()}
        </Button>
      </>
    }
  >
    <p>{m.clinician_discard_question()}</p>
  </Dialog>
);
