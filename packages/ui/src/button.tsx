import type { ComponentPropsWithRef } from "react";
import css from "./button.module.css";

type ButtonProps = Omit<ComponentPropsWithRef<"button">, "className" | "style"> & {
  /** `primary` once a view at most; `danger` for what cannot be taken back. */
  variant?: "primary" | "plain" | "quiet" | "danger";
  /** Fills the width of its column. */
  wide?: boolean;
  /** The work it started is going on: it stays focusable and does nothing. */
  busy?: boolean;
};

/** A button of at least 44 px, `type="button"` unless said otherwise. */
export function Button({ variant = "plain", wide, busy, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={css.button}
      data-variant={variant}
      data-wide={wide || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}
