import type { CivilDate } from "@trellis/domain/civil-date";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { DateField } from "@trellis/ui/date-field";
import { Dialog } from "@trellis/ui/dialog";
import { type FormEvent, useEffect, useId, useState } from "react";
import { readDay } from "#platform/day.ts";

type DayDialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** Name of the field. */
  label: string;
  /** Name of the button that takes the day. */
  action: string;
  today: CivilDate;
  onChoose: (day: CivilDate) => void;
};

/** Asks for one day, today at the latest. */
export function DayDialog(props: DayDialogProps) {
  const { open, onClose, title, action } = props;
  const form = useId();
  useEffect(() => {
    if (open) document.getElementById(form)?.querySelector("input")?.focus();
  }, [open, form]);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      closeLabel={m.clinician_close()}
      actions={
        <>
          <Button onClick={onClose}>{m.clinician_cancel()}</Button>
          <Button variant="primary" type="submit" form={form}>
            {action}
          </Button>
        </>
      }
    >
      <DayForm id={form} {...props} />
    </Dialog>
  );
}

function DayForm({ id, label, today, onChoose, onClose }: DayDialogProps & { id: string }) {
  const [text, setText] = useState<string>(today);
  const [tried, setTried] = useState(false);
  const day = readDay(text);
  const fits = day !== null && day <= today;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!fits) return;
    onClose();
    onChoose(day);
  };
  return (
    <form id={id} noValidate onSubmit={submit}>
      <DateField
        label={label}
        value={text}
        onChange={setText}
        min="1900-01-01"
        max={today}
        error={tried && !fits ? m.session_day_wrong() : undefined}
      />
    </form>
  );
}
