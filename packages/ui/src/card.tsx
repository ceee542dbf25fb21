import { useId, type ReactNode } from "react";
import css from "./card.module.css";

type CardProps = {
  /** The heading, also the name of the section. */
  title?: string;
  /** Level of the heading; 2 unless said otherwise. */
  level?: 2 | 3;
  /** One soft line under the heading. */
  note?: ReactNode;
  /** What stands at the end of the heading's line. */
  aside?: ReactNode;
  /** Id of the heading, so that a group inside can be named by it. */
  titleId?: string;
  children?: ReactNode;
};

/** A sheet of paper on the ground: one section of a page. */
export function Card({ title, level = 2, note, aside, titleId, children }: CardProps) {
  const ownId = useId();
  const id = titleId ?? ownId;
  const Heading = level === 2 ? "h2" : "h3";
  if (title === undefined) return <div className={css.card}>{children}</div>;
  return (
    <section className={css.card} aria-labelledby={id}>
      <div className={css.head}>
        <Heading id={id}>{title}</Heading>
        {aside}
      </div>
      {note === undefined ? null : <small className={css.note}>{note}</small>}
      {children === undefined ? null : <div className={css.body}>{children}</div>}
    </section>
  );
}
