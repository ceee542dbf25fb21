import type { MouseEvent, ReactNode } from "react";
import css from "./bottom-nav.module.css";

type BottomNavProps = {
  /** Name of the navigation, for screen readers. */
  label: string;
  items: readonly {
    href: string;
    label: string;
    current?: boolean;
    /** Stands out on every page, as the way to help does. */
    strong?: boolean;
  }[];
  /** Stays in view with the bar, above it. */
  above?: ReactNode;
  /** Called for a plain tap in place of a page load; without it the links are ordinary ones. */
  onNavigate?: (href: string) => void;
};

/**
 * The bar at the foot of the phone. Put it after `main`: it leaves empty room under the page, so that
 * the last item can be scrolled to where the thumb reaches.
 */
export function BottomNav({ label, items, above, onNavigate }: BottomNavProps) {
  const follow = (event: MouseEvent, href: string) => {
    if (
      !onNavigate ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    onNavigate(href);
  };
  return (
    <>
      <div className={css.room} data-print="no" />
      <div className={css.foot} data-print="no">
        {above}
        <nav className={css.bar} aria-label={label}>
          {items.map((item) => (
            <a
              key={item.href}
              className={css.item}
              href={item.href}
              aria-current={item.current ? "page" : undefined}
              data-strong={item.strong || undefined}
              onClick={(event) => follow(event, item.href)}
            >
              {item.label}
            </a>
          ))}
        </nav>
      </div>
    </>
  );
}
