import { useMutation, useQueryClient } from "@tanstack/react-query";
import { recordTherapySession, withdrawTherapySession } from "@trellis/api/therapy-session";
import type { CivilDate } from "@trellis/domain/civil-date";
import { m } from "@trellis/messages/messages";
import { showToast } from "@trellis/ui/toast-queue";
import { ask } from "#platform/api.ts";
import { clientsQuery } from "#platform/clients.ts";
import { dayText } from "#platform/day-words.ts";
import { newId } from "#platform/ids.ts";
import { problemWords } from "#platform/problem-words.ts";
import { weekKey } from "./week-query.ts";

type Recorded = { readonly id: string; readonly heldOn: CivilDate };

/** Records therapy hours of a client and takes them back. */
export function useRecordedSessions(clientId: string) {
  const queries = useQueryClient();
  const settle = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: weekKey(clientId) }),
      queries.invalidateQueries({ queryKey: clientsQuery.queryKey }),
    ]);
  const withdraw = useMutation({
    mutationFn: async ({ id }: Recorded) =>
      ask(withdrawTherapySession, { params: { clientId, sessionId: id } }),
    onSuccess: async (_answer, gone) => {
      showToast({ text: m.session_taken_back({ day: dayText(gone.heldOn) }) });
      await settle();
    },
    onError: (error, same) => offerAgain(error, () => withdraw.mutate(same)),
  });
  const record = useMutation({
    mutationFn: async ({ id, heldOn }: Recorded) =>
      ask(recordTherapySession, { params: { clientId, sessionId: id }, body: { heldOn } }),
    onSuccess: async (_answer, made) => {
      showToast({
        text: m.session_recorded({ day: dayText(made.heldOn) }),
        action: { label: m.clinician_undo(), onAction: () => withdraw.mutate(made) },
      });
      await settle();
    },
    onError: (error, same) => offerAgain(error, () => record.mutate(same)),
  });
  return {
    busy: record.isPending || withdraw.isPending,
    record: (heldOn: CivilDate) => record.mutate({ id: newId(), heldOn }),
    withdraw: (session: Recorded) => withdraw.mutate(session),
  };
}

/** The same operation once more has the same id, so nothing can be recorded twice. */
function offerAgain(error: Error, onAgain: () => void): void {
  showToast({ text: problemWords(error), action: { label: m.retry(), onAction: onAgain } });
}
