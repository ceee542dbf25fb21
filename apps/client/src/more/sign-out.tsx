import { call } from "@trellis/api/api-client";
import { signOut } from "@trellis/api/sign-in";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Dialog } from "@trellis/ui/dialog";
import { useState } from "react";
import { useLocation } from "wouter";
import { HelpLink } from "#platform/help-link.tsx";
import { usePlanWriting } from "#platform/plan-writing.ts";
import { hasCode, problemWords } from "#platform/problem-words.ts";
import { transport } from "#platform/server-call.ts";
import { markSignedOut, readSigned, useSigned } from "#platform/signed-in.ts";
import { letGoAll } from "#platform/unsent.ts";
import { useWaiting } from "#platform/waiting.ts";

/** Ends the sign-in. One that has ended elsewhere needs no ending, not even a connection. */
async function endSignIn(): Promise<void> {
  try {
    await call(transport, signOut, {});
  } catch (error) {
    const hasEnded = readSigned().state === "expired" || hasCode(error, "sign-in-needed");
    if (!hasEnded) throw error;
  }
}

/** Signs out on this phone and lets it forget the record; asks first when something would be lost. */
export function SignOut({ clientId }: { clientId: string }) {
  const waiting = useWaiting();
  const count = waiting.count + (usePlanWriting(clientId) === null ? 0 : 1);
  const hasEnded = useSigned().state === "expired";
  const [asking, setAsking] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [, navigate] = useLocation();
  const leave = async () => {
    setAsking(false);
    setLeaving(true);
    setProblem(null);
    try {
      await endSignIn();
      letGoAll(clientId);
      markSignedOut();
      navigate("/");
    } catch (error) {
      setProblem(error);
      setLeaving(false);
    }
  };
  return (
    <>
      <Button busy={leaving} onClick={() => (count > 0 ? setAsking(true) : void leave())}>
        {hasEnded ? m.more_forget() : m.more_sign_out()}
      </Button>
      {problem === null ? null : (
        <p role="alert">{`${m.more_sign_out_not_done()} ${problemWords(problem)}`}</p>
      )}
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={m.more_sign_out_ask_title({ count })}
        closeLabel={m.close()}
        actions={
          <>
            <Button variant="danger" onClick={() => void leave()}>
              {m.more_sign_out_anyway()}
            </Button>
            <Button variant="primary" onClick={() => setAsking(false)}>
              {hasEnded ? m.more_forget_keep() : m.more_sign_out_stay()}
            </Button>
          </>
        }
      >
        <p>{hasEnded ? m.more_forget_ask() : m.more_sign_out_ask()}</p>
        <HelpLink />
      </Dialog>
    </>
  );
}
