import { useEffect, useState } from "react";
import {
  dismissToast,
  dismissToastsAboutOthers,
  isAboutOther,
  useToasts,
  type Toast,
} from "./toast-queue.tsx";
import css from "./toasts.module.css";

type ToastsProps = {
  /** Name of the region. */
  label: string;
  /** Name of the button that takes a toast away. */
  dismissLabel: string;
  /** Whom the page is about; toasts about others go away. */
  about?: string | null;
};

/** Milliseconds that a toast stays; one with a way back stays long enough to reach it. */
const stay = { plain: 6_000, action: 20_000 };

/** Where toasts appear. Mount once per app, after the rest of the page; fill it with `showToast`. */
export function Toasts({ label, dismissLabel, about = null }: ToastsProps) {
  const toasts = useToasts().filter((toast) => !isAboutOther(toast, about));
  useEffect(() => dismissToastsAboutOthers(about), [about]);
  const [held, setHeld] = useState(false);
  return (
    <section
      className={css.region}
      aria-label={label}
      data-print="no"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div className={css.list} aria-live="polite" aria-relevant="additions">
        {toasts.map((toast) => (
          <ToastCard
            key={toast.id}
            toast={toast}
            held={held}
            dismissLabel={dismissLabel}
            onGone={() => setHeld(false)}
          />
        ))}
      </div>
    </section>
  );
}

type ToastCardProps = {
  toast: Toast & { id: number };
  held: boolean;
  dismissLabel: string;
  onGone: () => void;
};

function ToastCard({ toast, held, dismissLabel, onGone }: ToastCardProps) {
  const { id, text, action } = toast;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(id), action ? stay.action : stay.plain);
    return () => clearTimeout(timer);
  }, [held, id, action]);
  const dismiss = () => {
    dismissToast(id);
    onGone();
  };
  return (
    <div className={css.toast}>
      <span className={css.text}>{text}</span>
      {action === undefined ? null : (
        <button
          className={css.action}
          type="button"
          onClick={() => {
            action.onAction();
            dismiss();
          }}
        >
          {action.label}
        </button>
      )}
      <button className={css.dismiss} type="button" aria-label={dismissLabel} onClick={dismiss}>
        <span aria-hidden="true">×</span>
      </button>
    </div>
  );
}
