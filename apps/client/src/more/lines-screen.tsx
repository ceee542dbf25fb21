import { readWeek } from "@trellis/api/diary-card";
import { writeLifeLine } from "@trellis/api/life-line";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { ErrorState } from "@trellis/ui/error-state";
import { Skeleton } from "@trellis/ui/skeleton";
import { TextField } from "@trellis/ui/text-field";
import { useState } from "react";
import { useToday } from "#platform/diary-day.ts";
import { problemWords } from "#platform/problem-words.ts";
import { Said } from "#platform/said.tsx";
import { ScreenHead } from "#platform/screen-head.tsx";
import { SendForm } from "#platform/send-form.tsx";
import { useAnswer } from "#platform/use-answer.ts";
import { useSend } from "#platform/use-send.ts";

/** Greatest length of a line in UTF-16 units; the server refuses more. */
const MOST = 200;

type Lines = { lifeLine: string; closingLine: string };

/** The line on top of Today and the one at the end of the card, in the words of the pair. */
export function LinesScreen({ clientId }: { clientId: string }) {
  const today = useToday();
  const input = { params: { clientId }, query: { from: today, to: today } };
  const { data, problem, readAgain } = useAnswer(readWeek, input);
  return (
    <>
      <ScreenHead title={m.lines_title()} backTo="/more" />
      <p>{m.lines_what()}</p>
      {problem === null ? null : (
        <ErrorState title={m.lines_not_loaded()} retry={{ label: m.retry(), onRetry: readAgain }}>
          <p>{problemWords(problem)}</p>
        </ErrorState>
      )}
      {data !== null ? (
        <LinesForm
          clientId={clientId}
          lines={{
            lifeLine: data.client.lifeLine ?? "",
            closingLine: data.client.closingLine ?? "",
          }}
        />
      ) : problem === null ? (
        <Skeleton label={m.loading()} lines={4} />
      ) : null}
    </>
  );
}

function LinesForm({ clientId, lines }: { clientId: string; lines: Lines }) {
  const [typed, setTyped] = useState(lines);
  const [isKept, setKept] = useState(false);
  const { send, busy, problem } = useSend(writeLifeLine);
  const type = (change: Partial<Lines>) => {
    setKept(false);
    setTyped({ ...typed, ...change });
  };
  const keep = async () => {
    const body = {
      lifeLine: typed.lifeLine.toWellFormed(),
      closingLine: typed.closingLine.toWellFormed(),
    };
    setKept((await send({ params: { clientId }, body })) !== null);
  };
  return (
    <Card>
      <SendForm
        submit={m.lines_submit()}
        busy={busy}
        words={problem === null ? null : problemWords(problem)}
        onSubmit={keep}
      >
        <TextField
          label={m.lines_life()}
          description={m.lines_life_hint()}
          maxLength={MOST}
          value={typed.lifeLine}
          onChange={(lifeLine) => type({ lifeLine })}
        />
        <TextField
          label={m.lines_closing()}
          description={m.lines_closing_hint()}
          maxLength={MOST}
          value={typed.closingLine}
          onChange={(closingLine) => type({ closingLine })}
        />
      </SendForm>
      <Said words={isKept ? m.lines_done() : null} />
    </Card>
  );
}
