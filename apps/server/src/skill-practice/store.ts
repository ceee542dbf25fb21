import type { CardItem } from "@trellis/domain/card-item";
import type { CivilDate } from "@trellis/domain/civil-date";
import type { DiaryEntry, EarlierVersion } from "@trellis/domain/diary-card";
import { SKILL_ASPECT, type SkillPractice } from "@trellis/domain/skill-practice";
import { sql } from "kysely";
import type { RecordAccess } from "#platform/access.ts";
import { type Statement, statement } from "#platform/statement.ts";

type MayRead = RecordAccess<"skill-practice", "read">;

export const readPerson = (access: MayRead): Statement<SkillPractice["client"]> =>
  statement(
    sql`SELECT client_id AS id, initials, tag, zone FROM client WHERE client_id = ${access.clientId}`,
  );

/** Items about skills in the version that was in force on `to` (the first one when none was yet). Their targets stay away. */
export const readSkillItems = (access: MayRead, to: CivilDate): Statement<CardItem> =>
  statement(sql`
    SELECT DISTINCT ON (i.item_id)
           i.item_id AS id, v.version, v.words, i.aspect, v.scale, NULL AS level, NULL AS "targetId", i.position,
           min(v.valid_from) OVER (PARTITION BY i.item_id) AS "validFrom",
           CASE WHEN v.retired THEN v.valid_from END AS "retiredOn"
      FROM card_item i
      JOIN card_item_version v ON v.clinic_id = i.clinic_id AND v.client_id = i.client_id AND v.item_id = i.item_id
     WHERE i.client_id = ${access.clientId} AND i.aspect = ${SKILL_ASPECT} AND v.aspect = ${SKILL_ASPECT}
     ORDER BY i.item_id, v.valid_from > ${to},
              CASE WHEN v.valid_from <= ${to} THEN v.version END DESC NULLS LAST, v.version`);

export const readSkillVersions = (
  access: MayRead,
  from: CivilDate,
  to: CivilDate,
): Statement<EarlierVersion> =>
  statement(sql`
    SELECT v.item_id AS item, v.version, v.words, v.scale
      FROM card_item_version v
     WHERE v.client_id = ${access.clientId} AND v.aspect = ${SKILL_ASPECT}
       AND (v.item_id, v.version) IN (
         SELECT item_id, item_version FROM diary_entry
          WHERE client_id = ${access.clientId} AND aspect = ${SKILL_ASPECT} AND date BETWEEN ${from} AND ${to} AND value IS NOT NULL)
     ORDER BY v.item_id, v.version`);

export const readSkillEntries = (
  access: MayRead,
  from: CivilDate,
  to: CivilDate,
): Statement<DiaryEntry> =>
  statement(sql`
    SELECT item_id AS item, date, value, item_version AS version, entered_late AS late FROM diary_entry
     WHERE client_id = ${access.clientId} AND aspect = ${SKILL_ASPECT} AND date BETWEEN ${from} AND ${to} AND value IS NOT NULL
     ORDER BY date, item_id`);
