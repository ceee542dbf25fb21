import type { ReactNode } from "react";
import css from "./filter-row.module.css";

/** Fields that narrow a list, side by side where there is room. */
export const FilterRow = ({ children }: { children: ReactNode }) => (
  <div className={css.row} role="search">
    {children}
  </div>
);
