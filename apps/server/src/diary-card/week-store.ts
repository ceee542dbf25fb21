import type { CardAspect } from "@trellis/domain/card-item";
import type { CivilDate } from "@trellis/domain/civil-date";
import type { DiaryNote, DiaryWeek, EntryDetail, RiddenOut } from "@trellis/domain/diary-card";
import { sql } from "kysely";
import type { RecordAccess } from "#platform/access.ts";
import { ENTRY_COLUMNS, type EntryRow } from "#platform/diary-entry.ts";
import { type Statement, statement } from "#platform/statement.ts";

type MayRead = RecordAccess<"diary-card", "read">;

export type HeadRow = DiaryWeek["client"] & { lastSessionOn: CivilDate | null };

/** The person, and the last session before `to`: on the day of a session the week since the one before is shown. */
export const readHead = (access: MayRead, to: CivilDate): Statement<HeadRow> =>
  statement(sql`
    SELECT c.client_id AS id, c.initials, c.tag, nullif(l.words, '') AS "lifeLine", nullif(l.closing_words, '') AS "closingLine", c.zone,
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

/**
 * Entries from `from` to `to`, with those that were taken away after their day had ended; the caller reads further back
 * for the usual values.
 */
export const readEntries = (access: MayRead, from: CivilDate, to: CivilDate): Statement<EntryRow> =>
  statement(sql`
    SELECT ${ENTRY_COLUMNS} FROM diary_entry
     WHERE client_id = ${access.clientId} AND date BETWEEN ${from} AND ${to}
       AND (value IS NOT NULL OR corrected_from IS NOT NULL)
     ORDER BY date, item_id`);

export const readDetails = (
  access: MayRead,
  from: CivilDate,
  to: CivilDate,
): Statement<EntryDetail> =>
  statement(sql`
    SELECT item_id AS item, date, field, words FROM entry_detail
     WHERE client_id = ${access.clientId} AND date BETWEEN ${from} AND ${to} AND words <> ''
     ORDER BY date, item_id, field`);

export const readRiddenOut = (
  access: MayRead,
  from: CivilDate,
  to: CivilDate,
): Statement<RiddenOut> =>
  statement(sql`
    SELECT ridden_out_id AS id, date, item_id AS item, strength_before AS before, strength_after AS after, moves
      FROM ridden_out_urge
     WHERE client_id = ${access.clientId} AND date BETWEEN ${from} AND ${to}
     ORDER BY date, entered_at, ridden_out_id`);

export const readShortDays = (
  access: MayRead,
  from: CivilDate,
  to: CivilDate,
): Statement<{ date: CivilDate }> =>
  statement(sql`
    SELECT date FROM diary_day
     WHERE client_id = ${access.clientId} AND date BETWEEN ${from} AND ${to} AND short
     ORDER BY date`);

/** The last answer before that day to the weekly question about folded items; looks no further back than there is such a question. */
export const readCheckBefore = (
  access: MayRead,
  date: CivilDate,
): Statement<NonNullable<DiaryWeek["checkedBefore"]>> =>
  statement(sql`
    SELECT date, value FROM diary_entry
     WHERE client_id = ${access.clientId} AND date < ${date} AND aspect = ${"check" satisfies CardAspect} AND value IS NOT NULL
       AND date >= (SELECT min(valid_from) - 31 FROM card_item_version
                     WHERE client_id = ${access.clientId} AND aspect = ${"check" satisfies CardAspect})
     ORDER BY date DESC LIMIT 1`);

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
