import type { ReactNode } from "react";
import { PageHeading } from "./page-heading.tsx";
import css from "./page-head.module.css";

type PageHeadProps = {
  title: string;
  /** The kind of page, for the browser's tab, where the title is a person. */
  page?: string;
  /** A soft line under the title. */
  note?: ReactNode;
  /** Buttons at the end of the line. */
  actions?: ReactNode;
};

/** Title and buttons of a page that is about no client's record. */
export function PageHead({ title, page = title, note, actions }: PageHeadProps) {
  return (
    <div className={css.head}>
      <div>
        <PageHeading page={page}>{title}</PageHeading>
        {note === undefined ? null : <p className={css.note}>{note}</p>}
      </div>
      {actions === undefined ? null : <div className={css.actions}>{actions}</div>}
    </div>
  );
}
