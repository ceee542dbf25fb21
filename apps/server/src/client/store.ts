import { relationsFor } from "@trellis/domain/access";
import type { ClientSummary } from "@trellis/domain/client";
import { sql } from "kysely";
import { type Statement, statement } from "#platform/statement.ts";

/** Clients of the signed-in clinician by initials and tag; cost grows with that list alone. */
export const listOwnClients = (): Statement<ClientSummary> =>
  statement(sql`
    SELECT c.client_id AS id, c.initials, c.tag, c.life_line AS "lifeLine",
           (SELECT max(s.held_on) FROM therapy_session s
             WHERE s.client_id = c.client_id AND s.withdrawn_at IS NULL) AS "lastSessionOn",
           (SELECT max(e.date) FROM diary_entry e
             WHERE e.client_id = c.client_id AND e.value IS NOT NULL) AS "lastEntryOn"
      FROM client c
     ORDER BY c.initials, c.tag, c.client_id`);

/** The audit row of the list: one row that names every client in it. */
export const auditList = (operation: string, requestId: string): Statement =>
  statement(sql`
    SELECT app.audit(${operation}, ARRAY(SELECT app.client_ids(${relationsFor("client-list", "read")})), ${requestId}, true)`);
