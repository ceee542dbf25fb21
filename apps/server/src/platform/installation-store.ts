import type { ClinicDoor, InstallationMode } from "@trellis/domain/clinic";
import { sql } from "kysely";
import { type Statement, statement } from "./statement.ts";

const DOOR = sql`code, name, app_name AS "appName", country, mode, day_boundary AS "dayBoundary", contacts,
           crisis_lines AS "crisisLines", checks, coaching_hours AS "coachingHours"`;

/** The door of the only clinic; no row when there are several. */
export const readOnlyClinicDoor = (): Statement<ClinicDoor> =>
  statement(sql`SELECT ${DOOR} FROM app.only_clinic_door()`);

/** What a signed-out visitor may know of a clinic; no row for an unknown code. */
export const readClinicDoor = (code: string): Statement<ClinicDoor> =>
  statement(sql`SELECT ${DOOR} FROM app.clinic_door(${code})`);

/** Demo or clinic; no row before the first set-up. */
export const readMode = (): Statement<{ mode: InstallationMode }> =>
  statement(sql`SELECT mode FROM installation`);
