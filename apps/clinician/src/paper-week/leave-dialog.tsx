import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Dialog } from "@trellis/ui/dialog";
import { useLeaveGuard } from "#platform/leave-guard.ts";

/** Asks before something that is not saved is left. */
export function LeaveDialog({ active }: { active: boolean }) {
  const { asking, stay, leave } = useLeaveGuard(active);
  return (
    <Dialog
      open={asking}
      onClose={stay}
      title={m.paper_leave_title()}
      closeLabel={m.clinician_close()}
      actions={
        <>
          <Button onClick={leave}>{m.paper_leave()}</Button>
          <Button variant="primary" onClick={stay}>
            {m.paper_stay()}
          </Button>
        </>
      }
    >
      <p>{m.paper_leave_words()}</p>
    </Dialog>
  );
}
