import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { showToast } from "@trellis/ui/toast-queue";
import { useState } from "react";
import { ConfirmDialog } from "./confirm-dialog.tsx";

type SignOut = {
  readonly mutate: (
    body: undefined,
    then: { readonly onSuccess: (made: { ended: number }) => void },
  ) => void;
  readonly reset: () => void;
  readonly isPending: boolean;
  readonly error: Error | null;
};

type SignOutDevicesProps = { accountId: string; name: string; signOut: SignOut };

/** For a phone that is lost: signs somebody out everywhere, once it is said what that means. */
export function SignOutDevices({ accountId, name, signOut }: SignOutDevicesProps) {
  const [asking, setAsking] = useState(false);
  const send = () =>
    signOut.mutate(undefined, {
      onSuccess: ({ ended }) => {
        setAsking(false);
        showToast({
          about: accountId,
          key: "sign-out",
          text: m.account_signed_out({ count: ended }),
        });
      },
    });
  return (
    <>
      <Button onClick={() => setAsking(true)}>{m.account_sign_out()}</Button>
      {asking ? (
        <ConfirmDialog
          title={m.account_sign_out_title({ name })}
          action={m.account_sign_out()}
          busy={signOut.isPending}
          error={signOut.error}
          onConfirm={send}
          onClose={() => {
            setAsking(false);
            signOut.reset();
          }}
        >
          <p>{m.account_sign_out_what()}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
