import { ACTING_AS_ITSELF, ACTING_AS_OWNER } from "./known-functions.ts";

/** A rule about the database's catalogue, and what a change looks like that breaks it. */
export type CatalogueCheck = {
  readonly rule: string;
  /** Gives one column `fault`, a row for each thing that breaks the rule. `$1`, where it stands, is `allowed`. */
  readonly faults: string;
  readonly allowed?: readonly string[];
  /** Statements that break the rule; a check that does not notice them is no check. */
  readonly planted: readonly string[];
};

const OURS = `n.nspname !~ '^(pg_|information_schema$|migration$|job_queue$)'`;
const TABLES = `FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'f') AND ${OURS}`;
const FUNCTIONS = `FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${OURS}`;
const POLICIES = `FROM pg_policies p JOIN pg_namespace n ON n.nspname = p.schemaname WHERE ${OURS}`;
const POLICY = `p.tablename || ': ' || p.policyname`;
const EXPRESSIONS = `concat_ws(' ', p.qual, p.with_check)`;
const TENANT = `(clinic_id = ( SELECT app.clinic_id() AS clinic_id))`;

/** A subquery that PostgreSQL runs once for a statement: one of our functions, told nothing of the row. */
const ONCE = `\\( SELECT app\\.\\w+\\((''[^'']*''::text\\[\\])?\\) AS \\w+\\)`;

/** All that the application may do with tables; nothing is ever deleted. */
const PRIVILEGES = [
  "access_grant SELECT",
  "account(clinic_id) SELECT",
  "account(account_id) SELECT",
  "account(kind) SELECT",
  "account(display_name) SELECT",
  "account(created_at) SELECT",
  "account(deactivated_at) SELECT",
  "account(email_sealed) SELECT",
  "account(activated_at) SELECT",
  "account(same_person_as) SELECT",
  "account(name_key) SELECT",
  "account(display_name) UPDATE",
  "account_invite(clinic_id) SELECT",
  "account_invite(account_id) SELECT",
  "account_invite(purpose) SELECT",
  "account_invite(wrong_codes) SELECT",
  "account_invite(asked_by) SELECT",
  "account_invite(asked_at) SELECT",
  "account_invite(expires_at) SELECT",
  "account_invite(needs_approval) SELECT",
  "account_invite(approved_at) SELECT",
  "account_invite(used_at) SELECT",
  "account_invite(ended_at) SELECT",
  "email_change(clinic_id) SELECT",
  "email_change(change_id) SELECT",
  "email_change(account_id) SELECT",
  "email_change(email_sealed) SELECT",
  "email_change(asked_by) SELECT",
  "email_change(asked_at) SELECT",
  "email_change(works_from) SELECT",
  "email_change(expires_at) SELECT",
  "email_change(confirmed_at) SELECT",
  "email_change(ended_at) SELECT",
  "card_import INSERT",
  "card_import SELECT",
  "card_item INSERT",
  "card_item SELECT",
  "card_item(position) UPDATE",
  "card_item_version INSERT",
  "card_item_version SELECT",
  "card_operation INSERT",
  "card_operation SELECT",
  "client(clinic_id) SELECT",
  "client(client_id) SELECT",
  "client(account_id) SELECT",
  "client(initials) SELECT",
  "client(tag) SELECT",
  "client(zone) SELECT",
  "client(created_at) SELECT",
  "client(initials_key) SELECT",
  "client(tag_key) SELECT",
  "clinic SELECT",
  "clinic_setting_version SELECT",
  "coaching_times INSERT",
  "coaching_times SELECT",
  "coaching_times(changed_at) UPDATE",
  "coaching_times(hours) UPDATE",
  "coaching_times(limits) UPDATE",
  "coaching_times(phone) UPDATE",
  "diary_day INSERT",
  "diary_day SELECT",
  "diary_day(changed_at) UPDATE",
  "diary_day(short) UPDATE",
  "diary_entry INSERT",
  "diary_entry SELECT",
  "diary_entry(changed_at) UPDATE",
  "diary_entry(clock_off) UPDATE",
  "diary_entry(corrected_from) UPDATE",
  "diary_entry(corrected_on) UPDATE",
  "diary_entry(entered_late) UPDATE",
  "diary_entry(floor_value) UPDATE",
  "diary_entry(item_version) UPDATE",
  "diary_entry(on_paper) UPDATE",
  "diary_entry(sittings) UPDATE",
  "diary_entry(value) UPDATE",
  "diary_note INSERT",
  "diary_note SELECT",
  "diary_note(changed_at) UPDATE",
  "diary_note(words) UPDATE",
  "entry_detail INSERT",
  "entry_detail SELECT",
  "entry_detail(changed_at) UPDATE",
  "entry_detail(words) UPDATE",
  "installation SELECT",
  "life_line INSERT",
  "life_line SELECT",
  "life_line(changed_at) UPDATE",
  "life_line(changed_by) UPDATE",
  "life_line(closing_words) UPDATE",
  "life_line(words) UPDATE",
  "mail SELECT",
  "ridden_out_urge INSERT",
  "ridden_out_urge SELECT",
  "safety_plan_version INSERT",
  "safety_plan_version SELECT",
  "safety_plan_version(agreed_at) UPDATE",
  "safety_plan_version(agreed_by) UPDATE",
  "sign_in(account_id) SELECT",
  "sign_in(app) SELECT",
  "sign_in(browser) SELECT",
  "sign_in(clinic_id) SELECT",
  "sign_in(created_at) SELECT",
  "sign_in(ended_at) SELECT",
  "sign_in(ended_at) UPDATE",
  "sign_in(expires_at) SELECT",
  "sign_in(last_active_at) SELECT",
  "sign_in(sign_in_id) SELECT",
  "sign_in(system) SELECT",
  "target_behaviour INSERT",
  "target_behaviour SELECT",
  "target_behaviour(closed_on) UPDATE",
  "target_behaviour(direction) UPDATE",
  "target_behaviour(level) UPDATE",
  "target_behaviour(words) UPDATE",
  "therapy_session INSERT",
  "therapy_session SELECT",
  "therapy_session(withdrawn_at) UPDATE",
];

