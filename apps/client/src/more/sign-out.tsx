import { signOut } from "@trellis/api/sign-in";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Dialog } from "@trellis/ui/dialog";
import { useState } from "react";
import { useLocation } from "wouter";
import { HelpLink } from "#platform/help-link.tsx";
import { problemWords } from "#platform/problem-words.ts";
import { callServer } from "#platform/server-call.ts";
import { markSignedOut } from "#platform/signed-in.ts";
import { letGoAll } from "#platform/unsent.ts";
import { useWaiting } from "#platform/waiting.ts";

/** Signs out on this phone; asks first when something would be lost. */
export function SignOut({ clientId }: { clientId: string }) {
  const { count } = useWaiting();
  const [asking, setAsking] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [, navigate] = useLocation();
  const leave = async () => {
    setAsking(false);
    setLeaving(true);
    setProblem(null);
    try {
      await callServer(signOut, {});
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
        {m.more_sign_out()}
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
              {m.more_sign_out_stay()}
            </Button>
          </>
        }
      >
        <p>{m.more_sign_out_ask()}</p>
        <HelpLink />
      </Dialog>
    </>
  );
}
