import { m } from "@trellis/messages/messages";
import { ErrorState } from "@trellis/ui/error-state";
import { Skeleton } from "@trellis/ui/skeleton";
import type { ReactNode } from "react";
import { problemWords } from "./problem-words.ts";
import type { Answer } from "./use-answer.ts";

type AnswerStateProps<Data> = {
  answer: Answer<Data>;
  /** What it means that it did not come. */
  notLoaded: string;
  children: (data: Data) => ReactNode;
};

/** A screen's content once its answer is there; until then what stands for it. */
export function AnswerState<Data>({ answer, notLoaded, children }: AnswerStateProps<Data>) {
  const { data, problem, readAgain } = answer;
  return (
    <>
      {problem === null ? null : (
        <ErrorState title={notLoaded} retry={{ label: m.retry(), onRetry: readAgain }}>
          <p>{problemWords(problem)}</p>
        </ErrorState>
      )}
      {data !== null ? (
        children(data)
      ) : problem === null ? (
        <Skeleton label={m.loading()} shape="cards" lines={3} />
      ) : null}
    </>
  );
}
