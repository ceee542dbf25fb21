-- What a clinic sets for itself: every version with author and time, and the present one on the clinic
-- itself, where signed-out phones may ask for a part of it. Besides, which phone numbers somebody checked.

ALTER TABLE clinic
  ADD COLUMN settings jsonb NOT NULL,
  ADD COLUMN setting_version integer NOT NULL DEFAULT 1 CHECK (setting_version >= 1),
  ADD COLUMN day_boundary smallint NOT NULL DEFAULT 4 CHECK (day_boundary BETWEEN 0 AND 6),
  ADD COLUMN day_boundary_from date NOT NULL DEFAULT '1900-01-01',
  ADD COLUMN day_boundary_before smallint NOT NULL DEFAULT 4 CHECK (day_boundary_before BETWEEN 0 AND 6),
  ADD COLUMN phone_checks jsonb NOT NULL DEFAULT '[]';
COMMENT ON COLUMN clinic.settings IS 'The newest version of its settings (ClinicSettings of the domain).';
COMMENT ON COLUMN clinic.day_boundary IS 'The hour at which diary days from day_boundary_from on end; earlier ones ended at day_boundary_before.';
COMMENT ON COLUMN clinic.phone_checks IS 'The checks that hold: country, phone, on, by.';

CREATE TABLE clinic_setting_version (
  clinic_id uuid NOT NULL REFERENCES clinic,
  version integer NOT NULL CHECK (version >= 1),
  settings jsonb NOT NULL,
  changed_by uuid,
  changed_name text,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (clinic_id, version),
  FOREIGN KEY (clinic_id, changed_by) REFERENCES account
);
COMMENT ON TABLE clinic_setting_version IS 'All settings of a clinic as they stood after one change. Append-only; undoing is another version.';

CREATE TABLE phone_check (
  clinic_id uuid NOT NULL REFERENCES clinic,
  number bigint GENERATED ALWAYS AS IDENTITY,
  country text NOT NULL,
  phone text NOT NULL,
  is_right boolean NOT NULL,
  checked_on date NOT NULL,
  checked_by uuid NOT NULL,
  checked_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (clinic_id, number),
  FOREIGN KEY (clinic_id, checked_by) REFERENCES account
);
COMMENT ON TABLE phone_check IS 'Somebody made sure that a number is right, or took that back. Append-only.';

CALL app.protect_clinic_table('clinic_setting_version');
CREATE POLICY staff_reads ON clinic_setting_version FOR SELECT TO trellis_app
  USING (clinic_id = (SELECT app.clinic_id()) AND (SELECT app.account_kind()) <> 'client');
GRANT SELECT ON clinic_setting_version TO trellis_app;

CALL app.protect_clinic_table('phone_check');

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON clinic_setting_version
  FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON phone_check
  FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

-- The one way to change settings, so that nobody can write a version in another's name. The caller has
-- the lock of the clinic's settings and has seen the version before.
CREATE FUNCTION app.change_clinic_settings(seen integer, wanted jsonb, ends_at smallint, ends_from date, ended_at smallint)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  IF me.account_kind IS DISTINCT FROM 'administrator' THEN RAISE EXCEPTION 'not-allowed' USING ERRCODE = '42501'; END IF;
  INSERT INTO public.clinic_setting_version (clinic_id, version, settings, changed_by, changed_name)
  SELECT a.clinic_id, seen + 1, wanted, a.account_id, a.display_name
    FROM public.account a WHERE a.clinic_id = me.clinic_id AND a.account_id = me.account_id;
  UPDATE public.clinic c
     SET settings = wanted, setting_version = seen + 1, name = wanted ->> 'name', app_name = wanted ->> 'appName',
         country = wanted ->> 'country', zone = wanted ->> 'zone',
         day_boundary = ends_at, day_boundary_from = ends_from, day_boundary_before = ended_at
   WHERE c.clinic_id = me.clinic_id AND c.setting_version = seen;
  IF NOT FOUND THEN RAISE EXCEPTION 'not-found' USING ERRCODE = 'P0002'; END IF;
END $$;

-- Notes that the signed-in administrator has made sure of a number on that day, or takes it back.
CREATE FUNCTION app.check_phone(wanted text, found_right boolean, on_day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me app.signed_in := app.current_sign_in();
  my_name text;
  signs text := translate(wanted, ' .-', '');
BEGIN
  IF me.account_kind IS DISTINCT FROM 'administrator' THEN RAISE EXCEPTION 'not-allowed' USING ERRCODE = '42501'; END IF;
  SELECT a.display_name INTO my_name FROM public.account a WHERE a.clinic_id = me.clinic_id AND a.account_id = me.account_id;
  INSERT INTO public.phone_check (clinic_id, country, phone, is_right, checked_on, checked_by)
  SELECT c.clinic_id, c.country, wanted, found_right, on_day, me.account_id FROM public.clinic c WHERE c.clinic_id = me.clinic_id;
  UPDATE public.clinic c
     SET phone_checks = coalesce((SELECT jsonb_agg(e.each) FROM jsonb_array_elements(c.phone_checks) AS e(each)
                                   WHERE e.each ->> 'country' <> c.country OR translate(e.each ->> 'phone', ' .-', '') <> signs), '[]')
       || CASE WHEN found_right
               THEN jsonb_build_array(jsonb_build_object('country', c.country, 'phone', wanted, 'on', on_day, 'by', my_name))
               ELSE '[]' END
   WHERE c.clinic_id = me.clinic_id;
  IF NOT FOUND THEN RAISE EXCEPTION 'not-found' USING ERRCODE = 'P0002'; END IF;
END $$;

-- What a signed-out visitor may know says whom to call, too.
DROP FUNCTION app.only_clinic_door();
DROP FUNCTION app.clinic_door(text);

CREATE FUNCTION app.clinic_door(wanted text)
RETURNS TABLE (code text, name text, app_name text, country text, mode text, day_boundary jsonb,
               contacts jsonb, crisis_lines jsonb, checks jsonb, coaching_hours text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.token', wanted || ':', true);
  RETURN QUERY
    SELECT c.code, c.name, c.app_name, c.country, i.mode,
           jsonb_build_object('hour', c.day_boundary, 'from', c.day_boundary_from, 'before', c.day_boundary_before),
           c.settings -> 'contacts', c.settings -> 'crisisLines',
           coalesce((SELECT jsonb_agg(e.each - '{by,country}'::text[]) FROM jsonb_array_elements(c.phone_checks) AS e(each)
                      WHERE e.each ->> 'country' = c.country), '[]'),
           c.settings ->> 'coachingHours'
      FROM public.clinic c, public.installation i
     WHERE c.code = wanted;
END $$;

CREATE FUNCTION app.only_clinic_door()
RETURNS TABLE (code text, name text, app_name text, country text, mode text, day_boundary jsonb,
               contacts jsonb, crisis_lines jsonb, checks jsonb, coaching_hours text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT d.* FROM public.installation i, app.clinic_door(i.only_clinic) d WHERE i.only_clinic IS NOT NULL;
END $$;

GRANT EXECUTE ON FUNCTION
  app.clinic_door(text), app.only_clinic_door(), app.change_clinic_settings(integer, jsonb, smallint, date, smallint),
  app.check_phone(text, boolean, date)
TO trellis_app;
