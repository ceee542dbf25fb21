import { createHash } from "node:crypto";
import type { CivilDate } from "@trellis/domain/civil-date";
import pg from "pg";
import { CLINIC_CODE } from "./trellis.ts";

/** Clients of one kind: how many there are, for how many days up to `today`, with how many items a day. */
export type Group = {
  readonly name: string;
  readonly clients: number;
  readonly days: number;
  readonly items: number;
};

export type SeedPlan = {
  readonly today: CivilDate;
  readonly groups: readonly Group[];
  /** Each therapist has this many clients; the first ones have the first groups. */
  readonly clientsPerTherapist: number;
};

const md5 = (words: string): string => createHash("md5").update(words).digest("hex");

/** The id that the seed gives to a thing of this name: a UUID of version 4 made from its MD5. */
function seedId(words: string): string {
  const hex = md5(words);
  const marked = `${hex.slice(0, 12)}4${hex.slice(13, 16)}8${hex.slice(17)}`;
  return marked.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export const clientId = (group: string, number: number): string =>
  seedId(`client ${group} ${String(number)}`);
export const itemId = (client: string, number: number): string =>
  seedId(`item ${client} ${String(number)}`);
const clientAccount = (client: string): string => seedId(`account ${client}`);
const therapistAccount = (number: number): string => seedId(`therapist ${String(number)}`);

/** Every account of the seed is signed in; this is its token. */
const tokenOf = (account: string): string =>
  `${CLINIC_CODE}.${createHash("sha256").update(account).digest("base64url")}`;
export const tokenHash = (token: string): Buffer => createHash("sha256").update(token).digest();

export type SignedIn = { readonly token: string; readonly cookie: string };

export function asClient(client: string): SignedIn {
  const token = tokenOf(clientAccount(client));
  return { token, cookie: `__Host-trellis-client=${token}` };
}

/** The therapist of the client with this number, counted over all groups from 0. */
export function asTherapist(plan: SeedPlan, client: number): SignedIn {
  const token = tokenOf(therapistAccount(Math.floor(client / plan.clientsPerTherapist)));
  return { token, cookie: `__Host-trellis-clinician=${token}` };
}

/** Fourteen items of an ordinary card, in its order. */
const ITEMS = [
  ["urge", "rating", "Urge to hurt myself"],
  ["act", "yes-no", "Hurt myself"],
  ["urge", "rating", "Urge to drink"],
  ["number", "number", "Drinks"],
  ["emotion", "rating", "Sadness"],
  ["emotion", "rating", "Anger"],
  ["emotion", "rating", "Fear"],
  ["emotion", "rating", "Shame"],
  ["emotion", "rating", "Joy"],
  ["emotion", "rating", "Misery"],
  ["number", "number", "Hours of sleep"],
  ["skill", "rating", "Used my skills"],
  ["urge", "rating", "Urge to stay away from therapy"],
  ["watch", "yes-no", "Left the house"],
] as const;

const SCALES: Readonly<Record<string, string>> = {
  rating: JSON.stringify({ kind: "rating", min: 0, max: 5 }),
  "yes-no": JSON.stringify({ kind: "yes-no" }),
  number: JSON.stringify({ kind: "number", min: 0, max: 24, decimals: 0, unit: "a day" }),
};

const PEOPLE = `
CREATE TEMP TABLE seed_client ON COMMIT DROP AS
SELECT g.name AS group_name, n, g.days, g.items, pg_temp.seed_id('client ' || g.name || ' ' || n) AS client_id,
       (row_number() OVER (ORDER BY g.place, n) - 1) / $2::int AS therapist
  FROM jsonb_to_recordset($1::jsonb) AS g(place int, name text, clients int, days int, items int), generate_series(0, g.clients - 1) n;
ALTER TABLE seed_client ADD account_id uuid;
UPDATE seed_client SET account_id = pg_temp.seed_id('account ' || client_id);
CREATE TEMP TABLE seed_therapist ON COMMIT DROP AS
SELECT DISTINCT therapist, pg_temp.seed_id('therapist ' || therapist) AS account_id FROM seed_client;
CREATE TEMP TABLE seed_item ON COMMIT DROP AS
SELECT c.client_id, i.place, i.aspect, i.scale, i.top, i.words, pg_temp.seed_id('item ' || c.client_id || ' ' || i.place) AS item_id
  FROM seed_client c JOIN jsonb_to_recordset($3::jsonb) AS i(place int, aspect text, scale jsonb, top int, words text) ON i.place < c.items;
ANALYZE seed_client, seed_item;

INSERT INTO account (clinic_id, account_id, kind, login_index, email_sealed, display_name)
SELECT $4, account_id, kind, sha256(convert_to(who, 'UTF8')), '\\x00', who FROM (
  SELECT account_id, 'clinician' AS kind, 'therapist.' || therapist AS who FROM seed_therapist UNION ALL
  SELECT account_id, 'client', group_name || '.' || n FROM seed_client) people;
INSERT INTO sign_in (clinic_id, sign_in_id, account_id, account_kind, token_hash, app, expires_at)
SELECT clinic_id, pg_temp.seed_id('sign-in ' || account_id), account_id, kind,
       sha256(convert_to($5 || '.' || rtrim(translate(encode(sha256(convert_to(account_id::text, 'UTF8')), 'base64'), '+/', '-_'), '='), 'UTF8')),
       kind, now() + interval '30 days' FROM account WHERE clinic_id = $4 AND kind <> 'administrator';
INSERT INTO client (clinic_id, client_id, account_id, initials, tag, zone)
SELECT $4, client_id, account_id, 'A. B.', group_name || ' ' || n, 'Europe/Berlin' FROM seed_client;
INSERT INTO life_line (clinic_id, client_id, words) SELECT $4, client_id, 'A flat of my own' FROM seed_client;
INSERT INTO access_grant (clinic_id, grant_id, account_id, client_id, kind, starts_at)
SELECT $4, pg_temp.seed_id('grant ' || client_id), t.account_id, client_id, 'therapist', now() - interval '1 day'
  FROM seed_client c JOIN seed_therapist t USING (therapist);
`;

const CARDS = `
INSERT INTO target_behaviour (clinic_id, target_id, client_id, words, level, direction)
SELECT $4, pg_temp.seed_id('target ' || client_id || level), client_id, 'Target ' || level, level, 'decrease'
  FROM seed_client, unnest(ARRAY['ltb', 'tib', 'qol']) level;
INSERT INTO card_item (clinic_id, client_id, item_id, target_id, aspect, position)
SELECT $4, client_id, item_id, CASE WHEN place < 12 THEN pg_temp.seed_id('target ' || client_id || (ARRAY['ltb', 'tib', 'qol'])[1 + place / 4]) END,
       aspect, place FROM seed_item;
INSERT INTO card_item_version (clinic_id, client_id, item_id, version, aspect, words, scale, valid_from)
SELECT $4, client_id, item_id, 1, aspect, words, scale, $6::date - 4000 FROM seed_item;
INSERT INTO therapy_session (clinic_id, client_id, session_id, held_on)
SELECT $4, client_id, gen_random_uuid(), $6::date - 13 - 14 * back
  FROM seed_client, generate_series(0, greatest(0, days / 14 - 1)) back;
INSERT INTO diary_note (clinic_id, client_id, date, field, words)
SELECT $4, client_id, $6::date - back, 'note', 'A day like ' || md5(random()::text) FROM seed_client, generate_series(0, days - 1) back;
`;

/** By day, then by client: a table that people fill evening after evening lies like that. */
const ENTRIES = `
INSERT INTO diary_entry (clinic_id, client_id, date, item_id, item_version, aspect, value, sittings, entered_late, first_entered_at, changed_at)
SELECT $4, client_id, day, item_id, 1, aspect, value, jsonb_build_object(client_id, value), random() < 0.1, day + time '20:00', day + time '20:00'
  FROM (SELECT c.client_id, $6::date - back AS day, i.item_id, i.aspect, floor(random() * random() * (i.top + 1)) AS value
          FROM seed_client c CROSS JOIN LATERAL generate_series(0, c.days - 1) back JOIN seed_item i ON i.client_id = c.client_id
         ORDER BY back DESC, c.client_id) made;
`;

/**
 * Fills the clinic of a new server: accounts, sign-ins, cards and entries, the same for the same plan. As superuser and
 * without the checks of foreign keys, so that a million entries take seconds; then VACUUM ANALYZE.
 * @returns the number of entries
 */
export async function seedClinic(superuserUrl: string, plan: SeedPlan): Promise<number> {
  const db = await connectAsSuperuser(superuserUrl);
  try {
    const { rows } = await db.query<{ clinic_id: string }>(
      "SELECT clinic_id FROM clinic WHERE code = $1",
      [CLINIC_CODE],
    );
    const groups = JSON.stringify(plan.groups.map((group, place) => ({ place, ...group })));
    const items = JSON.stringify(
      ITEMS.map(([aspect, scale, words], place) => {
        const top = scale === "rating" ? 5 : scale === "yes-no" ? 1 : 12;
        return { place, aspect, scale: JSON.parse(SCALES[scale] ?? "{}") as unknown, top, words };
      }),
    );
    const values = [
      groups,
      plan.clientsPerTherapist,
      items,
      rows[0]?.clinic_id,
      CLINIC_CODE,
      plan.today,
    ];
    await db.query("BEGIN");
    await db.query(
      "SET LOCAL session_replication_role = replica; SET LOCAL work_mem = '256MB'; SELECT setseed(0.42)",
    );
    await db.query(`CREATE FUNCTION pg_temp.seed_id(words text) RETURNS uuid LANGUAGE sql IMMUTABLE AS
      $$ SELECT overlay(overlay(md5(words) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid $$`);
    for (const sql of statements(PEOPLE + CARDS)) await db.query(literal(sql, values));
    const { rowCount } = await db.query(literal(ENTRIES, values));
    await db.query("COMMIT");
    await db.query("VACUUM ANALYZE");
    await db.query("CHECKPOINT");
    return rowCount ?? 0;
  } finally {
    await db.end();
  }
}

/** A connection of the bench's own. When it breaks, its next statement says so. */
export async function connectAsSuperuser(url: string): Promise<pg.Client> {
  const db = new pg.Client({ connectionString: url });
  db.on("error", () => undefined);
  await db.connect();
  return db;
}

const statements = (script: string): string[] =>
  script.split(/;\n/).filter((sql) => sql.trim() !== "");

/** The values are the bench's own; written into the text, one list serves every statement. */
const literal = (sql: string, values: readonly unknown[]): string =>
  sql.replace(/\$(\d)/g, (_whole, place: string) =>
    pg.escapeLiteral(String(values[Number(place) - 1])),
  );
