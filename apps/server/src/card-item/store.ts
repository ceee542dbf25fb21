import type { CardItem, CardItemRevision, NewCardItem } from "@trellis/domain/card-item";
import type { CivilDate, DayBoundary } from "@trellis/domain/civil-date";
import type { NewTargetBehaviour, TargetBehaviour } from "@trellis/domain/target-behaviour";
import { sql } from "kysely";
import type * as z from "zod/mini";
import type { RecordAccess } from "#platform/access.ts";
import { DAY_BOUNDARY } from "#platform/day-boundary.ts";
import { LOCK_SEED } from "#platform/lock-seed.ts";
import { type Statement, statement } from "#platform/statement.ts";

type MayRead = RecordAccess<"card-design", "read" | "write">;
type MayWrite = RecordAccess<"card-design", "write">;

export const lockDesign = (access: MayWrite): Statement =>
  statement(
    sql`SELECT pg_advisory_xact_lock(hashtextextended(${access.clientId}, ${LOCK_SEED.ofClient.design}))`,
  );

/** What it takes to say which diary day it is for the client. */
export const readDayRule = (
  access: MayRead,
): Statement<{ zone: string; dayBoundary: DayBoundary }> =>
  statement(sql`
    SELECT c.zone, ${DAY_BOUNDARY} AS "dayBoundary" FROM client c JOIN clinic k ON k.clinic_id = c.clinic_id
     WHERE c.client_id = ${access.clientId}`);

export const readTargets = (access: MayRead): Statement<TargetBehaviour> =>
  statement(sql`
    SELECT target_id AS id, words, level, direction FROM target_behaviour
     WHERE client_id = ${access.clientId} ORDER BY created_at, target_id`);

/** Every item in its newest version, retired ones too. */
export const readNewestItems = (access: MayRead): Statement<CardItem> =>
  statement(sql`
    SELECT DISTINCT ON (i.item_id)
           i.item_id AS id, v.version, v.words, i.aspect, v.scale, t.level, i.target_id AS "targetId", i.position,
           min(v.valid_from) OVER (PARTITION BY i.item_id) AS "validFrom",
           CASE WHEN v.retired THEN v.valid_from END AS "retiredOn"
      FROM card_item i
      JOIN card_item_version v ON v.clinic_id = i.clinic_id AND v.client_id = i.client_id AND v.item_id = i.item_id
      LEFT JOIN target_behaviour t ON t.clinic_id = i.clinic_id AND t.target_id = i.target_id
     WHERE i.client_id = ${access.clientId}
     ORDER BY i.item_id, v.version DESC`);

export const insertTarget = (
  access: MayWrite,
  targetId: string,
  target: z.infer<typeof NewTargetBehaviour>,
): Statement =>
  statement(sql`
    INSERT INTO target_behaviour (clinic_id, client_id, target_id, words, level, direction, created_by)
    VALUES (app.working_clinic(), ${access.clientId}, ${targetId}, ${target.words}, ${target.level}, ${target.direction}, app.account_id())`);

/** Puts items at the end of the card, in this order. */
export const insertItem = (access: MayWrite, itemId: string, item: NewCardItem): Statement =>
  statement(sql`
    INSERT INTO card_item (clinic_id, client_id, item_id, target_id, aspect, position)
    SELECT app.working_clinic(), ${access.clientId}, ${itemId}, ${item.targetId}, ${item.aspect}, coalesce(max(position), 0) + 1
      FROM card_item WHERE client_id = ${access.clientId}`);

export const insertVersion = (
  access: MayWrite,
  itemId: string,
  version: number,
  from: CivilDate,
  revision: CardItemRevision,
): Statement =>
  statement(sql`
    INSERT INTO card_item_version (clinic_id, client_id, item_id, version, aspect, words, scale, valid_from, retired, created_by)
    SELECT i.clinic_id, i.client_id, i.item_id, ${version}, i.aspect, ${revision.words},
           ${JSON.stringify(revision.scale)}, ${from}, ${revision.retired}, app.account_id()
      FROM card_item i WHERE i.client_id = ${access.clientId} AND i.item_id = ${itemId}`);
