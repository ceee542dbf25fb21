import { Link } from "wouter";
import css from "./more-links.module.css";

type MoreLinksProps = { links: readonly { to: string; label: string }[] };

/** Ways to further screens, one under the other. */
export function MoreLinks({ links }: MoreLinksProps) {
  return (
    <ul className={css.links}>
      {links.map(({ to, label }) => (
        <li key={to}>
          <Link className={css.link} href={to}>
            {label}
            <span className={css.sign} aria-hidden="true">
              ›
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
