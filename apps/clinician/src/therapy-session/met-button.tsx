import type { CivilDate } from "@trellis/domain/civil-date";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { useState } from "react";
import { useKeptFocus } from "#platform/kept-focus.ts";
import { DayDialog } from "./day-dialog.tsx";
import { useRecordedSessions } from "./recorded-session.ts";
import css from "./session-page.module.css";

type MetButtonProps = {
  clientId: string;
  today: CivilDate;
  /** The last session that the server knows. */
  lastSessionOn: CivilDate | null;
};

/** Records that the two met, today or on another day; can be taken back. */
export function MetButton({ clientId, today, lastSessionOn }: MetButtonProps) {
  const { recorded, busy, record, withdraw } = useRecordedSessions(clientId);
  const [choosing, setChoosing] = useState(false);
  const madeToday = recorded.find((session) => session.heldOn === today);
  const metToday = madeToday !== undefined || lastSessionOn === today;
  const part = useKeptFocus<HTMLDivElement>(metToday);
  return (
    <div ref={part} className={css.row}>
      {metToday ? (
        <span className={css.met}>
          {m.session_met_today_done()}
          {madeToday === undefined ? null : (
            <Button variant="quiet" busy={busy} onClick={() => withdraw(madeToday)}>
              {m.session_take_back()}
            </Button>
          )}
        </span>
      ) : (
        <Button variant="primary" busy={busy} onClick={() => record(today)}>
          {m.session_met_today()}
        </Button>
      )}
      <Button variant="quiet" onClick={() => setChoosing(true)}>
        {m.session_met_other_day()}
      </Button>
      <DayDialog
        open={choosing}
        onClose={() => setChoosing(false)}
        title={m.session_met_other_day_title()}
        label={m.session_met_other_day_label()}
        action={m.session_met_other_day_action()}
        today={today}
        onChoose={record}
      />
    </div>
  );
}
