import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Dialog } from "@trellis/ui/dialog";
import { useLeaveGuard } from "./leave-guard.ts";

type LeaveDialogProps = {
  active: boolean;
  /** What is asked, where more can be said than that something is not saved. */
  words?: { title: string; text: string; leave: string; stay: string };
};

/** Asks before something that is not saved is left. */
export function LeaveDialog({ active, words }: LeaveDialogProps) {
  const { asking, stay, leave } = useLeaveGuard(active);
  return (
    <Dialog
      open={asking}
      onClose={stay}
      title={words?.title ?? m.clinician_leave_title()}
      closeLabel={m.clinician_close()}
      actions={
        <>
          <Button onClick={leave}>{words?.leave ?? m.clinician_leave()}</Button>
          <Button variant="primary" onClick={stay}>
            {words?.stay ?? m.clinician_stay()}
          </Button>
        </>
      }
    >
      <p>{words?.text ?? m.clinician_leave_words()}</p>
    </Dialog>
  );
}
