import type { SignedIn } from "@trellis/domain/account";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { useBoot } from "#platform/boot-context.tsx";
import { LanguageChoice } from "#platform/language-choice.tsx";
import { ModeBanner } from "#platform/mode-banner.tsx";
import { PageHeading } from "#platform/page-heading.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import css from "./sign-in.module.css";

/** The first page of a visitor; the address stays that of the page which was asked for. */
export function SignInPage({ onSignedIn }: { onSignedIn: (who: SignedIn) => void }) {
  const { clinic } = useBoot();
  return (
    <main id="main" className={css.page}>
      <ModeBanner />
      <div className={css.head}>
        <p className={css.brand}>{m.app_name()}</p>
        <PageHeading page={m.clinician_sign_in_title()}>{m.clinician_sign_in_title()}</PageHeading>
        <p className={css.soft}>{clinic?.name ?? m.clinician_sign_in_for_clinicians()}</p>
      </div>
      <Card>
        <SignInForm onSignedIn={onSignedIn} />
      </Card>
      <LanguageChoice />
    </main>
  );
}
