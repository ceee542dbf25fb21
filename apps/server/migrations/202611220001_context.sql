-- The wall behind the access check: who is signed in is found by the database itself, from the hash
-- of the token, for one transaction. No setting that a statement could forge names a clinic or a client.
--
-- Every function names its search path, with pg_temp last: an empty path would still look for types in
-- pg_temp first, where a caller may have put one of their own.
--
-- app.token           "<clinic code>:<hex sha-256 of the token>", transaction-local, set by app.open_sign_in
-- app.operator_clinic the clinic that the owner role works on (command line, functions of the owner); the
--                     policies of the application role never read it

CREATE SCHEMA app;
GRANT USAGE ON SCHEMA app TO trellis_app;
GRANT USAGE ON SCHEMA public TO trellis_app;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

CREATE TABLE installation (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  mode text NOT NULL CHECK (mode IN ('demo', 'clinic')),
  only_clinic text,
  created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE installation IS 'Demo or clinic: a property of this database, set once.';
COMMENT ON COLUMN installation.only_clinic IS 'The code of the one clinic; NULL as soon as there are several.';

CREATE TABLE clinic (
  clinic_id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[a-z0-9][a-z0-9-]{1,30}$'),
  name text NOT NULL,
  app_name text NOT NULL,
  country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  zone text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE account (
  clinic_id uuid NOT NULL REFERENCES clinic,
  account_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('clinician', 'client', 'administrator')),
  login_index bytea NOT NULL CHECK (octet_length(login_index) = 32),
  email_sealed bytea NOT NULL,
  display_name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  deactivated_at timestamptz,
  PRIMARY KEY (clinic_id, account_id),
  UNIQUE (clinic_id, login_index)
);
COMMENT ON COLUMN account.login_index IS 'HMAC-SHA-256 of the e-mail address in small letters, by a key of the clinic that the database does not have.';
COMMENT ON COLUMN account.email_sealed IS 'AES-256-GCM; opens with a key of the clinic, in this row alone.';

CREATE TABLE account_password (
  clinic_id uuid NOT NULL,
  account_id uuid NOT NULL,
  salt bytea NOT NULL CHECK (octet_length(salt) = 16),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (clinic_id, account_id),
  FOREIGN KEY (clinic_id, account_id) REFERENCES account
);
COMMENT ON TABLE account_password IS 'argon2id results; the application role can read neither salt nor hash from here.';

CREATE TABLE login_salt_secret (
  clinic_id uuid PRIMARY KEY REFERENCES clinic,
  secret bytea NOT NULL CHECK (octet_length(secret) = 32)
);
COMMENT ON TABLE login_salt_secret IS 'Makes the salt that is answered for an unknown e-mail, the same one each time.';

CREATE TABLE client (
  clinic_id uuid NOT NULL REFERENCES clinic,
  client_id uuid NOT NULL,
  account_id uuid,
  initials text NOT NULL,
  tag text NOT NULL DEFAULT '',
  zone text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (clinic_id, client_id),
  UNIQUE (clinic_id, account_id),
  FOREIGN KEY (clinic_id, account_id) REFERENCES account
);
COMMENT ON TABLE client IS 'The person in therapy; may stand here before there is an account.';

CREATE TABLE access_grant (
  clinic_id uuid NOT NULL,
  grant_id uuid NOT NULL,
  account_id uuid NOT NULL,
  client_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('therapist', 'skills-trainer', 'cover', 'supervisor')),
  starts_at timestamptz NOT NULL DEFAULT now(),
  ends_at timestamptz CHECK (ends_at >= starts_at),
  PRIMARY KEY (clinic_id, client_id, grant_id),
  FOREIGN KEY (clinic_id, account_id) REFERENCES account,
  FOREIGN KEY (clinic_id, client_id) REFERENCES client
);
CREATE INDEX access_grant_by_account ON access_grant (clinic_id, account_id, client_id);

