import { dayWords } from "@trellis/clinical/civil-date-words/civil-date-words";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { useState } from "react";
import { useLanguage } from "./language.ts";
import { useCopyChoice } from "./own-help-read.ts";
import css from "./plan-copy-choice.module.css";

type PlanCopyChoiceProps = {
  /** Whose plan it is. */
  clientId: string;
  /** `once`: is silent after an answer, unless a copy is kept. `always`: the choice can be changed here. */
  ask: "once" | "always";
};

/**
 * Whether this phone keeps a plain copy of plan and coaching. It is asked once, says who could read it, and
 * can be taken off without a sign-in.
 */
export function PlanCopyChoice({ clientId, ask }: PlanCopyChoiceProps) {
  const { kept, asked, keep, refuse } = useCopyChoice(clientId);
  const [said, setSaid] = useState("");
  const locale = useLanguage();
  const takeOff = () => {
    refuse();
    setSaid(m.plan_copy_removed());
  };
  if (kept !== null) {
    return (
      <Card>
        <p>{m.plan_copy_kept({ day: dayWords(kept, locale, { year: true }) })}</p>
        <small>{m.plan_copy_kept_who()}</small>
        <Button onClick={takeOff}>{m.plan_copy_remove()}</Button>
      </Card>
    );
  }
  const isSilent = ask === "once" && asked;
  return (
    <>
      <div role="status" className={css.said}>
        {said}
      </div>
      {isSilent ? null : (
        <Card title={m.plan_copy_title()}>
          <p>{m.plan_copy_what()}</p>
          <p>{m.plan_copy_who()}</p>
          <div className={css.answers}>
            <Button onClick={() => setSaid(keep() ? "" : m.plan_copy_not_kept())}>
              {m.plan_copy_yes()}
            </Button>
            {asked ? null : <Button onClick={takeOff}>{m.plan_copy_no()}</Button>}
          </div>
        </Card>
      )}
    </>
  );
}
