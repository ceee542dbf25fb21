import { m } from "@trellis/messages/messages";
import { ErrorState } from "@trellis/ui/error-state";
import { Skeleton } from "@trellis/ui/skeleton";
import { useEffect } from "react";
import { useToday } from "#platform/diary-day.ts";
import { readOwnHelp, useOwnHelpProblem } from "#platform/own-help-read.ts";
import { problemWords } from "#platform/problem-words.ts";

/** Nothing is known yet: it is on its way, or it did not come. */
export function UnreadPlan({ clientId }: { clientId: string }) {
  const problem = useOwnHelpProblem(clientId);
  const today = useToday();
  useEffect(() => {
    void readOwnHelp(clientId, today);
  }, [clientId, today]);
  if (problem === null) return <Skeleton label={m.loading()} shape="cards" lines={4} />;
  return (
    <ErrorState
      title={m.plan_not_loaded()}
      retry={{ label: m.retry(), onRetry: () => void readOwnHelp(clientId, today) }}
    >
      <p>{problemWords(problem)}</p>
    </ErrorState>
  );
}
