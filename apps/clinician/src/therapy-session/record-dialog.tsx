import type { CivilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { DateField } from "@trellis/ui/date-field";
import { Dialog } from "@trellis/ui/dialog";
import { type FormEvent, useEffect, useId, useState } from "react";
import { dayText } from "#platform/day-words.ts";
import { useKeptFocus } from "#platform/kept-focus.ts";
import { type DayFault, newestSessions, readSessionDay } from "./record-day.ts";
import css from "./session-page.module.css";

type Session = DiaryWeek["sessions"][number];

type RecordDialogProps = {
  open: boolean;
  onClose: () => void;
  today: CivilDate;
  /** The sessions that the server named. */
  recorded: DiaryWeek["sessions"];
  busy: boolean;
  onRecord: (day: CivilDate) => void;
  onRemove: (session: Session) => void;
};

/** Records a session of any day, and removes one that was recorded for a wrong day. */
export function RecordDialog(props: RecordDialogProps) {
  const { open, onClose, recorded, busy, onRemove } = props;
  const form = useId();
  useEffect(() => {
    if (open) document.getElementById(form)?.querySelector("input")?.focus();
  }, [open, form]);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={m.session_met_other_day_title()}
      closeLabel={m.clinician_close()}
      actions={
        <>
          <Button onClick={onClose}>{m.clinician_cancel()}</Button>
          <Button variant="primary" type="submit" form={form}>
            {m.session_met_other_day_action()}
          </Button>
        </>
      }
    >
      <RecordForm id={form} {...props} />
      <RecordedSessions sessions={newestSessions(recorded)} busy={busy} onRemove={onRemove} />
    </Dialog>
  );
}

function RecordForm({
  id,
  today,
  recorded,
  onRecord,
  onClose,
}: RecordDialogProps & { id: string }) {
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const read = readSessionDay(text, today, recorded);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if ("fault" in read) return;
    onClose();
    onRecord(read.day);
  };
  return (
    <form id={id} noValidate onSubmit={submit}>
      <DateField
        label={m.session_met_other_day_label()}
        value={text}
        onChange={setText}
        max={today}
        error={tried && "fault" in read ? faultWords(read) : undefined}
      />
    </form>
  );
}

function faultWords({ fault, day }: { fault: DayFault; day: CivilDate | null }): string {
  switch (fault) {
    case "no-day":
      return m.session_day_wrong();
    case "too-far":
      return m.session_day_too_far();
    case "recorded":
      return m.session_day_recorded({ day: day === null ? "" : dayText(day) });
  }
}

type RecordedProps = {
  sessions: DiaryWeek["sessions"];
  busy: boolean;
  onRemove: (session: Session) => void;
};

function RecordedSessions({ sessions, busy, onRemove }: RecordedProps) {
  const part = useKeptFocus<HTMLDivElement>(sessions.length);
  const id = useId();
  if (sessions.length === 0) return null;
  return (
    <div ref={part} className={css.recorded}>
      <h3 id={id}>{m.session_recorded_title()}</h3>
      <ul className={css.recordedList} aria-labelledby={id}>
        {sessions.map((session) => (
          <li key={session.id}>
            <span>{dayText(session.heldOn)}</span>
            <Button
              variant="quiet"
              busy={busy}
              aria-label={m.session_remove_named({ day: dayText(session.heldOn) })}
              onClick={() => onRemove(session)}
            >
              {m.session_remove()}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
