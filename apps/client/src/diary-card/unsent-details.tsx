import { useToday } from "#platform/diary-day.ts";
import type { Waiting } from "#platform/waiting.ts";
import { dropEntry } from "./card-store.ts";
import { CoveredSheet } from "./covered-sheet.tsx";
import { UnsentSheet } from "./unsent-sheet.tsx";

export type UnsentDetailsProps = {
  waiting: Waiting;
  /** Signed out: it says how much, and not what. */
  isCovered: boolean;
  words: string;
  open: boolean;
  onClose: () => void;
};

/** What the strip opens. */
export function UnsentDetails({ waiting, isCovered, words, open, onClose }: UnsentDetailsProps) {
  const { unsent, drafts, count } = waiting;
  const today = useToday();
  return isCovered ? (
    <CoveredSheet title={words} open={open && count > 0} onClose={onClose} />
  ) : (
    <UnsentSheet
      unsent={unsent}
      drafts={drafts}
      open={open}
      onClose={onClose}
      onDrop={(operationId) => void dropEntry(operationId, today)}
    />
  );
}
