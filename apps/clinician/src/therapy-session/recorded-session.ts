import { useQueryClient } from "@tanstack/react-query";
import { recordTherapySession, withdrawTherapySession } from "@trellis/api/therapy-session";
import type { CivilDate } from "@trellis/domain/civil-date";
import { m } from "@trellis/messages/messages";
import { showToast } from "@trellis/ui/toast-queue";
import { useRef } from "react";
import { ask } from "#platform/api.ts";
import { clientsQuery } from "#platform/clients.ts";
import { dayText } from "#platform/day-words.ts";
import { newId } from "#platform/ids.ts";
import { problemWords } from "#platform/problem-words.ts";
import { useChange, useGate } from "#platform/use-change.ts";
import { weekKey } from "#platform/week-key.ts";

type Recorded = { readonly id: string; readonly heldOn: CivilDate };

/** Records therapy hours of a client and takes them back. */
export function useRecordedSessions(clientId: string) {
  const queries = useQueryClient();
  const gate = useGate();
  const ids = useRef(new Map<CivilDate, string>());
  const settle = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: weekKey(clientId) }),
      queries.invalidateQueries({ queryKey: clientsQuery.queryKey }),
    ]);
  const say = sayOf(clientId);
  const withdraw = useChange({
    gate,
    send: async ({ id }: Recorded) =>
      ask(withdrawTherapySession, { params: { clientId, sessionId: id } }),
    onMade: async (_answer, gone) => {
      say(gone, m.session_taken_back({ day: dayText(gone.heldOn) }));
      await settle();
    },
    onRefused: (error, same) =>
      say(same, problemWords(error), m.retry(), () => withdraw.mutate(same)),
  });
  const record = useChange({
    gate,
    send: async ({ id, heldOn }: Recorded) =>
      ask(recordTherapySession, { params: { clientId, sessionId: id }, body: { heldOn } }),
    onMade: async (_answer, made) => {
      ids.current.delete(made.heldOn);
      say(made, m.session_recorded({ day: dayText(made.heldOn) }), m.clinician_undo(), () =>
        withdraw.mutate(made),
      );
      await settle();
    },
    onRefused: (error, same) =>
      say(same, problemWords(error), m.retry(), () => record.mutate(same)),
  });
  return {
    busy: record.isPending || withdraw.isPending,
    /** A day keeps its id until it is recorded: asking again after no answer cannot record it twice. */
    record: (heldOn: CivilDate) => {
      const id = ids.current.get(heldOn) ?? newId();
      ids.current.set(heldOn, id);
      record.mutate({ id, heldOn });
    },
    withdraw: (session: Recorded) => withdraw.mutate(session),
  };
}

/** Says something about a session; a later message about the same one takes the earlier one's place. */
const sayOf =
  (clientId: string) => (session: Recorded, text: string, label?: string, onAction?: () => void) =>
    showToast({
      text,
      about: clientId,
      key: `session ${session.id}`,
      ...(label === undefined || onAction === undefined ? {} : { action: { label, onAction } }),
    });
