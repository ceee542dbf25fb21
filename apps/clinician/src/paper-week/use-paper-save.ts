import { useQueryClient } from "@tanstack/react-query";
import { ApiError } from "@trellis/api/api-client";
import { saveCard } from "@trellis/api/diary-card";
import type { CardOperation } from "@trellis/domain/card-operation";
import { useEffect, useRef, useState } from "react";
import { askEach } from "#platform/api.ts";
import { newId } from "#platform/ids.ts";
import { weekKey } from "#platform/week-key.ts";
import {
  added,
  again,
  BATCH,
  nextOf,
  type PaperEntry,
  unreadable,
  withAnswers,
  withState,
} from "./paper-queue.ts";

type Envelope = "id" | "schema" | "madeAt" | "sequence" | "from";
type Bare<O> = O extends unknown ? Omit<O, Envelope> : never;
export type PaperMade = Bare<CardOperation>;

/** Milliseconds until what did not get through is tried again. */
const PAUSE = 8000;

/** Sends what is taken over as it is entered. Nothing leaves this page before the server has it. */
export function usePaperSave(clientId: string) {
  const queries = useQueryClient();
  const queue = useRef<readonly PaperEntry[]>([]);
  const [shown, setShown] = useState<readonly PaperEntry[]>([]);
  const [problem, setProblem] = useState<unknown>(null);
  const sequence = useRef(0);
  const singly = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const put = (next: readonly PaperEntry[]) => {
    queue.current = next;
    setShown(next);
  };
  const send = async (): Promise<void> => {
    clearTimeout(timer.current);
    const batch = nextOf(queue.current, singly.current ? 1 : BATCH);
    if (batch.length === 0) {
      singly.current = queue.current.some(({ state }) => state === "sending") && singly.current;
      return;
    }
    put(withState(queue.current, batch, "sending"));
    try {
      const operations = batch.map(({ operation }) => operation);
      const body = { operations, sentAt: new Date().toISOString() };
      const { answers } = await askEach(saveCard, { params: { clientId }, body });
      put(withAnswers(queue.current, answers));
      setProblem(null);
      // What was read before is out of date; it is read again where somebody looks.
      void queries.invalidateQueries({ queryKey: weekKey(clientId), refetchType: "none" });
      await send();
    } catch (error) {
      await trouble(error, batch);
    }
  };
  const trouble = async (error: unknown, batch: readonly PaperEntry[]): Promise<void> => {
    const status = error instanceof ApiError ? error.status : 0;
    const [first] = batch;
    if (status >= 400 && status < 500 && ![401, 408, 429].includes(status) && first) {
      // One bad entry must not hold back the others, so each goes on its own.
      put(
        batch.length === 1
          ? unreadable(queue.current, first)
          : withState(queue.current, batch, "waiting"),
      );
      singly.current = true;
      return send();
    }
    put(withState(queue.current, batch, "stuck"));
    setProblem(error);
    timer.current = setTimeout(retry, PAUSE);
  };
  const retry = () => {
    put(again(queue.current));
    void send();
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const enter = (place: string, made: PaperMade) => {
    sequence.current += 1;
    const operation: CardOperation = {
      ...made,
      id: newId(),
      schema: 1,
      madeAt: new Date().toISOString(),
      sequence: sequence.current,
      from: "paper",
    };
    put(added(again(queue.current), place, operation));
    void send();
  };
  return { entries: shown, problem, enter, retry };
}
