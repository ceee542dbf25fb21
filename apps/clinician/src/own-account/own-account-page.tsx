import type { AccountKind } from "@trellis/domain/account";
import { m } from "@trellis/messages/messages";
import { PageHead } from "#platform/page-head.tsx";
import { CoachingCard } from "./coaching-card.tsx";
import { DeviceCard } from "./device-card.tsx";
import { EmailCard } from "./email-card.tsx";
import { PasswordCard } from "./password-card.tsx";
import css from "./own-account.module.css";

/** One's own devices, password and e-mail; for a clinician also when their clients can call. */
export function OwnAccountPage({ kind }: { kind: AccountKind }) {
  return (
    <>
      <PageHead title={m.place_account()} />
      <div className={css.cards}>
        {kind === "clinician" ? <CoachingCard /> : null}
        <DeviceCard />
        <PasswordCard kind={kind} />
        <EmailCard />
      </div>
    </>
  );
}
