import type { DayBoundary } from "@trellis/domain/civil-date";
import type { ClinicSettings, PhoneCheck } from "@trellis/domain/clinic-setting";
import { sql } from "kysely";
import { DAY_BOUNDARY } from "#platform/day-boundary.ts";
import { LOCK_SEED } from "#platform/lock-seed.ts";
import { type Statement, statement } from "#platform/statement.ts";

/** One change of a clinic's settings at a time. */
export const lockSettings = (): Statement =>
  statement(
    sql`SELECT pg_advisory_xact_lock(hashtextextended(app.clinic_id()::text, ${LOCK_SEED.ofClinic.settings}))`,
  );

export type SettingsRow = {
  version: number;
  changedAt: Date;
  changedBy: string | null;
  settings: ClinicSettings;
  dayBoundary: DayBoundary;
  checks: PhoneCheck[];
};

/** The settings of the signed-in account's clinic. It names the clinic itself, so that it holds without row-level security too. */
export const readSettings = (): Statement<SettingsRow> =>
  statement(sql`
    SELECT k.setting_version AS version, v.changed_at AS "changedAt", v.changed_name AS "changedBy", k.settings,
           ${DAY_BOUNDARY} AS "dayBoundary",
           coalesce((SELECT jsonb_agg(e.each - 'country') FROM jsonb_array_elements(k.phone_checks) AS e(each)
                      WHERE e.each ->> 'country' = k.country), '[]') AS checks
      FROM clinic k
      JOIN clinic_setting_version v ON v.clinic_id = k.clinic_id AND v.version = k.setting_version
     WHERE k.clinic_id = (SELECT app.clinic_id())`);

/** Takes the settings over after the version `seen`, which the caller has read under the lock. */
export const writeSettings = (
  seen: number,
  settings: ClinicSettings,
  { hour, from, before }: DayBoundary,
): Statement =>
  statement(sql`
    SELECT app.change_clinic_settings(${seen}, ${JSON.stringify(settings)}, ${hour}::smallint, ${from}, ${before}::smallint)`);

export type VersionRow = {
  version: number;
  changedAt: Date;
  changedBy: string | null;
  settings: ClinicSettings;
};

/** The newest `count` versions below `before`, newest first. */
export const readVersions = (before: number, count: number): Statement<VersionRow> =>
  statement(sql`
    SELECT v.version, v.changed_at AS "changedAt", v.changed_name AS "changedBy", v.settings
      FROM clinic_setting_version v
     WHERE v.clinic_id = (SELECT app.clinic_id()) AND v.version < ${before}
     ORDER BY v.version DESC LIMIT ${count}`);

export const writeCheck = (phone: string, isRight: boolean, on: string): Statement =>
  statement(sql`SELECT app.check_phone(${phone}, ${isRight}, ${on})`);
