import type { App } from "@trellis/domain/account";
import type { CivilDate } from "@trellis/domain/civil-date";
import type { Browser, System } from "@trellis/domain/device";
import { sql } from "kysely";
import { type Statement, statement } from "#platform/statement.ts";

export type DeviceRow = {
  sign_in_id: string;
  app: App;
  browser: Browser;
  system: System;
  first_used_on: CivilDate;
  first_used_at: Date;
  last_used_on: CivilDate;
  is_this: boolean;
};

/** The sign-ins of the signed-in account that are not over, the last used first; days of the clinic's zone. */
export const readDevices = (): Statement<DeviceRow> =>
  statement(sql`
    SELECT s.sign_in_id, s.app, s.browser, s.system,
           (s.created_at AT TIME ZONE k.zone)::date AS first_used_on, s.created_at AS first_used_at,
           (s.last_active_at AT TIME ZONE k.zone)::date AS last_used_on,
           s.sign_in_id = (SELECT me.sign_in_id FROM app.current_sign_in() me) AS is_this
      FROM sign_in s JOIN clinic k ON k.clinic_id = s.clinic_id
     WHERE s.account_id = (SELECT app.account_id()) AND s.ended_at IS NULL
       AND app.is_awake(s.app, s.expires_at, s.last_active_at)
     ORDER BY is_this DESC, s.last_active_at DESC, s.sign_in_id`);

/** Ends one sign-in of the signed-in account; `is_this` is null when there is no such sign-in. */
export const endDevice = (signInId: string): Statement<{ is_this: boolean | null }> =>
  statement(sql`SELECT app.end_own_sign_in(${signInId}) AS is_this`);

export const endOtherDevices = (): Statement<{ ended: number }> =>
  statement(sql`SELECT app.end_own_other_sign_ins() AS ended`);

export type NewPassword = {
  readonly oldHash: Buffer;
  readonly salt: Buffer;
  readonly hash: Buffer;
  readonly tokenHash: Buffer;
};

/** Ends the other sign-ins and gives this one a new token; null when the old hash does not fit. */
export const replacePassword = (made: NewPassword): Statement<{ ended: number | null }> =>
  statement(sql`
    SELECT app.change_own_password(${made.oldHash}, ${made.salt}, ${made.hash}, ${made.tokenHash}) AS ended`);
