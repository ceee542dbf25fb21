import { m } from "@trellis/messages/messages";
import { Link } from "wouter";
import { HelpLink } from "./help-link.tsx";
import { ScreenTitle } from "./screen-title.tsx";
import css from "./screen-head.module.css";

type ScreenHeadProps = {
  title: string;
  /** The screen from which one comes here, as "/more". */
  backTo: string;
};

/** The head of a screen that stands behind another one: the way back, and the title. */
export function ScreenHead({ title, backTo }: ScreenHeadProps) {
  return (
    <div className={css.head}>
      <div className={css.ways} data-print="no">
        <Link className={css.back} href={backTo}>
          <span aria-hidden="true">‹</span>
          {m.screen_back()}
        </Link>
        <HelpLink />
      </div>
      <ScreenTitle>{title}</ScreenTitle>
    </div>
  );
}
