import type { CardItemState, NewCardItem } from "@trellis/domain/card-item";
import type { CivilDate, DayBoundary } from "@trellis/domain/civil-date";
import type { ItemVersion } from "@trellis/domain/item-history";
import type {
  NewTargetBehaviour,
  TargetBehaviour,
  TargetRevision,
} from "@trellis/domain/target-behaviour";
import { sql } from "kysely";
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
    SELECT target_id AS id, words, level, direction, closed_on AS "closedOn" FROM target_behaviour
     WHERE client_id = ${access.clientId} ORDER BY created_at, target_id`);

export const insertTargets = (
  access: MayWrite,
  targets: readonly NewTargetBehaviour[],
): Statement =>
  statement(sql`
    INSERT INTO target_behaviour (clinic_id, client_id, target_id, words, level, direction, created_by)
    SELECT app.working_clinic(), ${access.clientId}, r.id, r.words, r.level, r.direction, app.account_id()
      FROM jsonb_to_recordset(${JSON.stringify(targets)}::jsonb) AS r(id uuid, words text, level text, direction text)`);

export const updateTarget = (
  access: MayWrite,
  targetId: string,
  { words, level, direction }: TargetRevision,
  closedOn: CivilDate | null,
): Statement =>
  statement(sql`
    UPDATE target_behaviour SET words = ${words}, level = ${level}, direction = ${direction}, closed_on = ${closedOn}
     WHERE client_id = ${access.clientId} AND target_id = ${targetId}`);

/** Puts items on the card at these places. */
export const insertItems = (
  access: MayWrite,
  items: readonly (NewCardItem & { readonly position: number })[],
): Statement =>
  statement(sql`
    INSERT INTO card_item (clinic_id, client_id, item_id, target_id, aspect, library, position)
    SELECT app.working_clinic(), ${access.clientId}, r.id, r."targetId", r.aspect, r.library, r.position
      FROM jsonb_to_recordset(${JSON.stringify(items)}::jsonb)
        AS r(id uuid, "targetId" uuid, aspect text, library text, position integer)`);

/** A version of an item from a day on. */
export type NewVersion = Omit<ItemVersion, "withTarget"> & {
  readonly item: string;
  readonly state: CardItemState;
  readonly withTarget?: boolean;
};

export const insertVersions = (access: MayWrite, versions: readonly NewVersion[]): Statement =>
  statement(sql`
    INSERT INTO card_item_version (clinic_id, client_id, item_id, version, aspect, words, cover_words, scale, rhythm, short,
                                   valid_from, state, with_target, created_by)
    SELECT i.clinic_id, i.client_id, i.item_id, r.version, i.aspect, r.words, r."coverWords", r.scale, r.rhythm, r.short,
           r."validFrom", r.state, coalesce(r."withTarget", false), app.account_id()
      FROM jsonb_to_recordset(${JSON.stringify(versions)}::jsonb)
        AS r(item uuid, version integer, words text, "coverWords" text, scale jsonb, rhythm text, short boolean,
             "validFrom" date, state text, "withTarget" boolean)
      JOIN card_item i ON i.client_id = ${access.clientId} AND i.item_id = r.item`);

export const updatePositions = (
  access: MayWrite,
  places: readonly { readonly item: string; readonly position: number }[],
): Statement =>
  statement(sql`
    UPDATE card_item i SET position = r.position
      FROM jsonb_to_recordset(${JSON.stringify(places)}::jsonb) AS r(item uuid, position integer)
     WHERE i.client_id = ${access.clientId} AND i.item_id = r.item AND i.position <> r.position`);
