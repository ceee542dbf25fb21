import type { CivilDate } from "@trellis/domain/civil-date";
import { SKILL_ASPECT, type SkillPractice } from "@trellis/domain/skill-practice";
import { sql } from "kysely";
import type { RecordAccess } from "#platform/access.ts";
import { ENTRY_COLUMNS, type EntryRow } from "#platform/diary-entry.ts";
import { type Statement, statement } from "#platform/statement.ts";

type MayRead = RecordAccess<"skill-practice", "read">;

export const readPerson = (access: MayRead): Statement<SkillPractice["client"]> =>
  statement(
    sql`SELECT client_id AS id, initials, tag, zone FROM client WHERE client_id = ${access.clientId}`,
  );

export const readSkillEntries = (
  access: MayRead,
  from: CivilDate,
  to: CivilDate,
): Statement<EntryRow> =>
  statement(sql`
    SELECT ${ENTRY_COLUMNS} FROM diary_entry
     WHERE client_id = ${access.clientId} AND aspect = ${SKILL_ASPECT} AND date BETWEEN ${from} AND ${to} AND value IS NOT NULL
     ORDER BY date, item_id`);
