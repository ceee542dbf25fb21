import type { CardOperation, OperationAnswer, RefusalCode } from "@trellis/domain/card-operation";

/** One entry taken over from paper, until the server has it. What was refused stays, so that it can be seen. */
export type PaperEntry = {
  /** The cell or the words it belongs to; a later entry of the same place takes its turn. */
  readonly place: string;
  readonly operation: CardOperation;
  readonly state: "waiting" | "sending" | "stuck" | "refused";
  /** Why it was refused; `request` when the server could not read it. */
  readonly refusal: RefusalCode | "request" | null;
};

type Queue = readonly PaperEntry[];

/** Most entries of one request. */
export const BATCH = 40;

/** Adds an entry. One of the same place that is not under way says less and goes. */
export const added = (queue: Queue, place: string, operation: CardOperation): PaperEntry[] => [
  ...queue.filter((each) => each.place !== place || each.state === "sending"),
  { place, operation, state: "waiting", refusal: null },
];

/** What goes out next; nothing while something is under way. */
export function nextOf(queue: Queue, most: number): readonly PaperEntry[] {
  if (queue.some(({ state }) => state === "sending")) return [];
  return queue.filter(({ state }) => state === "waiting").slice(0, most);
}

const among = (batch: Queue) => {
  const ids = new Set(batch.map(({ operation }) => operation.id));
  return ({ operation }: PaperEntry) => ids.has(operation.id);
};

export function withState(queue: Queue, batch: Queue, state: PaperEntry["state"]): PaperEntry[] {
  const isOf = among(batch);
  return queue.map((each) => (isOf(each) ? { ...each, state } : each));
}

/** What was stuck is to be tried again. */
export const again = (queue: Queue): PaperEntry[] =>
  queue.map((each) => (each.state === "stuck" ? { ...each, state: "waiting" } : each));

/** One that the server cannot read at all. */
export const unreadable = (queue: Queue, entry: PaperEntry): PaperEntry[] =>
  queue.map((each) =>
    each.operation.id === entry.operation.id
      ? { ...each, state: "refused", refusal: "request" }
      : each,
  );

/** Taken entries leave; refused ones stay, unless a later entry of the same place is waiting. */
export function withAnswers(queue: Queue, answers: readonly OperationAnswer[]): PaperEntry[] {
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  return queue.flatMap((each, at): PaperEntry[] => {
    const answer = byId.get(each.operation.id);
    if (answer === undefined) return [each];
    const later = queue.slice(at + 1).some(({ place }) => place === each.place);
    if (answer.outcome === "applied" || later) return [];
    return [{ ...each, state: "refused", refusal: answer.code }];
  });
}

/** How many are in each state. */
export const countsOf = (queue: Queue) => {
  const count = (...states: PaperEntry["state"][]) =>
    queue.filter(({ state }) => states.includes(state)).length;
  return { saving: count("waiting", "sending"), stuck: count("stuck"), refused: count("refused") };
};
