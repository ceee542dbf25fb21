import { VisuallyHidden } from "@trellis/ui/visually-hidden";
import { useEffect, useRef } from "react";
import { usePageTitle } from "./page-title.tsx";

let pagesSeen = 0;

type PageHeadingProps = {
  children: string;
  /**
   * The kind of page, for the browser's tab and for screen readers where the heading is a person.
   * Null for what others may look at: the tab then has the app's name alone.
   */
  page: string | null;
};

/** The heading of a page. It takes the focus when the page came without a page load. */
export function PageHeading({ children, page }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(page);
  useEffect(() => {
    pagesSeen += 1;
    if (pagesSeen === 1) return;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
      {page === null || page === children ? null : <VisuallyHidden>{`, ${page}`}</VisuallyHidden>}
    </h1>
  );
}
