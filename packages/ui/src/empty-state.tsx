import type { ReactNode } from "react";
import css from "./empty-state.module.css";

type EmptyStateProps = {
  title: string;
  /** What to do, in a sentence. */
  children?: ReactNode;
  action?: ReactNode;
};

/** Nothing here yet, kindly, with what to do next. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className={css.empty}>
      <p className={css.title}>{title}</p>
      {children === undefined ? null : <div className={css.words}>{children}</div>}
      {action}
    </div>
  );
}
