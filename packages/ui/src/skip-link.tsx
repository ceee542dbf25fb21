import css from "./skip-link.module.css";

type SkipLinkProps = {
  /** The address inside the page, as "#main"; its target needs an id and tabIndex -1. */
  href: string;
  children: string;
};

/** The first link of a page: unseen until it has the keyboard's focus. */
export function SkipLink({ href, children }: SkipLinkProps) {
  return (
    <a className={css.skip} href={href} data-print="no">
      {children}
    </a>
  );
}
