import type { ReactNode } from "react";
import css from "./banner.module.css";

type BannerProps = {
  /** `caution` for what must be known before going on. Neither is an alarm. */
  kind?: "info" | "caution";
  title?: string;
  children?: ReactNode;
  /** A button or link at the end. */
  action?: ReactNode;
};

/** A lasting message about the whole page. */
export function Banner({ kind = "info", title, children, action }: BannerProps) {
  return (
    <div className={css.banner} data-kind={kind}>
      <span className={css.mark} aria-hidden="true" />
      <div className={css.words}>
        {title === undefined ? null : <strong>{title}</strong>}
        {children === undefined ? null : <div>{children}</div>}
      </div>
      {action}
    </div>
  );
}
