import type { TherapySession } from "@trellis/domain/therapy-session";
import { sql } from "kysely";
import type { RecordAccess } from "#platform/access.ts";
import { type Statement, statement } from "#platform/statement.ts";

type MayWrite = RecordAccess<"therapy-session", "write">;

/** A replay of the same id changes nothing and answers what stands. */
export const recordSession = (access: MayWrite, sessionId: string, heldOn: string): Statement =>
  statement(sql`
    INSERT INTO therapy_session (clinic_id, client_id, session_id, held_on, recorded_by)
    VALUES (app.working_clinic(), ${access.clientId}, ${sessionId}, ${heldOn}, app.account_id())
    ON CONFLICT (clinic_id, client_id, session_id) DO NOTHING`);

export const withdrawSession = (access: MayWrite, sessionId: string): Statement =>
  statement(sql`
    UPDATE therapy_session SET withdrawn_at = coalesce(withdrawn_at, now())
     WHERE client_id = ${access.clientId} AND session_id = ${sessionId}`);

export const readSession = (access: MayWrite, sessionId: string): Statement<TherapySession> =>
  statement(sql`
    SELECT session_id AS id, held_on AS "heldOn", withdrawn_at IS NOT NULL AS withdrawn FROM therapy_session
     WHERE client_id = ${access.clientId} AND session_id = ${sessionId}`);
