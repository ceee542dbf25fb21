import { m } from "@trellis/messages/messages";
import { useToday } from "#platform/diary-day.ts";
import { useSigned } from "#platform/signed-in.ts";
import { useWaiting } from "#platform/waiting.ts";
import { dropEntry } from "./card-store.ts";
import { CoveredSheet } from "./covered-sheet.tsx";
import { UnsentSheet } from "./unsent-sheet.tsx";

type WaitingSheetProps = { open: boolean; onClose: () => void };

/** What is not with the server; signed out, how much it is. */
export function WaitingSheet({ open, onClose }: WaitingSheetProps) {
  const { unsent, drafts, count } = useWaiting();
  const today = useToday();
  if (useSigned().state !== "in") {
    const title = m.unsent_title({ count });
    return <CoveredSheet title={title} open={open && count > 0} onClose={onClose} />;
  }
  return (
    <UnsentSheet
      unsent={unsent}
      drafts={drafts}
      open={open}
      onClose={onClose}
      onDrop={(operationId) => void dropEntry(operationId, today)}
    />
  );
}
