import type { CardItem } from "@trellis/domain/card-item";
import type { CivilDate } from "@trellis/domain/civil-date";
import type { DiaryEntry, DiaryNote, DiaryWeek, EarlierVersion } from "@trellis/domain/diary-card";
import { sql } from "kysely";
import type { RecordAccess } from "#platform/access.ts";
import { type Statement, statement } from "#platform/statement.ts";

type MayRead = RecordAccess<"diary-card", "read">;

export type HeadRow = DiaryWeek["client"] & { lastSessionOn: CivilDate | null };

/** The person, and the last session before `to`: on the day of a session the week since the one before is shown. */
export const readHead = (access: MayRead, to: CivilDate): Statement<HeadRow> =>
  statement(sql`
    SELECT c.client_id AS id, c.initials, c.tag, l.words AS "lifeLine", c.zone,
           (SELECT max(s.held_on) FROM therapy_session s
             WHERE s.client_id = ${access.clientId} AND s.held_on < ${to} AND s.withdrawn_at IS NULL) AS "lastSessionOn"
      FROM client c LEFT JOIN life_line l ON l.clinic_id = c.clinic_id AND l.client_id = c.client_id
     WHERE c.client_id = ${access.clientId}`);

/** Sessions from `from` to `to` and the newest ones, newest first, without those taken back. */
export const readSessions = (
  access: MayRead,
  from: CivilDate,
  to: CivilDate,
  newest: number,
): Statement<DiaryWeek["sessions"][number]> =>
  statement(sql`
    (SELECT session_id AS id, held_on AS "heldOn" FROM therapy_session
      WHERE client_id = ${access.clientId} AND withdrawn_at IS NULL
      ORDER BY held_on DESC LIMIT ${newest})
    UNION
    (SELECT session_id, held_on FROM therapy_session
      WHERE client_id = ${access.clientId} AND withdrawn_at IS NULL AND held_on BETWEEN ${from} AND ${to})
    ORDER BY "heldOn" DESC, id`);

/** The versions with which entries from `from` to `to` were made. */
export const readUsedVersions = (
  access: MayRead,
  from: CivilDate,
  to: CivilDate,
): Statement<EarlierVersion> =>
  statement(sql`
    SELECT v.item_id AS item, v.version, v.words, v.scale
      FROM card_item_version v
     WHERE v.client_id = ${access.clientId}
       AND (v.item_id, v.version) IN (
         SELECT item_id, item_version FROM diary_entry
          WHERE client_id = ${access.clientId} AND date BETWEEN ${from} AND ${to} AND value IS NOT NULL)
     ORDER BY v.item_id, v.version`);

/** Every item in the version that was in force on `to` (the first one when none was yet). */
export const readItems = (access: MayRead, to: CivilDate): Statement<CardItem> =>
  statement(sql`
    SELECT DISTINCT ON (i.item_id)
           i.item_id AS id, v.version, v.words, i.aspect, v.scale, t.level, i.target_id AS "targetId", i.position,
           min(v.valid_from) OVER (PARTITION BY i.item_id) AS "validFrom",
           CASE WHEN v.retired THEN v.valid_from END AS "retiredOn"
      FROM card_item i
      JOIN card_item_version v ON v.clinic_id = i.clinic_id AND v.client_id = i.client_id AND v.item_id = i.item_id
      LEFT JOIN target_behaviour t ON t.clinic_id = i.clinic_id AND t.target_id = i.target_id
     WHERE i.client_id = ${access.clientId}
     ORDER BY i.item_id, v.valid_from > ${to},
              CASE WHEN v.valid_from <= ${to} THEN v.version END DESC NULLS LAST, v.version`);

/** Entries from `from` to `to`; the caller reads further back for the usual values. */
export const readEntries = (
  access: MayRead,
  from: CivilDate,
  to: CivilDate,
): Statement<DiaryEntry> =>
  statement(sql`
    SELECT item_id AS item, date, value, item_version AS version, entered_late AS late FROM diary_entry
     WHERE client_id = ${access.clientId} AND date BETWEEN ${from} AND ${to} AND value IS NOT NULL
     ORDER BY date, item_id`);

export const readNotes = (access: MayRead, from: CivilDate, to: CivilDate): Statement<DiaryNote> =>
  statement(sql`
    SELECT date, field, words FROM diary_note
     WHERE client_id = ${access.clientId} AND date BETWEEN ${from} AND ${to} AND words <> ''
     ORDER BY date, field`);

/** The nearest days with an entry before `from` and after `to`. */
export const readNearest = (
  access: MayRead,
  from: CivilDate,
  to: CivilDate,
): Statement<{ earlier: CivilDate | null; later: CivilDate | null }> =>
  statement(sql`
    SELECT (SELECT max(date) FROM diary_entry
             WHERE client_id = ${access.clientId} AND date < ${from} AND value IS NOT NULL) AS earlier,
           (SELECT min(date) FROM diary_entry
             WHERE client_id = ${access.clientId} AND date > ${to} AND value IS NOT NULL) AS later`);
