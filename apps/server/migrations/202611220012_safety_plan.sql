-- Safety plans, sealed, in versions with both names; and when clinicians can be called for coaching.

CREATE TABLE safety_plan_version (
  clinic_id uuid NOT NULL,
  client_id uuid NOT NULL,
  plan_version_id uuid NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  plan_sealed bytea NOT NULL,
  written_by uuid NOT NULL,
  written_kind text NOT NULL CHECK (written_kind IN ('client', 'clinician')),
  written_at timestamptz NOT NULL DEFAULT now(),
  agreed_by uuid,
  agreed_at timestamptz,
  PRIMARY KEY (clinic_id, client_id, version),
  UNIQUE (clinic_id, plan_version_id),
  CHECK ((agreed_by IS NULL) = (agreed_at IS NULL)),
  CHECK (agreed_by <> written_by),
  FOREIGN KEY (clinic_id, client_id) REFERENCES client,
  FOREIGN KEY (clinic_id, written_by) REFERENCES account (clinic_id, account_id),
  FOREIGN KEY (clinic_id, agreed_by) REFERENCES account (clinic_id, account_id)
);
COMMENT ON TABLE safety_plan_version IS 'What a person does when it gets dangerous. A new version never overwrites an older one.';
COMMENT ON COLUMN safety_plan_version.plan_version_id IS 'The row''s id for the seal.';

CREATE TABLE coaching_times (
  clinic_id uuid NOT NULL,
  account_id uuid NOT NULL,
  phone text,
  hours text NOT NULL,
  limits text NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (clinic_id, account_id),
  FOREIGN KEY (clinic_id, account_id) REFERENCES account (clinic_id, account_id)
);
COMMENT ON TABLE coaching_times IS 'When and how a clinician can be called for coaching, in their own words.';

COMMENT ON COLUMN safety_plan_version.written_kind IS 'Which of the two wrote it; the other one agrees.';

-- Whoever writes is named as the writer, and agreeing is the other's: of client and therapist, one each.
CALL app.protect_client_table('safety_plan_version', '{self,therapist,cover}', '{self,therapist}');
GRANT UPDATE (agreed_by, agreed_at) ON safety_plan_version TO trellis_app;
CREATE POLICY author ON safety_plan_version AS RESTRICTIVE FOR INSERT TO trellis_app
  WITH CHECK (written_by = (SELECT app.account_id()) AND written_kind = (SELECT app.account_kind()) AND agreed_by IS NULL);
CREATE POLICY agreeing ON safety_plan_version AS RESTRICTIVE FOR UPDATE TO trellis_app
  USING (agreed_by IS NULL AND written_kind <> (SELECT app.account_kind()))
  WITH CHECK (agreed_by = (SELECT app.account_id()));

-- Names of those who wrote or agreed to a client's plan, for those who may read it. The client is told by initials,
-- as everywhere: their name is their therapist's to know.
CREATE FUNCTION app.safety_plan_hands(of_client uuid) RETURNS TABLE (account_id uuid, name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  IF NOT coalesce(of_client = ANY (ARRAY(SELECT app.client_ids('{self,therapist,cover}'))), false) THEN RETURN; END IF;
  RETURN QUERY
    SELECT a.account_id, coalesce(c.initials, a.display_name)
      FROM public.account a
      LEFT JOIN public.client c ON c.clinic_id = a.clinic_id AND c.client_id = of_client AND c.account_id = a.account_id
     WHERE a.clinic_id = me.clinic_id
       AND a.account_id IN (SELECT unnest(ARRAY[v.written_by, v.agreed_by]) FROM public.safety_plan_version v
                             WHERE v.clinic_id = me.clinic_id AND v.client_id = of_client);
END $$;

CALL app.protect_clinic_table('coaching_times');
CREATE POLICY own_times ON coaching_times FOR SELECT TO trellis_app USING (account_id = (SELECT app.account_id()));
CREATE POLICY write_own_times ON coaching_times FOR INSERT TO trellis_app WITH CHECK (account_id = (SELECT app.account_id()));
CREATE POLICY change_own_times ON coaching_times FOR UPDATE TO trellis_app USING (account_id = (SELECT app.account_id()));
GRANT SELECT, INSERT, UPDATE (phone, hours, limits, changed_at) ON coaching_times TO trellis_app;

-- Whom a client can call for coaching, for the client and for those who are something to them now: who is therapist or
-- cover now, or within two weeks. It reads nothing that was recorded.
CREATE FUNCTION app.coaching_people(of_client uuid)
RETURNS TABLE (name text, kind text, starts_at timestamptz, ends_at timestamptz, zone text, phone text, hours text, limits text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  IF NOT coalesce(of_client = ANY (ARRAY(SELECT app.client_ids('{self,therapist,skills-trainer,cover,supervisor}'))), false) THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT a.display_name, g.kind, g.starts_at, g.ends_at, c.zone, t.phone, t.hours, t.limits
      FROM public.access_grant g
      JOIN public.account a ON a.clinic_id = g.clinic_id AND a.account_id = g.account_id AND a.deactivated_at IS NULL
      JOIN public.client c ON c.clinic_id = g.clinic_id AND c.client_id = g.client_id
      LEFT JOIN public.coaching_times t ON t.clinic_id = g.clinic_id AND t.account_id = g.account_id
     WHERE g.clinic_id = me.clinic_id AND g.client_id = of_client AND g.kind IN ('therapist', 'cover')
       AND g.starts_at <= clock_timestamp() + interval '14 days' AND (g.ends_at IS NULL OR g.ends_at > clock_timestamp())
       AND g.ends_at IS DISTINCT FROM g.starts_at
     ORDER BY g.kind DESC, g.starts_at, a.name_key, g.grant_id
     LIMIT 20;
END $$;

GRANT EXECUTE ON FUNCTION app.safety_plan_hands(uuid), app.coaching_people(uuid) TO trellis_app;