CREATE TABLE sign_in (
  clinic_id uuid NOT NULL,
  sign_in_id uuid NOT NULL,
  account_id uuid NOT NULL,
  account_kind text NOT NULL,
  token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
  app text NOT NULL CHECK (app IN ('client', 'clinician')),
  browser text NOT NULL DEFAULT 'other',
  system text NOT NULL DEFAULT 'other',
  device_hash bytea CHECK (octet_length(device_hash) = 32),
  created_at timestamptz NOT NULL DEFAULT now(),
  last_active_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (clinic_id, sign_in_id),
  UNIQUE (clinic_id, token_hash),
  FOREIGN KEY (clinic_id, account_id) REFERENCES account
);
CREATE INDEX sign_in_by_account ON sign_in (clinic_id, account_id);
COMMENT ON TABLE sign_in IS 'A session of an account (a therapy hour is a therapy_session). Only the hash of its token is kept.';
COMMENT ON COLUMN sign_in.last_active_at IS 'Last request of a person, not of a timer; kept to the minute (clinician) or the hour (client).';
COMMENT ON COLUMN sign_in.browser IS 'A code of packages/domain/src/device.ts, as is system; what else the browser says of itself is not kept.';

-- What this transaction presents -------------------------------------------------------------------

-- In plpgsql, as is whatever the policies ask for: a function of SQL with a search path of its own costs three times that.
CREATE FUNCTION app.presented_code() RETURNS text LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS
  $$ BEGIN RETURN nullif(split_part(current_setting('app.token', true), ':', 1), ''); END $$;

CREATE FUNCTION app.presented_hash() RETURNS bytea LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS
  $$ BEGIN RETURN decode(nullif(split_part(current_setting('app.token', true), ':', 2), ''), 'hex'); END $$;

CREATE FUNCTION app.operator_clinic() RETURNS uuid LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS
  $$ BEGIN RETURN nullif(current_setting('app.operator_clinic', true), '')::uuid; END $$;

-- Who that is --------------------------------------------------------------------------------------

CREATE TYPE app.signed_in AS (
  clinic_id uuid, account_id uuid, account_kind text, sign_in_id uuid, app text, last_active_at timestamptz);

