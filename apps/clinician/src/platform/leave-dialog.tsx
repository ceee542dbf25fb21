import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Dialog } from "@trellis/ui/dialog";
import { useLeaveGuard } from "./leave-guard.ts";

/** Asks before something that is not saved is left. */
export function LeaveDialog({ active }: { active: boolean }) {
  const { asking, stay, leave } = useLeaveGuard(active);
  return (
    <Dialog
      open={asking}
      onClose={stay}
      title={m.clinician_leave_title()}
      closeLabel={m.clinician_close()}
      actions={
        <>
          <Button onClick={leave}>{m.clinician_leave()}</Button>
          <Button variant="primary" onClick={stay}>
            {m.clinician_stay()}
          </Button>
        </>
      }
    >
      <p>{m.clinician_leave_words()}</p>
    </Dialog>
  );
}
