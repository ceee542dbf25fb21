import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import css from "./error-state.module.css";

type ErrorStateProps = {
  /** What happened. */
  title: string;
  /** What to do next, and what is safe. */
  children: ReactNode;
  retry?: { label: string; onRetry: () => void };
  /** A short code to quote when asking for help. */
  code?: string;
};

/** Something went wrong: what happened, what to do next, and a way to try again. */
export function ErrorState({ title, children, retry, code }: ErrorStateProps) {
  return (
    <div className={css.error} role="alert">
      <p className={css.title}>{title}</p>
      <div className={css.words}>{children}</div>
      {retry === undefined ? null : <Button onClick={retry.onRetry}>{retry.label}</Button>}
      {code === undefined ? null : <small>{code}</small>}
    </div>
  );
}
