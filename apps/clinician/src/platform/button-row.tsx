import type { ReactNode } from "react";
import css from "./button-row.module.css";

/** Buttons side by side, below each other where there is no room. */
export const ButtonRow = ({ children }: { children: ReactNode }) => (
  <div className={css.row}>{children}</div>
);
