import { type Draft, useDrafts } from "./drafts.ts";
import { useSigned } from "./signed-in.ts";
import { stateOf, type Unsent } from "./unsent-queue.ts";
import { useUnsent } from "./unsent.ts";

/** All that one person has in this page and nowhere else, of every day. */
export type Waiting = {
  readonly unsent: readonly Unsent[];
  readonly drafts: readonly Draft[];
  readonly count: number;
  /** `sent` when nothing waits. */
  readonly state: "sent" | "sending" | "not-sent";
};

/** What the person of this phone has entered and the server has not taken, words being typed included. */
export function useWaiting(): Waiting {
  const signed = useSigned();
  const clientId = signed.state === "out" ? "" : signed.clientId;
  const unsent = useUnsent(clientId);
  const drafts = useDrafts(clientId);
  return {
    unsent,
    drafts,
    count: unsent.length + drafts.length,
    state: stateWith(stateOf(unsent), drafts),
  };
}

function stateWith(state: Waiting["state"], drafts: readonly Draft[]): Waiting["state"] {
  if (drafts.some((each) => each.kind === "not-kept")) return "not-sent";
  return state === "sent" && drafts.length > 0 ? "sending" : state;
}
