import type { CoachingTimes } from "@trellis/domain/coaching-call";
import { sql } from "kysely";
import type { ClinicKeys } from "#platform/field-keys.ts";
import { sealPlan } from "#platform/sealed-plan.ts";
import { type Statement, statement } from "#platform/statement.ts";
import type { DemoClient, DemoPlan } from "./demo-clinic.ts";

/** Most rows of one statement; keeps a statement below some megabytes. */
const BATCH = 5000;

function batches<T>(rows: readonly T[]): (readonly T[])[] {
  return Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, index) =>
    rows.slice(index * BATCH, (index + 1) * BATCH),
  );
}

/** Everything of one made-up client's record, to be sent in this order by the operator of the clinic. */
export function insertRecord(
  client: DemoClient,
  therapistId: string,
  keys: ClinicKeys,
): readonly Statement[] {
  const { id, items } = client;
  return [
    setClosingLine(client, therapistId),
    ...batches(client.targets).map((rows) => insertTargets(id, rows, therapistId)),
    ...batches(items).map((rows) => insertItems(id, rows)),
    ...batches(
      items.flatMap((item) => item.versions.map((version) => ({ ...version, item: item.id }))),
    ).map((rows) => insertVersions(id, rows, therapistId)),
    ...batches(client.entries).map((rows) => insertEntries(id, rows)),
    ...batches(client.notes).map((rows) => insertNotes(id, rows)),
    ...batches(client.details).map((rows) => insertDetails(id, rows)),
    ...batches(client.riddenOut).map((rows) => insertRiddenOut(id, rows)),
    ...batches(client.shortDays).map((rows) => insertShortDays(id, rows)),
    ...batches(client.sessions).map((rows) => insertSessions(id, rows, therapistId)),
    ...client.plans.map((plan, at) =>
      insertPlan(client, { ...plan, version: at + 1 }, therapistId, keys),
    ),
  ];
}

const insertTargets = (client: string, rows: DemoClient["targets"], by: string): Statement =>
  statement(sql`
    INSERT INTO target_behaviour (clinic_id, client_id, target_id, words, level, direction, created_by)
    SELECT app.operator_clinic(), ${client}, r.id, r.words, r.level, r.direction, ${by}
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, words text, level text, direction text)`);

const insertItems = (client: string, rows: DemoClient["items"]): Statement =>
  statement(sql`
    INSERT INTO card_item (clinic_id, client_id, item_id, target_id, aspect, library, position)
    SELECT app.operator_clinic(), ${client}, r.id, r."targetId", r.aspect, r.library, r.position
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, "targetId" uuid, aspect text, library text, position integer)`);

const insertVersions = (client: string, rows: readonly object[], by: string): Statement =>
  statement(sql`
    INSERT INTO card_item_version (clinic_id, client_id, item_id, version, aspect, words, cover_words, scale, rhythm, short, valid_from, state, created_by)
    SELECT app.operator_clinic(), ${client}, r.item, r.version, i.aspect, r.words, r."coverWords", r.scale, r.rhythm, r.short, r."validFrom", r.state, ${by}
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(item uuid, version integer, words text, "coverWords" text, scale jsonb, rhythm text, short boolean, "validFrom" date, state text)
      JOIN card_item i ON i.client_id = ${client} AND i.item_id = r.item`);

const insertEntries = (client: string, rows: DemoClient["entries"]): Statement =>
  statement(sql`
    INSERT INTO diary_entry (clinic_id, client_id, date, item_id, item_version, aspect, value, floor_value, entered_late,
                             corrected_from, corrected_on, first_entered_at, changed_at)
    SELECT app.operator_clinic(), ${client}, r.date, r.item, r.version, i.aspect, r.value, r.value, r.late,
           (r.corrected ->> 'from')::numeric, (r.corrected ->> 'on')::date, r."madeAt",
           CASE WHEN r.corrected IS NULL THEN r."madeAt" ELSE r."madeAt" + interval '1 day' END
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(date date, item uuid, version integer, value numeric, late boolean, "madeAt" timestamptz, corrected jsonb)
      JOIN card_item i ON i.client_id = ${client} AND i.item_id = r.item`);

