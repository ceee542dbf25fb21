import { recordTherapySession, withdrawTherapySession } from "@trellis/api/therapy-session";
import { Failure, notFound } from "#platform/failure.ts";
import { forRecord, type Route } from "#platform/route.ts";
import { readSession, recordSession, withdrawSession } from "./store.ts";

export const therapySessionRoutes: readonly Route[] = [
  forRecord(recordTherapySession, async (tx, access, { params, body }) => {
    const [, [session]] = await tx.run(
      recordSession(access, params.sessionId, body.heldOn),
      readSession(access, params.sessionId),
    );
    if (!session) throw notFound();
    if (session.heldOn !== body.heldOn)
      throw new Failure(409, "already-there", "This id stands for a session on another day.");
    return session;
  }),

  forRecord(withdrawTherapySession, async (tx, access, { params }) => {
    const [, [session]] = await tx.run(
      withdrawSession(access, params.sessionId),
      readSession(access, params.sessionId),
    );
    if (!session) throw notFound();
    return session;
  }),
];