const APPEND_ONLY = [
  "audit_event",
  "audit_seal",
  "card_item_version",
  "card_operation",
  "clinic_setting_version",
  "phone_check",
];

const scratch = `CREATE TABLE scratch (clinic_id uuid NOT NULL, id uuid, PRIMARY KEY (clinic_id, id))`;
const protectedScratch = `${scratch}; ALTER TABLE scratch OWNER TO trellis_owner; ALTER TABLE scratch ENABLE ROW LEVEL SECURITY; ALTER TABLE scratch FORCE ROW LEVEL SECURITY`;
const scratchFunction = (more: string) =>
  `CREATE FUNCTION app.scratch() RETURNS integer LANGUAGE sql ${more} AS 'SELECT 1'`;

/**
 * R-RLS-2 and what it rests on. Tables of the schema `migration` are out of the application's reach altogether, and those
 * of `job_queue` hold names of jobs and nothing of a clinic.
 */
export const CATALOGUE_CHECKS: readonly CatalogueCheck[] = [
  {
    rule: "row-level security is on for every table, for its owner too",
    faults: `SELECT c.relname AS fault ${TABLES} AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
    planted: [
      scratch,
      "ALTER TABLE client DISABLE ROW LEVEL SECURITY",
      "ALTER TABLE client NO FORCE ROW LEVEL SECURITY",
      "CREATE SCHEMA other; CREATE TABLE other.scratch (id integer)",
    ],
  },
  {
    rule: "every table of a clinic is restricted to the clinic of the sign-in",
    faults: `SELECT c.relname AS fault ${TABLES} AND c.relname <> ALL ($1) AND NOT EXISTS (
               SELECT FROM pg_policies p WHERE p.schemaname = n.nspname AND p.tablename = c.relname AND p.permissive = 'RESTRICTIVE'
                  AND p.cmd = 'ALL' AND p.roles = '{trellis_app}' AND p.qual = '${TENANT}' AND p.with_check IS NULL)`,
    allowed: ["installation"],
    planted: [
      protectedScratch,
      `${protectedScratch}; CREATE POLICY tenant ON scratch TO trellis_app USING (clinic_id = (SELECT app.clinic_id()))`,
      `${protectedScratch}; CREATE POLICY tenant ON scratch AS RESTRICTIVE TO trellis_app USING (clinic_id = (SELECT app.clinic_id()) OR id IS NULL)`,
      "DROP POLICY tenant ON diary_note",
    ],
  },
  {
    rule: "no policy holds whatever the row is",
    faults: `SELECT ${POLICY} AS fault ${POLICIES} AND NOT EXISTS (
               SELECT FROM information_schema.columns c WHERE c.table_schema = p.schemaname AND c.table_name = p.tablename
                  AND regexp_replace(${EXPRESSIONS}, '${ONCE}', '', 'g') ~ ('\\m' || c.column_name || '\\M'))`,
    planted: [
      "CREATE POLICY scratch ON diary_note TO trellis_app USING (true)",
      "CREATE POLICY scratch ON diary_note FOR INSERT TO trellis_app WITH CHECK (1 = 1)",
      "CREATE POLICY scratch ON diary_note FOR SELECT TO trellis_app USING ((SELECT app.clinic_id()) IS NOT NULL)",
    ],
  },
  {
    rule: "no policy runs anything for each row",
    faults: `SELECT ${POLICY} AS fault ${POLICIES}
                AND replace(regexp_replace(${EXPRESSIONS}, '${ONCE}', '', 'g'), 'ARRAY', '') ~ '(\\w\\(|SELECT)'`,
    planted: [
      "CREATE POLICY scratch ON diary_note FOR SELECT TO trellis_app USING (clinic_id = app.clinic_id())",
      "CREATE POLICY scratch ON diary_note FOR SELECT TO trellis_app USING (client_id IN (SELECT c.client_id FROM client c WHERE c.clinic_id = diary_note.clinic_id))",
      "CREATE POLICY scratch ON diary_note FOR SELECT TO trellis_app USING (EXISTS (SELECT app.client_ids('{self}') AS id WHERE client_id IS NOT NULL))",
    ],
  },
  {
    rule: "views see what their reader may see",
    faults: `SELECT c.relname AS fault FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'v' AND ${OURS}
                AND NOT coalesce(c.reloptions && '{security_invoker=true,security_invoker=on}', false)`,
    planted: [
      "CREATE VIEW scratch AS SELECT words FROM diary_note",
      "CREATE VIEW scratch WITH (security_barrier) AS SELECT words FROM diary_note",
    ],
  },
  {
    rule: "there are no materialized views and no rewrite rules",
    faults: `SELECT c.relname AS fault FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'm' AND ${OURS}
             UNION ALL SELECT r.rulename FROM pg_rules r JOIN pg_namespace n ON n.nspname = r.schemaname WHERE ${OURS}`,
    planted: [
      "CREATE MATERIALIZED VIEW scratch AS SELECT words FROM diary_note",
      "CREATE RULE scratch AS ON INSERT TO diary_note DO ALSO DELETE FROM diary_entry",
    ],
  },
  {
    rule: "the functions that act as the owner are the known ones",
    faults: `SELECT p.oid::regprocedure::text AS fault ${FUNCTIONS} AND p.prosecdef AND p.oid::regprocedure::text <> ALL ($1)`,
    allowed: ACTING_AS_OWNER,
    planted: [
      scratchFunction("SECURITY DEFINER"),
      "ALTER FUNCTION app.work_on_clinic(text) SECURITY DEFINER",
    ],
  },
  {
    rule: "every function looks nowhere but where it says",
    faults: `SELECT p.oid::regprocedure::text AS fault ${FUNCTIONS} AND NOT coalesce(p.proconfig @> '{"search_path=pg_catalog, pg_temp"}', false)`,
    planted: [
      scratchFunction(""),
      scratchFunction("SET search_path = public"),
      "ALTER FUNCTION app.client_ids(text[]) RESET search_path",
    ],
  },
  {
    rule: "the application may run the functions that it needs, and nobody else any",
    faults: `SELECT p.oid::regprocedure || ' by ' || coalesce(nullif(a.grantee, 0)::regrole::text, 'PUBLIC') AS fault
               FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace,
                    aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
              WHERE ${OURS} AND a.grantee <> 'trellis_owner'::regrole
                AND NOT (a.grantee = 'trellis_app'::regrole AND p.oid::regprocedure::text = ANY ($1))`,
    allowed: [...ACTING_AS_OWNER, ...ACTING_AS_ITSELF],
    planted: [
      scratchFunction(""),
      "GRANT EXECUTE ON FUNCTION app.client_ids(text[]) TO PUBLIC",
      "GRANT EXECUTE ON FUNCTION app.work_on_clinic(text) TO trellis_app",
    ],
  },
  {
    rule: "no function of ours is called leakproof",
    faults: `SELECT p.oid::regprocedure::text AS fault ${FUNCTIONS} AND p.proleakproof`,
    planted: [scratchFunction("LEAKPROOF")],
  },
  {
    rule: "the application owns nothing and is a member of no role",
    faults: `SELECT pg_describe_object(d.classid, d.objid, d.objsubid) AS fault FROM pg_shdepend d
              WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = 'trellis_app'::regrole AND d.deptype = 'o'
             UNION ALL SELECT 'member of ' || m.roleid::regrole FROM pg_auth_members m WHERE m.member = 'trellis_app'::regrole`,
    planted: [
      `${scratch}; ALTER TABLE scratch OWNER TO trellis_app`,
      "GRANT pg_read_all_data TO trellis_app",
    ],
  },
  {
    rule: "everything belongs to the owner, whom row-level security binds",
    faults: `SELECT c.relname AS fault FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${OURS} AND c.relowner <> 'trellis_owner'::regrole
             UNION ALL SELECT p.proname ${FUNCTIONS} AND p.proowner <> 'trellis_owner'::regrole
             UNION ALL SELECT rolname FROM pg_roles WHERE rolname = 'trellis_owner' AND (rolsuper OR rolbypassrls OR rolcanlogin)`,
    planted: [scratch, scratchFunction(""), "ALTER ROLE trellis_owner BYPASSRLS"],
  },
  {
    rule: "clinic_id comes first in every key",
    faults: `SELECT i.indexrelid::regclass::text AS fault
               FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE i.indisunique AND ${OURS} AND i.indexrelid::regclass::text <> ALL ($1)
                AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = i.indkey[0] AND a.attname = 'clinic_id')
             UNION ALL SELECT c.relname ${TABLES} AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)`,
    allowed: ["installation_pkey", "clinic_code_key"],
    planted: [
      "CREATE TABLE scratch (clinic_id uuid NOT NULL, id uuid PRIMARY KEY)",
      "CREATE TABLE scratch (clinic_id uuid NOT NULL)",
      "CREATE UNIQUE INDEX scratch ON diary_note (client_id, clinic_id, date)",
    ],
  },
  {
    rule: "clinic_id comes first in every reference to another table",
    faults: `SELECT k.conrelid::regclass || ': ' || k.conname AS fault
               FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE k.contype = 'f' AND ${OURS} AND NOT (
                EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = k.conkey[1] AND a.attname = 'clinic_id') AND
                EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = k.confrelid AND a.attnum = k.confkey[1] AND a.attname = 'clinic_id'))`,
    planted: [
      "ALTER TABLE diary_note ADD COLUMN other uuid REFERENCES clinic",
      "ALTER TABLE client ADD UNIQUE (client_id, clinic_id); ALTER TABLE diary_note ADD FOREIGN KEY (client_id, clinic_id) REFERENCES client (client_id, clinic_id)",
    ],
  },
  {
    rule: "every row has a clinic",
    faults: `SELECT c.relname AS fault ${TABLES} AND c.relname <> ALL ($1) AND NOT EXISTS (
               SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'clinic_id' AND a.atttypid = 'uuid'::regtype AND a.attnotnull)`,
    allowed: ["installation"],
    planted: [
      "CREATE TABLE scratch (id uuid PRIMARY KEY)",
      "CREATE TABLE scratch (id uuid PRIMARY KEY, clinic_id uuid)",
    ],
  },
  {
    rule: "the application may do with tables what it must, and PUBLIC nothing",
    faults: `SELECT coalesce(nullif(a.grantee, 0)::regrole::text, 'PUBLIC') || ': ' || a.what AS fault FROM (
               SELECT a.grantee, c.relname || ' ' || a.privilege_type AS what
                 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a WHERE ${OURS}
               UNION ALL
               SELECT a.grantee, c.relname || '(' || t.attname || ') ' || a.privilege_type
                 FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(t.attacl) a
                WHERE ${OURS}) a
              WHERE a.grantee <> 'trellis_owner'::regrole AND NOT (a.grantee = 'trellis_app'::regrole AND a.what = ANY ($1))`,
    allowed: PRIVILEGES,
    planted: [
      "GRANT SELECT ON account_password TO trellis_app",
      "GRANT SELECT (salt) ON account_password TO trellis_app",
      "GRANT DELETE ON diary_note TO trellis_app",
      "GRANT UPDATE (clinic_id) ON diary_note TO trellis_app",
      "GRANT SELECT ON clinic TO PUBLIC",
    ],
  },
  {
    rule: "the application can make nothing, and cannot reach the migrations",
    faults: `SELECT n.nspname || ' CREATE' AS fault FROM pg_namespace n WHERE has_schema_privilege('trellis_app', n.oid, 'CREATE')
             UNION ALL SELECT n.nspname FROM pg_namespace n
              WHERE n.nspname <> ALL ('{app,public,job_queue,pg_catalog,information_schema}') AND has_schema_privilege('trellis_app', n.oid, 'USAGE')
             UNION ALL SELECT 'database ' || each FROM unnest('{CREATE,TEMPORARY}'::text[]) each
              WHERE has_database_privilege('trellis_app', current_database(), each)`,
    planted: [
      "GRANT CREATE ON SCHEMA public TO trellis_app",
      "GRANT USAGE ON SCHEMA migration TO trellis_app",
      "DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO PUBLIC', current_database()); END $$",
    ],
  },
  {
    rule: "what is append-only refuses every change",
    faults: `SELECT name AS fault FROM unnest($1::text[]) name WHERE NOT EXISTS (
               SELECT FROM pg_trigger t WHERE t.tgrelid = name::regclass AND t.tgenabled = 'O' AND t.tgfoid = 'app.refuse_change()'::regprocedure
                  AND t.tgtype = 2 + 8 + 16 + 32 AND t.tgqual IS NULL)`,
    allowed: APPEND_ONLY,
    planted: [
      "ALTER TABLE audit_event DISABLE TRIGGER append_only",
      "DROP TRIGGER append_only ON card_operation",
    ],
  },
];
