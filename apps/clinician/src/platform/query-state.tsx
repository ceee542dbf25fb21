import { m } from "@trellis/messages/messages";
import { EmptyState } from "@trellis/ui/empty-state";
import { ErrorState } from "@trellis/ui/error-state";
import { Skeleton } from "@trellis/ui/skeleton";
import type { ReactNode } from "react";
import { isNotFound, problemWords } from "./problem-words.ts";
import { needsSignIn } from "./sign-in-state.ts";

type QueryStateProps<Data> = {
  query: {
    readonly data: Data | undefined;
    readonly error: Error | null;
    readonly refetch: () => Promise<unknown>;
  };
  /** What is fetched, for screen readers. */
  loading: string;
  shape?: "lines" | "cards";
  lines?: number;
  /** What stands where the thing is not there for this person; a client's record unless said otherwise. */
  missing?: ReactNode;
  children: (data: Data) => ReactNode;
};

/** A page's content once its answer is there; until then what stands for it. */
export function QueryState<Data>({
  query,
  loading,
  shape,
  lines,
  missing = <NoRecord />,
  children,
}: QueryStateProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error === null || needsSignIn(query.error))
    return <Skeleton label={loading} shape={shape} lines={lines} />;
  if (isNotFound(query.error)) return missing;
  return (
    <ErrorState
      title={m.clinician_error_title()}
      retry={{ label: m.retry(), onRetry: () => void query.refetch() }}
    >
      <p>{problemWords(query.error)}</p>
    </ErrorState>
  );
}

/** The record is not there for this person. */
export function NoRecord() {
  return (
    <EmptyState title={m.clinician_no_record_title()}>
      <p>{m.clinician_error_not_found()}</p>
    </EmptyState>
  );
}
