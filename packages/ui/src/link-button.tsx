import type { ComponentPropsWithRef } from "react";
import css from "./button.module.css";

type LinkButtonProps = Omit<ComponentPropsWithRef<"a">, "className" | "style"> & {
  href?: string;
  variant?: "primary" | "plain" | "quiet";
  /** Fills the width of its column. */
  wide?: boolean;
};

/** A link that looks like a button. Takes the props a router's link hands to its child. */
export function LinkButton({ variant = "plain", wide, children, ...rest }: LinkButtonProps) {
  return (
    <a {...rest} className={css.button} data-variant={variant} data-wide={wide || undefined}>
      {children}
    </a>
  );
}
