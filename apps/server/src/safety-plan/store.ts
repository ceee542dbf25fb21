import { sql } from "kysely";
import type { RecordAccess } from "#platform/access.ts";
import { LOCK_SEED } from "#platform/lock-seed.ts";
import type { PlanPlace } from "#platform/sealed-plan.ts";
import { type Statement, statement } from "#platform/statement.ts";

type MayRead = RecordAccess<"safety-plan", "read" | "write">;
type MayWrite = RecordAccess<"safety-plan", "write">;

export type PlanRow = PlanPlace & {
  sealed: Buffer;
  writtenByClient: boolean;
  writtenName: string;
  writtenAt: Date;
  agreedName: string | null;
  agreedAt: Date | null;
};

/** One change of a client's plan at a time. */
export const lockPlan = (access: MayWrite): Statement =>
  statement(
    sql`SELECT pg_advisory_xact_lock(hashtextextended(${access.clientId}, ${LOCK_SEED.ofClient.safetyPlan}))`,
  );

/** The newest `count` versions, newest first. */
export const readVersions = (access: MayRead, count: number): Statement<PlanRow> =>
  statement(sql`
    WITH hands AS MATERIALIZED (SELECT account_id, name FROM app.safety_plan_hands(${access.clientId}))
    SELECT v.client_id AS "clientId", v.plan_version_id AS id, v.version, v.plan_sealed AS sealed,
           v.written_kind = 'client' AS "writtenByClient", coalesce(w.name, '') AS "writtenName", v.written_at AS "writtenAt",
           a.name AS "agreedName", v.agreed_at AS "agreedAt"
      FROM safety_plan_version v
      LEFT JOIN hands w ON w.account_id = v.written_by
      LEFT JOIN hands a ON a.account_id = v.agreed_by
     WHERE v.client_id = ${access.clientId}
     ORDER BY v.version DESC LIMIT ${count}`);

/** @param place the version after the newest, which the caller has read under the lock */
export const insertVersion = (
  access: MayWrite,
  { id, version }: PlanPlace,
  sealed: Buffer,
): Statement =>
  statement(sql`
    INSERT INTO safety_plan_version (clinic_id, client_id, plan_version_id, version, plan_sealed, written_by, written_kind)
    VALUES (app.working_clinic(), ${access.clientId}, ${id}, ${version}, ${sealed}, app.account_id(), app.account_kind())`);

/** Puts the name of whoever asks to a version that the other of the two has written, once. */
export const agreeTo = (access: MayWrite, version: number): Statement =>
  statement(sql`
    UPDATE safety_plan_version SET agreed_by = app.account_id(), agreed_at = now()
     WHERE client_id = ${access.clientId} AND version = ${version} AND agreed_by IS NULL
       AND written_kind <> app.account_kind()`);
