import { ApiError, type Transport } from "@trellis/api/api-client";
import { saveCard } from "@trellis/api/diary-card";
import type { CardOperation, OperationAnswer } from "@trellis/domain/card-operation";
import { uuidV7 } from "@trellis/domain/id";
import { noteServerTime } from "./clock-skew.ts";
import { recall, remember } from "./device-memory.ts";
import { deviceZone } from "./diary-day.ts";
import { endDraftsOf, followDrafts, readDrafts } from "./drafts.ts";
import { createStore, useStore } from "./external-store.ts";
import { callServer, transport } from "./server-call.ts";
import { followSigned, readSigned } from "./signed-in.ts";
import {
  BATCH,
  nextBatch,
  retryDelay,
  type Unsent,
  withAnswers,
  withEntry,
  withSending,
  withTrouble,
  withUnreadable,
} from "./unsent-queue.ts";

const queue = createStore<readonly Unsent[]>([]);
const listeners = new Set<AnswerListener>();

let sending = false;
let singly = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Hears what the server did with one entry of one person. */
type AnswerListener = (clientId: string, operation: CardOperation, answer: OperationAnswer) => void;

type Envelope = "id" | "schema" | "zone" | "madeAt" | "sequence";
type Bare<O> = O extends unknown ? Omit<O, Envelope> : never;

/** An operation before this phone has put its id and its clock to it. */
export type EntryMade = Bare<CardOperation>;

export const newId = (): string => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));

function nextSequence(): number {
  const sequence = (Number(recall("sequence")) || 0) + 1;
  remember("sequence", String(sequence));
  return sequence;
}

/** Takes an entry and sends it as soon as it can be sent. */
export function submit(clientId: string, made: EntryMade, label: string, entered: string): void {
  const operation: CardOperation = {
    ...made,
    id: newId(),
    schema: 1,
    zone: deviceZone(),
    madeAt: new Date().toISOString(),
    sequence: nextSequence(),
  };
  queue.set(withEntry(queue.get(), { clientId, operation, label, entered }));
  // Behind a wait for the next try, a fresh entry is a reason to try now.
  void pump();
}

/** Calls the listener for every answer of this visit. */
export function onAnswer(listener: AnswerListener): void {
  listeners.add(listener);
}

/** The server answers 422 when it refused all of a batch; its answers are what counts. */
const withRefusals: Transport = async (request) => {
  const answer = await transport(request);
  const refused = answer.status === 422 && answer.text.includes('"answers"');
  return refused ? { ...answer, status: 200 } : answer;
};

async function pump(): Promise<void> {
  const signed = readSigned();
  if (sending || signed.state !== "in") return;
  const batch = nextBatch(queue.get(), signed.clientId, singly ? 1 : BATCH);
  if (batch.length === 0) {
    singly = false;
    return;
  }
  sending = true;
  clearTimeout(timer);
  queue.set(withSending(queue.get(), batch));
  const again = await send(signed.clientId, batch);
  sending = false;
  if (again) void pump();
}

/** True when the next batch can go at once. */
async function send(clientId: string, batch: readonly Unsent[]): Promise<boolean> {
  try {
    const sentAt = new Date().toISOString();
    const { answers, receivedAt } = await callServer(
      saveCard,
      { params: { clientId }, body: { operations: batch.map((each) => each.operation), sentAt } },
      withRefusals,
    );
    noteServerTime(sentAt, receivedAt);
    const operations = new Map(batch.map(({ operation }) => [operation.id, operation]));
    const answered = new Set(answers.map((answer) => answer.id));
    const silent = batch.filter((each) => !answered.has(each.operation.id));
    queue.set(withTrouble(withAnswers(queue.get(), answers), silent));
    for (const answer of answers) {
      const operation = operations.get(answer.id);
      if (operation) for (const listener of listeners) listener(clientId, operation, answer);
    }
    return silent.length === 0;
  } catch (error) {
    return handleTrouble(error, batch);
  }
}

function handleTrouble(error: unknown, batch: readonly Unsent[]): boolean {
  const [first] = batch;
  const status = error instanceof ApiError ? error.status : 0;
  const unreadable = status >= 400 && status < 500 && ![401, 408, 429].includes(status);
  if (unreadable && first) {
    // One bad entry must not hold back the others, so each goes on its own.
    if (batch.length === 1) queue.set(withUnreadable(queue.get(), first));
    else queue.set(withTrouble(queue.get(), batch));
    singly = true;
    return true;
  }
  queue.set(withTrouble(queue.get(), batch));
  const tried = Math.max(...batch.map((each) => each.tried + 1));
  timer = setTimeout(() => void pump(), retryDelay(tried, Math.random()));
  return false;
}

/** Tries at once, whatever the wait was. */
export function sendNow(): void {
  clearTimeout(timer);
  void pump();
}

/** Forgets an entry that the person has seen and does not need. */
export function letGo(operationId: string): void {
  queue.set(queue.get().filter((each) => each.operation.id !== operationId));
}

/** Forgets all that this person has not sent; for signing out after asking. */
export function letGoAll(clientId: string): void {
  queue.set(queue.get().filter((each) => each.clientId !== clientId));
  endDraftsOf(clientId);
}

/** What this person has entered and the server has not taken. */
export function useUnsent(clientId: string): readonly Unsent[] {
  return useStore(queue).filter((each) => each.clientId === clientId);
}

/** True while this page holds something of anybody that the server has not taken. */
const isSomethingHeld = (): boolean => queue.get().length + readDrafts().length > 0;

/** True while this page holds something of the person who uses it that the server has not taken. */
export function isSomethingWaiting(): boolean {
  const signed = readSigned();
  return (
    signed.state !== "out" &&
    [...queue.get(), ...readDrafts()].some((each) => each.clientId === signed.clientId)
  );
}

/** Entries of a place that are still to be answered, oldest first. */
export const unsentOf = (clientId: string): readonly Unsent[] =>
  queue.get().filter((each) => each.clientId === clientId);

/** Tries again when the network, the page or the sign-in comes back, and guards the way out. */
export function followNetwork(): void {
  addEventListener("online", sendNow);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") sendNow();
  });
  followSigned(sendNow);
  const guard = (event: BeforeUnloadEvent) => event.preventDefault();
  const watch = () => {
    // Present while needed and not longer: it keeps browsers from restoring the page at once.
    if (isSomethingHeld()) addEventListener("beforeunload", guard);
    else removeEventListener("beforeunload", guard);
  };
  queue.subscribe(watch);
  followDrafts(watch);
}
