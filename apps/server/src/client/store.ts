import { relationsFor } from "@trellis/domain/access";
import type { ClientSummary } from "@trellis/domain/client";
import { sql } from "kysely";
import { type Statement, statement } from "#platform/statement.ts";

const MAY_LIST = relationsFor("client-list", "read");

/**
 * Clients of the signed-in clinician by initials and tag; cost grows with that list alone. It names the relations
 * itself, so that it holds without row-level security too.
 */
export const listOwnClients = (): Statement<ClientSummary> =>
  statement(sql`
    SELECT c.client_id AS id, c.initials, c.tag, c.life_line AS "lifeLine",
           (SELECT max(s.held_on) FROM therapy_session s
             WHERE s.clinic_id = c.clinic_id AND s.client_id = c.client_id AND s.withdrawn_at IS NULL) AS "lastSessionOn",
           (SELECT max(e.date) FROM diary_entry e
             WHERE e.clinic_id = c.clinic_id AND e.client_id = c.client_id AND e.value IS NOT NULL) AS "lastEntryOn"
      FROM client c
     WHERE c.clinic_id = (SELECT app.clinic_id()) AND c.client_id = ANY (ARRAY(SELECT app.client_ids(${MAY_LIST})))
     ORDER BY c.initials, c.tag, c.client_id`);

/** The audit row of the list: one row that names every client in it. */
export const auditList = (operation: string, requestId: string): Statement =>
  statement(sql`
    SELECT app.audit(${operation}, ARRAY(SELECT app.client_ids(${MAY_LIST})), ${requestId}, true)`);
