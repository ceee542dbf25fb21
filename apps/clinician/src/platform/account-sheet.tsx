import { useMutation, useQueryClient } from "@tanstack/react-query";
import { signOut } from "@trellis/api/sign-in";
import type { SignedIn } from "@trellis/domain/account";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Sheet } from "@trellis/ui/sheet";
import { Link } from "wouter";
import { BASE } from "./address.ts";
import { ask } from "./api.ts";
import { rememberEmail } from "./email-memory.ts";
import { LanguageChoice } from "./language-choice.tsx";
import { tellTabs } from "./other-tabs.ts";
import { accountPlaces } from "./places.ts";
import { problemWords } from "./problem-words.ts";
import { signInQuery } from "./sign-in-state.ts";
import css from "./frame.module.css";

type AccountSheetProps = { signedIn: SignedIn; open: boolean; onClose: () => void };

/** Who is signed in, the language, and the way out. */
export function AccountSheet({ signedIn, open, onClose }: AccountSheetProps) {
  const queries = useQueryClient();
  const leave = useMutation({
    mutationFn: async () => ask(signOut, {}),
    onSuccess: () => {
      tellTabs("ended");
      rememberEmail("");
      queries.clear();
      queries.setQueryData(signInQuery.queryKey, null);
      // The page itself is left, so that nothing of a record stays in this window's memory.
      window.location.assign(`${BASE}/`);
    },
  });
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={signedIn.name}
      closeLabel={m.clinician_close()}
      actions={
        <Button busy={leave.isPending || leave.isSuccess} onClick={() => leave.mutate()}>
          {m.clinician_sign_out()}
        </Button>
      }
    >
      <p>{signedIn.clinic.name}</p>
      <ul className={css.places}>
        {accountPlaces(signedIn.kind).map(({ id, href, label }) => (
          <li key={id}>
            <Link href={href} className={css.place} onClick={onClose}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
      <LanguageChoice />
      {leave.isError ? <p role="alert">{problemWords(leave.error)}</p> : null}
    </Sheet>
  );
}
