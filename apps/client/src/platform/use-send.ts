import type { CallInput } from "@trellis/api/api-client";
import type { Operation, OutputOf } from "@trellis/api/operation";
import { useRef, useState } from "react";
import { callServer } from "./server-call.ts";

/** A change that somebody asks for by a button: a second tap while it is under way does nothing. */
export function useSend<O extends Operation>(operation: O) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const running = useRef(false);
  /** Gives null when it was not done; `problem` says why. */
  const send = async (input: CallInput<O>): Promise<OutputOf<O> | null> => {
    if (running.current) return null;
    running.current = true;
    setBusy(true);
    setProblem(null);
    try {
      return await callServer(operation, input);
    } catch (error) {
      setProblem(error);
      return null;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  /** What was said about the last try is over. */
  const forget = () => setProblem(null);
  return { send, busy, problem, forget };
}
