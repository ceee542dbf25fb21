import { infiniteQueryOptions, keepPreviousData, useQueryClient } from "@tanstack/react-query";
import { listMails, sendMailAgain } from "@trellis/api/mail";
import type { MailState } from "@trellis/domain/mail";
import { ask } from "#platform/api.ts";
import { useChange } from "#platform/use-change.ts";

const LIST = ["mails"] as const;

/** The clinic's mails, newest first, a page at a time. */
export const mailsQuery = (state: MailState | null) =>
  infiniteQueryOptions({
    queryKey: [...LIST, state],
    queryFn: async ({ pageParam }) =>
      ask(listMails, {
        query: {
          ...(state === null ? {} : { state }),
          ...(pageParam === null ? {} : { after: pageParam }),
        },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.after,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

/** Tries a mail again now. */
export function useSendAgain() {
  const queries = useQueryClient();
  return useChange({
    send: async (mailId: string) => ask(sendMailAgain, { params: { mailId } }),
    onMade: async () => queries.invalidateQueries({ queryKey: LIST }),
  });
}
