import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { problemWords } from "./problem-words.ts";

type MoreButtonProps = {
  query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly isFetchNextPageError: boolean;
    readonly error: Error | null;
    readonly fetchNextPage: () => Promise<unknown>;
  };
};

/** Fetches the next lines of a long list; nothing when all are there. */
export function MoreButton({ query }: MoreButtonProps) {
  if (!query.hasNextPage) return null;
  return (
    <div>
      {query.isFetchNextPageError ? <p role="alert">{problemWords(query.error)}</p> : null}
      <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {m.clinician_more_lines()}
      </Button>
    </div>
  );
}
