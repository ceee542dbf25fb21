import { useMutation } from "@tanstack/react-query";
import { holdPointer } from "@trellis/ui/hold-pointer";
import { useState } from "react";
import { type Gate, makeGate, REST } from "./gate.ts";

type Change<Input, Output> = {
  readonly send: (input: Input) => Promise<Output>;
  /** Called once it is made; the change counts as under way until the promise is there. */
  readonly onMade?: (output: Output, input: Input) => unknown;
  readonly onRefused?: (error: Error, input: Input) => void;
  /** Shared by changes that undo each other from the same place of the page. */
  readonly gate?: Gate;
};

/** A gate for changes that belong together. */
export const useGate = (): Gate => useState(() => makeGate())[0];

/** A change of the record that a double click makes once; see `makeGate`. */
export function useChange<Input, Output>(change: Change<Input, Output>) {
  const own = useGate();
  const gate = change.gate ?? own;
  const rest = () => {
    gate.made();
    holdPointer(REST);
  };
  const mutation = useMutation({
    mutationFn: change.send,
    onSuccess: async (output: Output, input: Input) => {
      rest();
      await change.onMade?.(output, input);
      rest();
    },
    onError: (error: Error, input: Input) => {
      gate.refused();
      change.onRefused?.(error, input);
    },
    gcTime: 0,
  });
  const mutate: typeof mutation.mutate = (...input) => {
    if (gate.enter()) mutation.mutate(...input);
  };
  return { ...mutation, mutate };
}