-- Whether the time of a sign-in is not over yet. A clinician's is over after 30 minutes without a request. One that was
-- used later than the clock says now is over as well: a clock that was set back must not give it the time anew. (The
-- phone, whose sign-in lasts for months, is given a day, so that nobody is signed out because a clock was put right.)
CREATE FUNCTION app.is_awake(for_app text, expires_at timestamptz, last_active_at timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN expires_at > clock_timestamp()
     AND CASE for_app WHEN 'clinician'
           THEN last_active_at BETWEEN clock_timestamp() - interval '30 minutes' AND clock_timestamp() + interval '5 minutes'
           ELSE last_active_at < clock_timestamp() + interval '1 day' END;
END $$;

CREATE FUNCTION app.current_sign_in() RETURNS app.signed_in
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  found_one app.signed_in;
  presented_code text := nullif(split_part(current_setting('app.token', true), ':', 1), '');
  presented_hash bytea := decode(nullif(split_part(current_setting('app.token', true), ':', 2), ''), 'hex');
BEGIN
  SELECT s.clinic_id, s.account_id, s.account_kind, s.sign_in_id, s.app, s.last_active_at INTO found_one
    FROM public.clinic c JOIN public.sign_in s ON s.clinic_id = c.clinic_id
   WHERE c.code = presented_code AND s.token_hash = presented_hash
     AND s.ended_at IS NULL AND app.is_awake(s.app, s.expires_at, s.last_active_at);
  RETURN found_one;
END $$;

CREATE FUNCTION app.clinic_id() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
  $$ BEGIN RETURN (app.current_sign_in()).clinic_id; END $$;

CREATE FUNCTION app.account_id() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
  $$ BEGIN RETURN (app.current_sign_in()).account_id; END $$;

CREATE FUNCTION app.account_kind() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
  $$ BEGIN RETURN (app.current_sign_in()).account_kind; END $$;

-- For policies: administrators keep accounts and grants, and see no clinical content.
CREATE FUNCTION app.is_administrator() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
  $$ BEGIN RETURN coalesce((app.current_sign_in()).account_kind = 'administrator', false); END $$;

-- The clinic of this transaction: that of the operator, else that of the token. Policies use it for the
-- owner role only; for the application it merely fills in a column that the tenant policy then checks.
CREATE FUNCTION app.working_clinic() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
  $$ BEGIN RETURN coalesce(app.operator_clinic(), (app.current_sign_in()).clinic_id); END $$;

-- Clients to whom the signed-in account has one of these relations now: by the clock and not by the
-- start of the transaction, so that a save that waited meets a grant that has ended.
CREATE FUNCTION app.client_ids(relations text[]) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  IF me.account_kind = 'client' THEN
    RETURN QUERY
      SELECT c.client_id FROM public.client c
       WHERE 'self' = ANY (relations) AND c.clinic_id = me.clinic_id AND c.account_id = me.account_id;
  ELSE
    RETURN QUERY
      SELECT g.client_id FROM public.access_grant g
       WHERE g.clinic_id = me.clinic_id AND g.account_id = me.account_id AND g.kind = ANY (relations)
         AND g.starts_at <= clock_timestamp() AND (g.ends_at IS NULL OR g.ends_at > clock_timestamp());
  END IF;
END $$;

-- Opens the transaction for a token of this app. The first statement of every request that needs a sign-in.
-- A request that counts (a person's, not a timer's) keeps the sign-in awake: a clinician's for the next 30 minutes,
-- noted once a minute, its end stays; a client's for the next 90 days, noted once an hour, and `extended` says so.
-- Another request of the same sign-in that notes it just now is not waited for.
CREATE FUNCTION app.open_sign_in(code text, token_hash bytea, kinds text[], for_app text, counts boolean)
RETURNS TABLE (account_id uuid, account_kind text, extended boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me app.signed_in;
  extends boolean := false;
BEGIN
  PERFORM set_config('app.token', code || ':' || encode(token_hash, 'hex'), true);
  me := app.current_sign_in();
  IF me.account_id IS NULL OR me.app IS DISTINCT FROM for_app THEN
    RAISE EXCEPTION 'sign-in-needed' USING ERRCODE = '28000';
  END IF;
  IF NOT me.account_kind = ANY (kinds) THEN RAISE EXCEPTION 'not-allowed' USING ERRCODE = '42501'; END IF;
  -- Spares the owner's policies a look-up of the token each; the functions that read as the owner name
  -- the clinic and the account of the token themselves.
  PERFORM set_config('app.operator_clinic', me.clinic_id::text, true);
  IF counts AND me.last_active_at < clock_timestamp() - (CASE me.app WHEN 'client' THEN interval '1 hour' ELSE interval '1 minute' END) THEN
    UPDATE public.sign_in s
       SET last_active_at = clock_timestamp(),
           expires_at = CASE me.app WHEN 'client' THEN clock_timestamp() + interval '90 days' ELSE s.expires_at END
      FROM (SELECT w.sign_in_id FROM public.sign_in w
             WHERE w.clinic_id = me.clinic_id AND w.sign_in_id = me.sign_in_id AND w.ended_at IS NULL
               FOR NO KEY UPDATE SKIP LOCKED) free
     WHERE s.clinic_id = me.clinic_id AND s.sign_in_id = free.sign_in_id;
    extends := FOUND AND me.app = 'client';
  END IF;
  RETURN QUERY SELECT me.account_id, me.account_kind, extends;
END $$;

-- Ends the transaction unless the account has one of these relations to the client. The relations
-- come from the one table in packages/domain/src/access.ts.
CREATE FUNCTION app.require_relation(wanted uuid, relations text[]) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM app.client_ids(relations) AS mine WHERE mine = wanted) THEN
    RAISE EXCEPTION 'not-found' USING ERRCODE = 'P0002';
  END IF;
END $$;

-- Policies -----------------------------------------------------------------------------------------

-- Every table of a clinic: nothing crosses the clinic, for the application by the token, for the
-- owner by the clinic it works on.
CREATE PROCEDURE app.protect_clinic_table(named regclass) LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', named);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', named);
  EXECUTE format('CREATE POLICY tenant ON %s AS RESTRICTIVE TO trellis_app
                    USING (clinic_id = (SELECT app.clinic_id()))', named);
  EXECUTE format('CREATE POLICY owner_clinic ON %s TO trellis_owner
                    USING (clinic_id = (SELECT app.working_clinic()))', named);
END $$;

-- A table of a client's record: besides, only clients to whom the account has such a relation.
-- Give the relations that access.ts allows for this kind of data.
CREATE PROCEDURE app.protect_client_table(named regclass, readers text[], writers text[])
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  CALL app.protect_clinic_table(named);
  EXECUTE format('CREATE POLICY readers ON %s FOR SELECT TO trellis_app
                    USING (client_id = ANY (ARRAY(SELECT app.client_ids(%L))))', named, readers);
  EXECUTE format('GRANT SELECT ON %s TO trellis_app', named);
  IF cardinality(writers) > 0 THEN
    EXECUTE format('CREATE POLICY writers ON %s FOR INSERT TO trellis_app
                      WITH CHECK (client_id = ANY (ARRAY(SELECT app.client_ids(%L))))', named, writers);
    EXECUTE format('CREATE POLICY changers ON %s FOR UPDATE TO trellis_app
                      USING (client_id = ANY (ARRAY(SELECT app.client_ids(%L))))', named, writers);
    EXECUTE format('GRANT INSERT ON %s TO trellis_app', named);
  END IF;
END $$;

ALTER TABLE installation ENABLE ROW LEVEL SECURITY;
ALTER TABLE installation FORCE ROW LEVEL SECURITY;
CREATE POLICY everyone_reads ON installation FOR SELECT TO trellis_app USING (only_row);
CREATE POLICY owner_sets ON installation TO trellis_owner USING (only_row);
GRANT SELECT ON installation TO trellis_app;

ALTER TABLE clinic ENABLE ROW LEVEL SECURITY;
ALTER TABLE clinic FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON clinic AS RESTRICTIVE TO trellis_app USING (clinic_id = (SELECT app.clinic_id()));
CREATE POLICY own_clinic ON clinic FOR SELECT TO trellis_app USING (clinic_id = (SELECT app.clinic_id()));
CREATE POLICY owner_by_code ON clinic FOR SELECT TO trellis_owner USING (code = (SELECT app.presented_code()));
CREATE POLICY owner_by_clinic ON clinic TO trellis_owner USING (clinic_id = (SELECT app.operator_clinic()));
GRANT SELECT ON clinic TO trellis_app;

ALTER TABLE sign_in ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON sign_in AS RESTRICTIVE TO trellis_app USING (clinic_id = (SELECT app.clinic_id()));
CREATE POLICY own_sign_ins ON sign_in FOR SELECT TO trellis_app USING (account_id = (SELECT app.account_id()));
CREATE POLICY end_own_sign_ins ON sign_in FOR UPDATE TO trellis_app
  USING (account_id = (SELECT app.account_id()))
  WITH CHECK (account_id = (SELECT app.account_id()) AND ended_at IS NOT NULL);
-- The opener finds exactly the row whose token was presented (FORCE would hide it otherwise).
CREATE POLICY opener ON sign_in FOR SELECT TO trellis_owner USING (token_hash = (SELECT app.presented_hash()));
CREATE POLICY owner_by_clinic ON sign_in TO trellis_owner USING (clinic_id = (SELECT app.operator_clinic()));
GRANT SELECT (clinic_id, sign_in_id, account_id, app, browser, system, created_at, last_active_at, expires_at, ended_at),
  UPDATE (ended_at) ON sign_in TO trellis_app;

-- A deactivated account has no sign-in, from the same moment on, and gets none of them back with its return.
CREATE FUNCTION app.end_sign_ins_with_account() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.sign_in s SET ended_at = now()
   WHERE s.clinic_id = NEW.clinic_id AND s.account_id = NEW.account_id AND s.ended_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER ends_sign_ins AFTER UPDATE OF deactivated_at ON account
  FOR EACH ROW WHEN (NEW.deactivated_at IS NOT NULL) EXECUTE FUNCTION app.end_sign_ins_with_account();

CALL app.protect_clinic_table('account');
CREATE POLICY own_account ON account FOR SELECT TO trellis_app USING (account_id = (SELECT app.account_id()));
-- Not what an e-mail address is found by: what a plan says of filtered rows would spell it out.
GRANT SELECT (clinic_id, account_id, kind, display_name, created_at, deactivated_at) ON account TO trellis_app;

CALL app.protect_clinic_table('account_password');
CALL app.protect_clinic_table('login_salt_secret');

CALL app.protect_client_table('client', '{self,therapist,skills-trainer,cover,supervisor}', '{}');

CALL app.protect_clinic_table('access_grant');
CREATE POLICY own_grants ON access_grant FOR SELECT TO trellis_app USING (account_id = (SELECT app.account_id()));
GRANT SELECT ON access_grant TO trellis_app;
