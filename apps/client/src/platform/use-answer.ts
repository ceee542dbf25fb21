import type { CallInput } from "@trellis/api/api-client";
import type { Operation, OutputOf } from "@trellis/api/operation";
import { useEffect, useEffectEvent, useState } from "react";
import { callServer } from "./server-call.ts";

/** What a screen has read from the server, and why it could not; both null while it is on its way. */
export type Answer<Data> = {
  readonly data: Data | null;
  readonly problem: unknown;
  /** Reads it anew; what is there stays in view until the new answer has come. */
  readonly readAgain: () => void;
};

type Read<Data> = { readonly asked: string; readonly data: Data | null; readonly problem: unknown };

/** Reads something when a screen opens, and anew whenever what is asked for changes. */
export function useAnswer<O extends Operation>(
  operation: O,
  input: CallInput<O>,
): Answer<OutputOf<O>> {
  const [visit, setVisit] = useState(0);
  const [read, setRead] = useState<Read<OutputOf<O>> | null>(null);
  const asked = JSON.stringify([operation.name, input]);
  const send = useEffectEvent(async () => callServer(operation, input));
  useEffect(() => {
    let wanted = true;
    const take = (change: (before: Read<OutputOf<O>> | null) => Read<OutputOf<O>>) => {
      if (wanted) setRead((last) => change(last?.asked === asked ? last : null));
    };
    send().then(
      (data) => take(() => ({ asked, data, problem: null })),
      (problem: unknown) => take((before) => ({ asked, data: before?.data ?? null, problem })),
    );
    return () => {
      wanted = false;
    };
  }, [asked, visit]);
  const current = read !== null && read.asked === asked ? read : null;
  return {
    data: current?.data ?? null,
    problem: current?.problem ?? null,
    readAgain: () => {
      if (current?.data == null) setRead(null);
      setVisit(visit + 1);
    },
  };
}
