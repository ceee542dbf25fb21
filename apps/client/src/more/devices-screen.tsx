import { endOtherSignIn, endOtherSignIns, listSignIns } from "@trellis/api/sign-in";
import type { DeviceSignIn } from "@trellis/domain/device";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { useState } from "react";
import { AnswerState } from "#platform/answer-state.tsx";
import { problemWords } from "#platform/problem-words.ts";
import { Said } from "#platform/said.tsx";
import { ScreenHead } from "#platform/screen-head.tsx";
import { useAnswer } from "#platform/use-answer.ts";
import { useSend } from "#platform/use-send.ts";
import { DeviceList } from "./device-list.tsx";
import { EndDialog, type Ending } from "./end-dialog.tsx";
import { MoreLinks } from "./more-links.tsx";

/** Where one is signed in, and how to end it elsewhere: for a lost phone, and for a device that is strange. */
export function DevicesScreen() {
  const answer = useAnswer(listSignIns, {});
  const { ending, ask, end, said, problem } = useEnding(answer.readAgain);
  return (
    <>
      <ScreenHead title={m.devices_title()} backTo="/more" />
      <p>{m.devices_what()}</p>
      <Said words={said} />
      {problem === null ? null : (
        <p role="alert">{`${m.devices_not_ended()} ${problemWords(problem)}`}</p>
      )}
      <AnswerState answer={answer} notLoaded={m.devices_not_loaded()}>
        {({ signIns }) => <Devices signIns={signIns} onEnd={ask} />}
      </AnswerState>
      <Card title={m.devices_lost_title()}>
        <p>{m.devices_lost()}</p>
        <p>{m.devices_lost_open()}</p>
        <p>{m.devices_strange()}</p>
        <MoreLinks links={[{ to: "/more/password", label: m.change_password_title() }]} />
      </Card>
      <EndDialog ending={ending} onClose={() => ask(null)} onEnd={end} />
    </>
  );
}

type DevicesProps = {
  signIns: readonly DeviceSignIn[];
  onEnd: (ending: Ending) => void;
};

function Devices({ signIns, onEnd }: DevicesProps) {
  const others = signIns.filter(({ isThis }) => !isThis);
  return (
    <Card>
      <DeviceList signIns={signIns} onEnd={(signIn, name) => onEnd({ signIn, name })} />
      {others.length === 0 ? <p>{m.devices_none_other()}</p> : null}
      {others.length > 1 ? (
        <Button onClick={() => onEnd("others")}>{m.devices_sign_out_others()}</Button>
      ) : null}
    </Card>
  );
}

/** What is asked about, and what came of it. */
function useEnding(readAgain: () => void) {
  const [ending, ask] = useState<Ending | null>(null);
  const [said, say] = useState<string | null>(null);
  const one = useSend(endOtherSignIn);
  const others = useSend(endOtherSignIns);
  const end = async (what: Ending) => {
    ask(null);
    say(null);
    if (what === "others") {
      const done = await others.send({});
      if (done === null) return;
      say(done.ended === 0 ? m.devices_ended_none() : m.devices_ended({ count: done.ended }));
    } else {
      const done = await one.send({ params: { signInId: what.signIn.id } });
      if (done === null) return;
      say(m.devices_ended_one({ device: what.name }));
    }
    readAgain();
  };
  return { ending, ask, end, said, problem: one.problem ?? others.problem };
}
