import type { DayBoundary } from "@trellis/domain/civil-date";
import { sql } from "kysely";
import { type Statement, statement } from "./statement.ts";

/** When the diary days of the clinic `k` of a statement end. */
export const DAY_BOUNDARY = sql<DayBoundary>`jsonb_build_object(
  'hour', k.day_boundary, 'from', k.day_boundary_from, 'before', k.day_boundary_before)`;

/** When the diary days of the clinic of this transaction end. */
export const readDayBoundary = (): Statement<{ dayBoundary: DayBoundary }> =>
  statement(sql`
    SELECT ${DAY_BOUNDARY} AS "dayBoundary" FROM clinic k WHERE k.clinic_id = (SELECT app.working_clinic())`);
