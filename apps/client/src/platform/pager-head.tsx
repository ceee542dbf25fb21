import type { ReactNode } from "react";
import { ScreenTitle } from "./screen-title.tsx";
import css from "./pager-head.module.css";

type Step = {
  label: string;
  /** Null where the way ends; the button stays where it was. */
  go: (() => void) | null;
};

type PagerHeadProps = {
  title: string;
  earlier: Step;
  later: Step;
  /** What stands under the title. */
  children?: ReactNode;
};

/** A heading between ‹ and ›; the new heading is read out when they are used. */
export function PagerHead({ title, earlier, later, children }: PagerHeadProps) {
  return (
    <div className={css.room}>
      <div className={css.head}>
        <StepButton step={earlier} sign="‹" />
        <div className={css.middle}>
          <div aria-live="polite" className={css.title}>
            <ScreenTitle>{title}</ScreenTitle>
          </div>
          {children}
        </div>
        <StepButton step={later} sign="›" />
      </div>
    </div>
  );
}

function StepButton({ step, sign }: { step: Step; sign: string }) {
  const { label, go } = step;
  return (
    <button
      className={css.step}
      type="button"
      data-print="no"
      aria-label={label}
      aria-disabled={go === null || undefined}
      onClick={() => go?.()}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}
