import type { CivilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { useState } from "react";
import { useKeptFocus } from "#platform/kept-focus.ts";
import { RecordDialog } from "./record-dialog.tsx";
import { useRecordedSessions } from "./recorded-session.ts";
import css from "./session-page.module.css";

type MetButtonProps = {
  clientId: string;
  today: CivilDate;
  /** The sessions of the range and the newest ones. */
  recent: DiaryWeek["sessions"];
};

/** Records that the two met, today or on another day; can be taken back. */
export function MetButton({ clientId, today, recent }: MetButtonProps) {
  const { busy, record, withdraw } = useRecordedSessions(clientId);
  const [choosing, setChoosing] = useState(false);
  const madeToday = recent.find((session) => session.heldOn === today);
  const metToday = madeToday !== undefined;
  const part = useKeptFocus<HTMLDivElement>(metToday);
  const done = (
    <span className={css.met}>
      {m.session_met_today_done()}
      <Button
        variant="quiet"
        aria-label={m.session_take_back()}
        busy={busy}
        onClick={() => madeToday && withdraw(madeToday)}
      >
        {m.session_take_back_short()}
      </Button>
    </span>
  );
  const met = (
    <Button variant="primary" busy={busy} onClick={() => record(today)}>
      {m.session_met_today()}
    </Button>
  );
  return (
    <div ref={part} className={css.row}>
      {/* The one that does not show keeps its room, so that the row stays where it is. */}
      <div className={css.either}>
        {metToday ? done : met}
        <div className={css.room} inert>
          {metToday ? met : done}
        </div>
      </div>
      <Button variant="quiet" onClick={() => setChoosing(true)}>
        {m.session_met_other_day()}
      </Button>
      <RecordDialog
        open={choosing}
        onClose={() => setChoosing(false)}
        today={today}
        recorded={recent}
        busy={busy}
        onRecord={record}
        onRemove={withdraw}
      />
    </div>
  );
}
