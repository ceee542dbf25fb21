import type { CoachingPerson, CoachingTimes } from "@trellis/domain/coaching-call";
import { sql } from "kysely";
import type { RecordAccess } from "#platform/access.ts";
import { type Statement, statement } from "#platform/statement.ts";

/** Somebody whom the client can call. A clinician who has written nothing yet has no `hours`. */
export type PersonRow = {
  name: string;
  kind: CoachingPerson["kind"];
  startsAt: Date;
  endsAt: Date | null;
  zone: string;
  phone: string | null;
  hours: string | null;
  limits: string | null;
};

export const readPeople = (access: RecordAccess<"care-team", "read">): Statement<PersonRow> =>
  statement(sql`
    SELECT name, kind, starts_at AS "startsAt", ends_at AS "endsAt", zone, phone, hours, limits
      FROM app.coaching_people(${access.clientId})`);

/** What the signed-in clinician has written; it names them itself, so that it holds without row-level security too. */
export const readOwn = (): Statement<CoachingTimes> =>
  statement(sql`
    SELECT phone, hours, limits FROM coaching_times
     WHERE clinic_id = (SELECT app.clinic_id()) AND account_id = (SELECT app.account_id())`);

export const writeOwn = ({ phone, hours, limits }: CoachingTimes): Statement =>
  statement(sql`
    INSERT INTO coaching_times (clinic_id, account_id, phone, hours, limits)
    VALUES (app.clinic_id(), app.account_id(), ${phone}, ${hours}, ${limits})
    ON CONFLICT (clinic_id, account_id)
    DO UPDATE SET phone = excluded.phone, hours = excluded.hours, limits = excluded.limits, changed_at = now()`);
