import { sql } from "kysely";
import { type Statement, statement } from "#platform/statement.ts";
import type { SealBody } from "./seal-hash.ts";

export type SealDraft = SealBody & {
  /** There were more rows than one seal takes; ask again. */
  readonly isCapped: boolean;
};

const BODY = sql`
  clinic_id AS "clinicId", number, covered::text AS covered, row_count AS "rowCount", digest, reached,
  complete_at AS "completeAt", sealed_at AS "sealedAt", previous`;

/**
 * What the next seal of a clinic is to hold, and the lock on its chain until the transaction ends. No row when there is
 * nothing to seal or somebody else is at it.
 * @param most rows in one seal
 * @param lookBack how many seals back to look for rows that were committed late
 */
export const draftSeal = (code: string, most: number, lookBack: number): Statement<SealDraft> =>
  statement(
    sql`SELECT ${BODY}, is_capped AS "isCapped" FROM app.draft_audit_seal(${code}, ${most}, ${lookBack})`,
  );

/** Adds the seal that was drafted in this transaction. */
export const addSeal = (code: string, seal: SealBody, hash: Buffer): Statement =>
  statement(sql`
    SELECT app.add_audit_seal(${code}, ${seal.number}, ${seal.covered}, ${seal.completeAt?.toISOString() ?? null},
                              ${seal.sealedAt.toISOString()}, ${hash})`);

/** A seal as it is written down a second time. */
export type SealLine = {
  readonly number: number;
  readonly rows: number;
  readonly at: string;
  readonly hash: string;
};

type SealHead = {
  readonly number: number;
  readonly rowCount: number;
  readonly sealedAt: Date;
  readonly hash: Buffer;
};

/** The newest seal of a clinic. */
export const readLastSeal = (code: string): Statement<SealHead> =>
  statement(
    sql`SELECT number, row_count AS "rowCount", sealed_at AS "sealedAt", hash FROM app.last_audit_seal(${code})`,
  );

export const asLine = (seal: SealHead): SealLine => ({
  number: seal.number,
  rows: seal.rowCount,
  at: seal.sealedAt.toISOString(),
  hash: seal.hash.toString("hex"),
});

/** A seal with what the database gives for the rows that it covers. */
export type CheckedSeal = SealBody & {
  readonly hash: Buffer;
  readonly foundCount: number;
  readonly foundDigest: Buffer;
  readonly earliest: Date | null;
  readonly latest: Date | null;
};

/** The number of the newest seal of the operator's clinic; 0 when there is none. */
export const readLastNumber = (): Statement<{ number: number }> =>
  statement(
    sql`SELECT coalesce(max(number), 0) AS number FROM audit_seal WHERE clinic_id = app.operator_clinic()`,
  );

/** Seals of the operator's clinic from one number to another, with their rows digested again. */
export const checkSeals = (from: number, to: number, most: number): Statement<CheckedSeal> =>
  statement(sql`
    SELECT s.clinic_id AS "clinicId", s.number, s.covered::text AS covered, s.row_count AS "rowCount", s.digest, s.reached,
           s.complete_at AS "completeAt", s.sealed_at AS "sealedAt", s.previous, s.hash,
           d.row_count AS "foundCount", d.digest AS "foundDigest", d.earliest, d.latest
      FROM audit_seal s CROSS JOIN LATERAL app.audit_digest(s.clinic_id, s.covered) d
     WHERE s.clinic_id = app.operator_clinic() AND s.number BETWEEN ${from} AND ${to}
     ORDER BY s.number LIMIT ${most}`);

/** Numbers that a seal covers and that no row has, at most five of them. */
export const findRemoved = (seal: number): Statement<{ sequence: number }> =>
  statement(sql`
    SELECT wanted AS sequence
      FROM audit_seal s, unnest(s.covered) each, generate_series(lower(each), upper(each) - 1) wanted
     WHERE s.clinic_id = app.operator_clinic() AND s.number = ${seal}
       AND NOT EXISTS (SELECT FROM audit_event e WHERE e.clinic_id = s.clinic_id AND e.sequence = wanted)
     ORDER BY 1 LIMIT 5`);

/** Rows of a seal that are dated before a moment or after another, at most five of them. */
export const findMisdated = (
  seal: number,
  before: string | null,
  after: string,
): Statement<{ sequence: number; at: Date }> =>
  statement(sql`
    SELECT e.sequence, e.at
      FROM audit_seal s
      JOIN audit_event e ON e.clinic_id = s.clinic_id AND e.sequence >= lower(s.covered) AND e.sequence < upper(s.covered)
                        AND s.covered @> e.sequence
     WHERE s.clinic_id = app.operator_clinic() AND s.number = ${seal} AND (e.at < ${before}::timestamptz OR e.at > ${after}::timestamptz)
     ORDER BY 1 LIMIT 5`);

/** Rows in no seal: how many, how many of them dated more than a day ago, and the lowest number of those. */
export const countUnsealed = (): Statement<{ all: number; old: number; first: number | null }> =>
  statement(sql`
    WITH sealed AS (SELECT coalesce(range_agg(each), '{}') AS numbers
                      FROM audit_seal s, unnest(s.covered) each WHERE s.clinic_id = app.operator_clinic())
    SELECT count(*) AS all, count(*) FILTER (WHERE e.at < now() - interval '1 day') AS old,
           min(e.sequence) FILTER (WHERE e.at < now() - interval '1 day') AS first
      FROM audit_event e, sealed
     WHERE e.clinic_id = app.operator_clinic() AND NOT sealed.numbers @> e.sequence`);

/** Numbers that more than one seal covers. */
export const findCoveredTwice = (): Statement<{ sequence: number }> =>
  statement(sql`
    SELECT lower(each.part) AS sequence
      FROM (SELECT part, lag(upper(part)) OVER (ORDER BY lower(part)) AS before
              FROM audit_seal s, unnest(s.covered) part WHERE s.clinic_id = app.operator_clinic()) each
     WHERE lower(each.part) < each.before LIMIT 1`);
