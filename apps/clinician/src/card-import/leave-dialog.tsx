import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Dialog } from "@trellis/ui/dialog";
import { useLeaveGuard } from "#platform/leave-guard.ts";

/** Asks before a mapping that somebody has begun is left. */
export function LeaveDialog({ active }: { active: boolean }) {
  const { asking, stay, leave } = useLeaveGuard(active);
  return (
    <Dialog
      open={asking}
      onClose={stay}
      title={m.import_leave_title()}
      closeLabel={m.clinician_close()}
      actions={
        <>
          <Button onClick={leave}>{m.import_leave()}</Button>
          <Button variant="primary" onClick={stay}>
            {m.import_stay()}
          </Button>
        </>
      }
    >
      <p>{m.import_leave_words()}</p>
    </Dialog>
  );
}
