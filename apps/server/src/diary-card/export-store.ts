import type { CivilDate } from "@trellis/domain/civil-date";
import { sql } from "kysely";
import type { RecordAccess } from "#platform/access.ts";
import { type Statement, statement } from "#platform/statement.ts";

/** The first day that holds anything, of which kind soever. */
export const readFirstDay = (
  access: RecordAccess<"diary-card", "read">,
): Statement<{ date: CivilDate | null }> =>
  statement(sql`
    SELECT least(
      (SELECT min(date) FROM diary_entry WHERE client_id = ${access.clientId} AND value IS NOT NULL),
      (SELECT min(date) FROM diary_note WHERE client_id = ${access.clientId} AND words <> ''),
      (SELECT min(date) FROM entry_detail WHERE client_id = ${access.clientId} AND words <> ''),
      (SELECT min(date) FROM ridden_out_urge WHERE client_id = ${access.clientId}),
      (SELECT min(date) FROM diary_day WHERE client_id = ${access.clientId} AND short)) AS date`);
