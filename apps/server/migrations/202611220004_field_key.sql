-- The keys of each clinic, wrapped with a root key from the key file, which never comes near the database.
-- Whoever has the database alone can open nothing with them, so the application may read them.

CREATE TABLE field_key (
  clinic_id uuid NOT NULL REFERENCES clinic,
  purpose text NOT NULL CHECK (purpose IN ('field', 'index', 'audit')),
  number integer NOT NULL CHECK (number > 0),
  root_id text NOT NULL CHECK (root_id ~ '^[0-9a-f]{16}$'),
  made_with text NOT NULL,
  state text NOT NULL CHECK (state IN ('coming', 'current', 'old')),
  wrapped bytea NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (clinic_id, purpose, number, root_id)
);
COMMENT ON COLUMN field_key.made_with IS 'The root key of the change of keys that this key was made in; root_id is the one that wraps it here.';
COMMENT ON TABLE field_key IS 'Wrapped keys. During a change of keys each stands here twice, under the old root key and the new one.';

CALL app.protect_clinic_table('field_key');

-- The wrapped keys of a clinic, also for somebody who is not signed in yet: their e-mail address is found
-- by an index that is made with one of them.
CREATE FUNCTION app.field_keys(clinic_code text)
RETURNS TABLE (clinic_id uuid, purpose text, number integer, root_id text, made_with text, state text, wrapped bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE clinic uuid := app.work_on_clinic(clinic_code);
BEGIN
  RETURN QUERY SELECT k.clinic_id, k.purpose, k.number, k.root_id, k.made_with, k.state, k.wrapped
                 FROM public.field_key k WHERE k.clinic_id = clinic ORDER BY k.made_at, k.number;
  PERFORM set_config('app.operator_clinic', '', true);
END $$;
GRANT EXECUTE ON FUNCTION app.field_keys(text) TO trellis_app;

-- What the server does by itself (sending mail, sealing the audit, looking for lost keys), it does clinic by
-- clinic. The setting widens what functions of the owner see, and nothing of the application's role.
CREATE FUNCTION app.lists_clinics() RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS
  $$ BEGIN RETURN coalesce(current_setting('app.lists_clinics', true), '') = 'on'; END $$;
CREATE POLICY all_of_owner ON clinic FOR SELECT TO trellis_owner
  USING (clinic_id IS NOT NULL AND (SELECT app.lists_clinics()));

CREATE FUNCTION app.clinic_codes() RETURNS SETOF text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.lists_clinics', 'on', true);
  RETURN QUERY SELECT c.code FROM public.clinic c ORDER BY c.code;
  PERFORM set_config('app.lists_clinics', 'off', true);
END $$;
GRANT EXECUTE ON FUNCTION app.clinic_codes() TO trellis_app;
