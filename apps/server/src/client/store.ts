import { relationsFor } from "@trellis/domain/access";
import type { ClientSummary, ClientTwin, NewClient } from "@trellis/domain/client";
import { sql } from "kysely";
import { type Statement, statement } from "#platform/statement.ts";

const MAY_LIST = relationsFor("client-list", "read");

/**
 * Clients of the signed-in clinician by initials and tag; cost grows with that list alone. It names the relations
 * itself, so that it holds without row-level security too: what none of them may see stays null.
 */
export const listOwnClients = (): Statement<ClientSummary> =>
  statement(sql`
    SELECT c.client_id AS id, c.initials, c.tag, c.relations, nullif(l.words, '') AS "lifeLine",
           CASE WHEN c.relations && ${relationsFor("therapy-session", "read")} THEN c.last_session_on END AS "lastSessionOn",
           CASE WHEN c.relations && ${relationsFor("diary-card", "read")} THEN c.last_entry_on END AS "lastEntryOn"
      FROM app.client_relations() c
      LEFT JOIN life_line l ON l.clinic_id = c.clinic_id AND l.client_id = c.client_id
                           AND c.relations && ${relationsFor("life-line", "read")}
     WHERE c.relations && ${MAY_LIST}
     ORDER BY c.initials, c.tag, c.client_id`);

/** The audit row of the list: one row that names every client in it. */
export const auditList = (operation: string, requestId: string): Statement =>
  statement(sql`
    SELECT app.audit(${operation}, ARRAY(SELECT app.client_ids(${MAY_LIST})), ${requestId}, true)`);

/** What the id of a new client stands for already. */
export const readStanding = (
  made: NewClient,
): Statement<{ stands: "nobody" | "same" | "another" }> =>
  statement(sql`
    SELECT app.client_standing(${made.id}, ${made.initials}, ${made.tag}, ${made.birthDate}, ${made.zone}) AS stands`);

/** Clients who look like the one to be added; null where the signed-in account may not see who it is. */
export const findTwins = (made: NewClient): Statement<{ client: ClientTwin }> =>
  statement(sql`
    SELECT CASE WHEN client_id IS NOT NULL
             THEN jsonb_build_object('id', client_id, 'initials', initials, 'tag', tag) END AS client
      FROM app.client_twins(${made.id}, ${made.initials}, ${made.birthDate})`);

/** @param therapistId null for nobody yet, which administrators alone may say */
export const insertNewClient = (
  made: NewClient,
  therapistId: string | null,
  grantId: string,
): Statement =>
  statement(sql`
    SELECT app.add_client(${made.id}, ${made.initials}, ${made.tag}, ${made.birthDate}, ${made.zone}, ${therapistId}, ${grantId})`);

/** As a clinician says of themself that they are somebody's therapist. */
export const insertOwnClient = (made: NewClient, grantId: string): Statement =>
  statement(sql`
    SELECT app.add_client(${made.id}, ${made.initials}, ${made.tag}, ${made.birthDate}, ${made.zone}, app.account_id(), ${grantId})`);
