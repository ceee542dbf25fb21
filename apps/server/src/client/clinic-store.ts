import type { ClinicClient } from "@trellis/domain/client";
import { sql } from "kysely";
import { type Statement, statement } from "#platform/statement.ts";

/** What an administrator looks for in the clinic's list. */
type ClientSearch = {
  /** The beginning of initials or of a tag. */
  readonly find: string | null;
  readonly withoutTherapist: boolean;
  /** The last client of the page before. */
  readonly after: string | null;
  /** Most rows. */
  readonly most: number;
};

const COLUMNS = sql`
  c.client_id AS id, c.initials, c.tag,
  CASE WHEN a.account_id IS NOT NULL THEN jsonb_build_object('id', a.account_id, 'state',
    CASE WHEN a.deactivated_at IS NOT NULL THEN 'deactivated' WHEN a.activated_at IS NULL THEN 'invited' ELSE 'active' END) END AS account,
  coalesce(t.therapists, '[]') AS therapists`;

/** Account and therapists of a client `c`. */
const JOINED = sql`
  LEFT JOIN account a ON a.clinic_id = c.clinic_id AND a.account_id = c.account_id
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('accountId', p.account_id, 'name', p.display_name) ORDER BY p.display_name, p.account_id) AS therapists
      FROM (SELECT DISTINCT account_id FROM access_grant
             WHERE clinic_id = c.clinic_id AND client_id = c.client_id AND kind = 'therapist'
               AND starts_at <= statement_timestamp() AND (ends_at IS NULL OR ends_at > statement_timestamp())) g
      JOIN account p ON p.clinic_id = c.clinic_id AND p.account_id = g.account_id) t ON true`;

/** The clinic of an administrator; no row for anybody else, without row-level security too. */
const OF_CLINIC = sql`c.clinic_id = (SELECT app.clinic_id()) AND (SELECT app.is_administrator())`;

const WITHOUT_THERAPIST = sql`
  AND NOT EXISTS (
    SELECT FROM access_grant g
     WHERE g.clinic_id = c.clinic_id AND g.client_id = c.client_id AND g.kind = 'therapist'
       AND g.starts_at <= statement_timestamp() AND (g.ends_at IS NULL OR g.ends_at > statement_timestamp()))`;

/** In small letters, as the database keeps them for this; initials without points, hyphens and spaces. */
const startingWith = (find: string) => {
  const small = find.toLowerCase();
  const initials = small.replace(/[ .-]/g, "") || null;
  return sql`AND (starts_with(c.initials_key, ${initials}) OR starts_with(c.tag_key, ${small}))`;
};

const behind = (clientId: string) => sql`
  AND (c.initials_key, c.tag_key, c.client_id) > (
    SELECT l.initials_key, l.tag_key, l.client_id FROM client l
     WHERE l.clinic_id = (SELECT app.clinic_id()) AND l.client_id = ${clientId})`;

/** A page of the clients of the clinic, by initials and tag. */
export const listClinic = ({
  find,
  withoutTherapist,
  after,
  most,
}: ClientSearch): Statement<ClinicClient> =>
  statement(sql`
    SELECT ${COLUMNS}
      FROM (
        SELECT c.clinic_id, c.client_id, c.account_id, c.initials, c.tag, c.initials_key, c.tag_key FROM client c
         WHERE ${OF_CLINIC}
           ${find === null || find === "" ? sql`` : startingWith(find)}
           ${after === null ? sql`` : behind(after)}
           ${withoutTherapist ? WITHOUT_THERAPIST : sql``}
         ORDER BY c.initials_key, c.tag_key, c.client_id LIMIT ${most}) c ${JOINED}
     ORDER BY c.initials_key, c.tag_key, c.client_id`);

export const readOneOfClinic = (clientId: string): Statement<ClinicClient> =>
  statement(sql`
    SELECT ${COLUMNS} FROM client c ${JOINED} WHERE ${OF_CLINIC} AND c.client_id = ${clientId}`);