const insertNotes = (client: string, rows: DemoClient["notes"]): Statement =>
  statement(sql`
    INSERT INTO diary_note (clinic_id, client_id, date, field, words, changed_at)
    SELECT app.operator_clinic(), ${client}, r.date, r.field, r.words, r."madeAt"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(date date, field text, words text, "madeAt" timestamptz)`);

const insertDetails = (client: string, rows: DemoClient["details"]): Statement =>
  statement(sql`
    INSERT INTO entry_detail (clinic_id, client_id, date, item_id, aspect, field, words, changed_at)
    SELECT app.operator_clinic(), ${client}, r.date, r.item, i.aspect, r.field, r.words, r."madeAt"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(date date, item uuid, field text, words text, "madeAt" timestamptz)
      JOIN card_item i ON i.client_id = ${client} AND i.item_id = r.item`);

const insertRiddenOut = (client: string, rows: DemoClient["riddenOut"]): Statement =>
  statement(sql`
    INSERT INTO ridden_out_urge (clinic_id, client_id, ridden_out_id, date, item_id, strength_before, strength_after, moves, entered_at)
    SELECT app.operator_clinic(), ${client}, r.id, r.date, r.item, r.before, r.after, r.moves, r."madeAt"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(id uuid, date date, item uuid, before integer, after integer, moves jsonb, "madeAt" timestamptz)`);

const insertShortDays = (client: string, rows: DemoClient["shortDays"]): Statement =>
  statement(sql`
    INSERT INTO diary_day (clinic_id, client_id, date, short, changed_at)
    SELECT app.operator_clinic(), ${client}, r.date, true, r."madeAt"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(date date, "madeAt" timestamptz)`);

/** Stands beside the life line, which has been inserted with the client. */
const setClosingLine = ({ id, closingLine }: DemoClient, by: string): Statement =>
  statement(sql`
    UPDATE life_line SET closing_words = ${closingLine ?? ""}, changed_by = ${by}
     WHERE clinic_id = app.operator_clinic() AND client_id = ${id}`);

function insertPlan(
  { id: client, account }: DemoClient,
  { id, version, plan, writtenBy, writtenAt, agreedAt }: DemoPlan & { readonly version: number },
  therapist: string,
  keys: ClinicKeys,
): Statement {
  const own = account?.id ?? null;
  const [writer, other] = writtenBy === "client" ? [own, therapist] : [therapist, own];
  const kind = writtenBy === "client" ? "client" : "clinician";
  const sealed = sealPlan(keys, { clientId: client, version, id }, plan);
  return statement(sql`
    INSERT INTO safety_plan_version (clinic_id, client_id, plan_version_id, version, plan_sealed, written_by, written_kind,
                                     written_at, agreed_by, agreed_at)
    VALUES (app.operator_clinic(), ${client}, ${id}, ${version}, ${sealed}, ${writer}, ${kind},
            ${writtenAt}, ${agreedAt === null ? null : other}, ${agreedAt})`);
}

/** When and how a clinician can be called. */
export const insertCoaching = (
  account: string,
  { phone, hours, limits }: CoachingTimes,
): Statement =>
  statement(sql`
    INSERT INTO coaching_times (clinic_id, account_id, phone, hours, limits)
    VALUES (app.operator_clinic(), ${account}, ${phone}, ${hours}, ${limits})`);

/** A cover that is to come. */
export const insertCover = (
  account: string,
  client: string,
  { from, until }: { readonly from: Date; readonly until: Date },
): Statement =>
  statement(sql`
    INSERT INTO access_grant (clinic_id, grant_id, account_id, client_id, kind, starts_at, ends_at)
    VALUES (app.operator_clinic(), gen_random_uuid(), ${account}, ${client}, 'cover', ${from}, ${until})`);

const insertSessions = (client: string, rows: DemoClient["sessions"], by: string): Statement =>
  statement(sql`
    INSERT INTO therapy_session (clinic_id, client_id, session_id, held_on, recorded_by)
    SELECT app.operator_clinic(), ${client}, r.id, r."heldOn", ${by}
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, "heldOn" date)`);
