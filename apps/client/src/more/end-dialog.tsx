import type { DeviceSignIn } from "@trellis/domain/device";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Dialog } from "@trellis/ui/dialog";
import { HelpLink } from "#platform/help-link.tsx";

/** One device, or all but this one. */
export type Ending = { readonly signIn: DeviceSignIn; readonly name: string } | "others";

type EndDialogProps = {
  ending: Ending | null;
  onClose: () => void;
  onEnd: (ending: Ending) => Promise<void>;
};

/** Asks before a device is signed out, and says what becomes of what is not sent there. */
export function EndDialog({ ending, onClose, onEnd }: EndDialogProps) {
  return (
    <Dialog
      open={ending !== null}
      onClose={onClose}
      title={ending === null ? "" : titleOf(ending)}
      closeLabel={m.close()}
      actions={
        ending === null ? undefined : (
          <>
            <Button onClick={onClose}>{m.devices_keep()}</Button>
            <Button variant="danger" onClick={() => void onEnd(ending)}>
              {m.devices_sign_out()}
            </Button>
          </>
        )
      }
    >
      <p>{m.devices_ask()}</p>
      <HelpLink />
    </Dialog>
  );
}

const titleOf = (ending: Ending): string =>
  ending === "others"
    ? m.devices_ask_others_title()
    : m.devices_ask_one_title({ device: ending.name });
