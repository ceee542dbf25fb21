import { m } from "@trellis/messages/messages";
import { Link } from "wouter";
import css from "./coming-back.module.css";

/**
 * The door for whoever comes back after days away: a greeting over a card that can be used at once, and the way to
 * the days since in one grid. It counts no days and asks for no reason (clinical review §2.3).
 */
export function ComingBack() {
  return (
    <p className={css.back} data-print="no">
      {m.today_nice_to_see_you()} <Link href="/since">{m.today_days_since()}</Link>
    </p>
  );
}
