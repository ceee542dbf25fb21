import type { CivilDate } from "@trellis/domain/civil-date";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { chooseShort } from "./card-store.ts";
import css from "./short-day.module.css";

type ShortDayProps = { short: boolean; date: CivilDate; isToday: boolean };

/** On a day that is too much a few taps are a whole card. One tap there and back, and nobody asks why. */
export function ShortDay({ short, date, isToday }: ShortDayProps) {
  const choose = () =>
    chooseShort(date, !short, {
      label: m.today_short_label(),
      entered: short ? m.no() : m.yes(),
    });
  return (
    <div className={css.line} data-print="no">
      <p role="status">{short ? m.today_short() : null}</p>
      <Button variant="quiet" onClick={choose}>
        {short
          ? m.today_short_whole()
          : isToday
            ? m.today_too_much()
            : m.today_too_much_other_day()}
      </Button>
    </div>
  );
}
