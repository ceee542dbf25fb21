import type { ReactNode } from "react";
import { Link } from "wouter";
import css from "./line-list.module.css";

/** People or things, one a line. */
export function LineList({ children }: { children: ReactNode }) {
  return <ul className={css.list}>{children}</ul>;
}

type LineProps = {
  /** Where the whole line leads. */
  href: string;
  name: string;
  children: ReactNode;
};

/** A line that leads to a page of its own. */
export function Line({ href, name, children }: LineProps) {
  return (
    <li className={css.line}>
      <Link className={css.name} href={href}>
        {name}
      </Link>
      {children}
    </li>
  );
}

/** A soft word at the end of a line. */
export const LineFact = ({ children }: { children?: ReactNode }) => (
  <span className={css.fact}>{children}</span>
);
