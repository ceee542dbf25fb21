import type { SignedIn } from "@trellis/domain/account";
import { m } from "@trellis/messages/messages";
import { useBoot } from "#platform/boot-context.tsx";
import { DoorPage } from "#platform/door-page.tsx";
import { SignInForm } from "./sign-in-form.tsx";

/** The first page of a visitor; the address stays that of the page which was asked for. */
export function SignInPage({ onSignedIn }: { onSignedIn: (who: SignedIn) => void }) {
  const { clinic } = useBoot();
  return (
    <DoorPage
      title={m.clinician_sign_in_title()}
      note={clinic?.name ?? m.clinician_sign_in_for_clinicians()}
    >
      <SignInForm onSignedIn={onSignedIn} />
    </DoorPage>
  );
}
