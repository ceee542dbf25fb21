-- Clients and their care teams: who adds a client, and who gives and ends what a clinician is to them. The application
-- writes neither clients nor grants itself. These functions do; they find out by themselves who asks, and name clinic
-- and client in each statement, so that they are a wall of their own. Refusals that a person can act on have the
-- SQLSTATE TR409 (TR422) and the code of the problem as their message.

ALTER TABLE client
  ADD COLUMN birth_date date CHECK (birth_date + interval '18 years' <= (created_at AT TIME ZONE 'UTC') + interval '1 day'),
  ADD COLUMN initials_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(translate(initials, ' .-', ''))) STORED,
  ADD COLUMN tag_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(tag)) STORED;
CREATE INDEX client_by_key ON client (clinic_id, initials_key, tag_key, client_id);
COMMENT ON COLUMN client.birth_date IS 'Adults alone. Tells people apart; the application compares by app.client_twins and reads it nowhere.';
COMMENT ON COLUMN client.initials_key IS 'Initials as they are looked for and sorted: small letters, without points, hyphens and spaces.';
REVOKE SELECT ON client FROM trellis_app;
GRANT SELECT (clinic_id, client_id, account_id, initials, tag, zone, created_at, initials_key, tag_key) ON client TO trellis_app;
CREATE POLICY administrators ON client FOR SELECT TO trellis_app
  USING (clinic_id = (SELECT app.clinic_id()) AND (SELECT app.is_administrator()));

ALTER TABLE access_grant
  ADD COLUMN given_by uuid,
  ADD COLUMN given_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN ended_by uuid,
  ADD FOREIGN KEY (clinic_id, given_by) REFERENCES account,
  ADD FOREIGN KEY (clinic_id, ended_by) REFERENCES account;
CREATE POLICY administrators ON access_grant FOR SELECT TO trellis_app
  USING (clinic_id = (SELECT app.clinic_id()) AND (SELECT app.is_administrator()));

-- The clients of the signed-in account, with what it is to them now. Every relation sees initials and tag; the days of the
-- last session and of the last entry those that may read such rows. They are read here because policies ask anew for each
-- table who is signed in and whom they may see, and once more for each client of a list.
CREATE FUNCTION app.client_relations()
RETURNS TABLE (clinic_id uuid, client_id uuid, initials text, tag text, relations text[], last_session_on date, last_entry_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 40 SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  RETURN QUERY
    SELECT c.clinic_id, c.client_id, c.initials, c.tag, mine.relations, s.held_on, e.date
      FROM (SELECT g.client_id, array_agg(DISTINCT g.kind ORDER BY g.kind) AS relations FROM public.access_grant g
             WHERE g.clinic_id = me.clinic_id AND g.account_id = me.account_id
               AND g.starts_at <= clock_timestamp() AND (g.ends_at IS NULL OR g.ends_at > clock_timestamp())
             GROUP BY g.client_id) mine
      JOIN public.client c ON c.clinic_id = me.clinic_id AND c.client_id = mine.client_id
      LEFT JOIN LATERAL (
             SELECT t.held_on FROM public.therapy_session t
              WHERE t.clinic_id = me.clinic_id AND t.client_id = mine.client_id AND t.withdrawn_at IS NULL
                AND mine.relations && '{self,therapist,skills-trainer,cover,supervisor}'
              ORDER BY t.held_on DESC LIMIT 1) s ON true
      LEFT JOIN LATERAL (
             SELECT d.date FROM public.diary_entry d
              WHERE d.clinic_id = me.clinic_id AND d.client_id = mine.client_id AND d.value IS NOT NULL
                AND mine.relations && '{self,therapist,cover}'
              ORDER BY d.date DESC LIMIT 1) e ON true;
END $$;

-- Names for those who work in the clinic, so that nobody needs to see whole accounts for them.
CREATE FUNCTION app.clinicians() RETURNS TABLE (account_id uuid, display_name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  RETURN QUERY
    SELECT a.account_id, a.display_name FROM public.account a
     WHERE a.clinic_id = me.clinic_id AND me.account_kind IN ('clinician', 'administrator')
       AND a.kind = 'clinician' AND a.activated_at IS NOT NULL AND a.deactivated_at IS NULL
     ORDER BY a.name_key, a.account_id;
END $$;

-- Everybody who is, was or will be something to a client, with names: for those who are something to them now, for the
-- client, and for administrators. At most 500, the newest.
CREATE FUNCTION app.care_team(of_client uuid)
RETURNS TABLE (grant_id uuid, account_id uuid, name text, kind text, starts_at timestamptz, ends_at timestamptz, state text, given_by text, ended_by text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  IF NOT (me.account_kind IS NOT DISTINCT FROM 'administrator'
          OR of_client = ANY (ARRAY(SELECT app.client_ids('{self,therapist,skills-trainer,cover,supervisor}')))) THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT g.grant_id, g.account_id, a.display_name, g.kind, g.starts_at, g.ends_at, stands.at_present, b.display_name, e.display_name
      FROM public.access_grant g
     CROSS JOIN LATERAL (
             SELECT CASE WHEN g.ends_at <= clock_timestamp() OR g.ends_at = g.starts_at THEN 'past'
                         WHEN g.starts_at > clock_timestamp() THEN 'coming' ELSE 'now' END) AS stands(at_present)
      JOIN public.account a ON a.clinic_id = g.clinic_id AND a.account_id = g.account_id
      LEFT JOIN public.account b ON b.clinic_id = g.clinic_id AND b.account_id = g.given_by
      LEFT JOIN public.account e ON e.clinic_id = g.clinic_id AND e.account_id = g.ended_by
     WHERE g.clinic_id = me.clinic_id AND g.client_id = of_client
     ORDER BY array_position('{now,coming,past}', stands.at_present), g.starts_at DESC, g.grant_id
     LIMIT 500;
END $$;

-- Ends the transaction unless an administrator asks about a client of their own clinic.
CREATE FUNCTION app.require_clinic_client(wanted uuid) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.require_administrator();
BEGIN
  IF NOT EXISTS (SELECT FROM public.client c WHERE c.clinic_id = me.clinic_id AND c.client_id = wanted) THEN
    RAISE EXCEPTION 'not-found' USING ERRCODE = 'P0002';
  END IF;
END $$;

-- Grants ----------------------------------------------------------------------------------------------

-- Ends the transaction unless the signed-in account may give or end grants of this kind for this client: an
-- administrator any of the clinic, a therapist those of THERAPIST_GIVES in access.ts.
CREATE FUNCTION app.require_team_writer(of_client uuid, wanted_kind text) RETURNS app.signed_in
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  IF me.account_id IS NULL THEN RAISE EXCEPTION 'sign-in-needed' USING ERRCODE = '28000'; END IF;
  IF me.account_kind = 'administrator' THEN
    PERFORM app.require_clinic_client(of_client);
  ELSE
    PERFORM app.require_relation(of_client, '{therapist}');
    IF NOT coalesce(wanted_kind = ANY ('{skills-trainer,cover,supervisor}'), false) THEN
      RAISE EXCEPTION 'not-allowed' USING ERRCODE = '42501';
    END IF;
  END IF;
  RETURN me;
END $$;

-- The same, and locks the client's team. Asked again once the lock is there: whoever held it may have taken away what
-- the one who waited was. What goes by the clock reads it after this.
CREATE FUNCTION app.open_care_team(of_client uuid, wanted_kind text) RETURNS app.signed_in
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.require_team_writer(of_client, wanted_kind);
  PERFORM pg_advisory_xact_lock(hashtextextended(of_client::text, 2));
  RETURN app.require_team_writer(of_client, wanted_kind);
END $$;

CREATE FUNCTION app.require_clinician_at_work(in_clinic uuid, of_account uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- Locked, so that nobody is given anything while their account ends.
  PERFORM FROM public.account a
    WHERE a.clinic_id = in_clinic AND a.account_id = of_account AND a.kind = 'clinician'
      AND a.activated_at IS NOT NULL AND a.deactivated_at IS NULL FOR SHARE;
  IF NOT FOUND THEN RAISE EXCEPTION 'not-a-clinician' USING ERRCODE = 'TR422'; END IF;
END $$;

-- Gives a grant, from now on where `from_moment` has passed, and says whether it is new. The same id again, for the same
-- person and kind, changes nothing. A therapist gives nothing to themself, by whichever of their accounts: it would
-- outlast their being the therapist. A cover lasts 92 days (MOST_COVER_DAYS in care-team.ts), and the hour by which
-- days can be longer when clocks are put back.
CREATE FUNCTION app.give_grant(of_client uuid, new_id uuid, to_account uuid, of_kind text, from_moment timestamptz, until_moment timestamptz)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me app.signed_in := app.open_care_team(of_client, of_kind);
  begins timestamptz := greatest(from_moment, clock_timestamp());
  standing public.access_grant;
BEGIN
  SELECT g.* INTO standing FROM public.access_grant g
   WHERE g.clinic_id = me.clinic_id AND g.client_id = of_client AND g.grant_id = new_id;
  IF FOUND THEN
    IF standing.account_id = to_account AND standing.kind = of_kind THEN RETURN false; END IF;
    RAISE EXCEPTION 'already-there' USING ERRCODE = '23505';
  END IF;
  IF me.account_kind <> 'administrator' AND app.person_of(me.clinic_id, to_account) = app.person_of(me.clinic_id, me.account_id) THEN
    RAISE EXCEPTION 'grant-to-oneself' USING ERRCODE = 'TR422';
  END IF;
  IF until_moment <= begins THEN RAISE EXCEPTION 'ends-too-early' USING ERRCODE = 'TR422'; END IF;
  IF of_kind = 'cover' AND (until_moment IS NULL OR until_moment > begins + interval '2209 hours') THEN
    RAISE EXCEPTION 'cover-too-long' USING ERRCODE = 'TR422';
  END IF;
  PERFORM app.require_clinician_at_work(me.clinic_id, to_account);
  IF EXISTS (SELECT FROM public.access_grant g
              WHERE g.clinic_id = me.clinic_id AND g.client_id = of_client AND g.account_id = to_account AND g.kind = of_kind
                AND tstzrange(g.starts_at, g.ends_at) && tstzrange(begins, until_moment)) THEN
    RAISE EXCEPTION 'grant-overlaps' USING ERRCODE = 'TR409';
  END IF;
  INSERT INTO public.access_grant (clinic_id, grant_id, account_id, client_id, kind, starts_at, ends_at, given_by)
  VALUES (me.clinic_id, new_id, to_account, of_client, of_kind, begins, until_moment, me.account_id);
  RETURN true;
END $$;

-- Ends a grant now; one that is to come ends as it begins. One that has ended stays as it is.
CREATE FUNCTION app.end_grant(of_client uuid, which uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me app.signed_in;
  of_kind text;
BEGIN
  SELECT g.kind INTO of_kind FROM public.access_grant g
   WHERE g.clinic_id = (app.current_sign_in()).clinic_id AND g.client_id = of_client AND g.grant_id = which;
  me := app.open_care_team(of_client, coalesce(of_kind, 'cover'));
  IF of_kind IS NULL THEN RAISE EXCEPTION 'not-found' USING ERRCODE = 'P0002'; END IF;
  UPDATE public.access_grant g SET ends_at = greatest(g.starts_at, clock_timestamp()), ended_by = me.account_id
   WHERE g.clinic_id = me.clinic_id AND g.client_id = of_client AND g.grant_id = which
     AND (g.ends_at IS NULL OR g.ends_at > clock_timestamp()) AND g.ends_at IS DISTINCT FROM g.starts_at;
END $$;

-- One therapist after another, at the same moment. With nobody to come from, the new one comes beside those there are.
-- Whatever else the one who leaves is or will be to this client ends then as well. Says whether somebody has become
-- therapist by it.
CREATE FUNCTION app.change_therapist(of_client uuid, from_account uuid, to_account uuid, at_moment timestamptz, new_id uuid)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me app.signed_in := app.require_administrator();
  changes timestamptz;
  is_therapist boolean;
BEGIN
  me := app.open_care_team(of_client, 'therapist');
  changes := greatest(at_moment, clock_timestamp());
  IF from_account = to_account THEN RAISE EXCEPTION 'changed-meanwhile' USING ERRCODE = 'TR409'; END IF;
  PERFORM app.require_clinician_at_work(me.clinic_id, to_account);
  is_therapist := EXISTS (
    SELECT FROM public.access_grant g
     WHERE g.clinic_id = me.clinic_id AND g.client_id = of_client AND g.account_id = to_account AND g.kind = 'therapist'
       AND tstzrange(g.starts_at, g.ends_at) @> changes);
  IF from_account IS NOT NULL THEN
    UPDATE public.access_grant g SET ends_at = changes, ended_by = me.account_id
     WHERE g.clinic_id = me.clinic_id AND g.client_id = of_client AND g.account_id = from_account AND g.kind = 'therapist'
       AND tstzrange(g.starts_at, g.ends_at) @> changes;
    IF FOUND THEN
      UPDATE public.access_grant g SET ends_at = greatest(g.starts_at, changes), ended_by = me.account_id
       WHERE g.clinic_id = me.clinic_id AND g.client_id = of_client AND g.account_id = from_account
         AND (g.ends_at IS NULL OR g.ends_at > changes) AND g.ends_at IS DISTINCT FROM g.starts_at;
    ELSIF NOT is_therapist THEN
      RAISE EXCEPTION 'changed-meanwhile' USING ERRCODE = 'TR409';
    END IF;
  END IF;
  IF NOT is_therapist THEN
    INSERT INTO public.access_grant (clinic_id, grant_id, account_id, client_id, kind, starts_at, ends_at, given_by)
    SELECT me.clinic_id, new_id, to_account, of_client, 'therapist', changes, min(g.starts_at), me.account_id
      FROM public.access_grant g
     WHERE g.clinic_id = me.clinic_id AND g.client_id = of_client AND g.account_id = to_account AND g.kind = 'therapist'
       AND g.starts_at > changes AND g.ends_at IS DISTINCT FROM g.starts_at;
  END IF;
  RETURN NOT is_therapist;
END $$;

-- Clients ---------------------------------------------------------------------------------------------

-- What an id stands for before a client is added with it: 'nobody', 'same' (these words, and somebody whom the asker
-- may add or has), or 'another'. It answers whether a birth date is right, so whoever asks has to count and audit what
-- is not 'nobody'.
CREATE FUNCTION app.client_standing(new_id uuid, new_initials text, new_tag text, new_birth_date date, new_zone text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me app.signed_in := app.current_sign_in();
  standing public.client;
BEGIN
  IF me.account_id IS NULL THEN RAISE EXCEPTION 'sign-in-needed' USING ERRCODE = '28000'; END IF;
  IF me.account_kind = 'client' THEN RAISE EXCEPTION 'not-allowed' USING ERRCODE = '42501'; END IF;
  SELECT c.* INTO standing FROM public.client c WHERE c.clinic_id = me.clinic_id AND c.client_id = new_id;
  IF NOT FOUND THEN RETURN 'nobody'; END IF;
  RETURN CASE WHEN (standing.initials, standing.tag, standing.birth_date, standing.zone) IS NOT DISTINCT FROM (new_initials, new_tag, new_birth_date, new_zone)
                   AND (me.account_kind = 'administrator' OR new_id = ANY (ARRAY(SELECT app.client_ids('{therapist}'))))
              THEN 'same' ELSE 'another' END;
END $$;

-- Clients of the clinic with these initials and this birth date. Whom one may not see is a row of NULLs. For an id that
-- stands for somebody there are none: it would be a question about birth dates that leaves no client behind.
-- Whoever adds a client of the clinic waits here for one who is doing the same.
CREATE FUNCTION app.client_twins(new_id uuid, wanted_initials text, wanted_birth_date date)
RETURNS TABLE (client_id uuid, initials text, tag text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me app.signed_in := app.current_sign_in();
  mine uuid[] := ARRAY(SELECT app.client_ids('{therapist,skills-trainer,cover,supervisor}'));
BEGIN
  IF me.account_id IS NULL THEN RAISE EXCEPTION 'sign-in-needed' USING ERRCODE = '28000'; END IF;
  IF me.account_kind = 'client' THEN RAISE EXCEPTION 'not-allowed' USING ERRCODE = '42501'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(me.clinic_id::text, 3));
  RETURN QUERY
    SELECT CASE WHEN seen THEN c.client_id END, CASE WHEN seen THEN c.initials END, CASE WHEN seen THEN c.tag END
      FROM public.client c, LATERAL (SELECT me.account_kind = 'administrator' OR c.client_id = ANY (mine) AS seen) look
     WHERE c.clinic_id = me.clinic_id AND c.birth_date = wanted_birth_date
       AND NOT EXISTS (SELECT FROM public.client t WHERE t.clinic_id = me.clinic_id AND t.client_id = new_id)
       AND c.initials_key = lower(translate(wanted_initials, ' .-', ''))
     LIMIT 20;
END $$;

-- Adds a client. A clinician becomes their therapist; an administrator names one, or nobody yet. The same id again, with
-- the same words, changes nothing.
CREATE FUNCTION app.add_client(
  new_id uuid, new_initials text, new_tag text, new_birth_date date, new_zone text, therapist uuid, new_grant uuid)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me app.signed_in := app.current_sign_in();
  stands text;
BEGIN
  IF me.account_id IS NULL THEN RAISE EXCEPTION 'sign-in-needed' USING ERRCODE = '28000'; END IF;
  IF NOT (me.account_kind = 'administrator' OR me.account_kind = 'clinician' AND therapist IS NOT DISTINCT FROM me.account_id) THEN
    RAISE EXCEPTION 'not-allowed' USING ERRCODE = '42501';
  END IF;
  stands := app.client_standing(new_id, new_initials, new_tag, new_birth_date, new_zone);
  IF stands = 'same' THEN RETURN; END IF;
  IF stands = 'another' THEN RAISE EXCEPTION 'already-there' USING ERRCODE = '23505'; END IF;
  IF therapist IS NOT NULL THEN PERFORM app.require_clinician_at_work(me.clinic_id, therapist); END IF;
  INSERT INTO public.client (clinic_id, client_id, initials, tag, birth_date, zone)
  VALUES (me.clinic_id, new_id, new_initials, new_tag, new_birth_date, new_zone);
  IF therapist IS NOT NULL THEN
    INSERT INTO public.access_grant (clinic_id, grant_id, account_id, client_id, kind, starts_at, given_by)
    VALUES (me.clinic_id, new_grant, therapist, new_id, 'therapist', clock_timestamp(), me.account_id);
  END IF;
END $$;

GRANT EXECUTE ON FUNCTION
  app.client_relations(), app.clinicians(), app.care_team(uuid), app.require_clinic_client(uuid),
  app.give_grant(uuid, uuid, uuid, text, timestamptz, timestamptz), app.end_grant(uuid, uuid),
  app.change_therapist(uuid, uuid, uuid, timestamptz, uuid), app.client_twins(uuid, text, date),
  app.client_standing(uuid, text, text, date, text),
  app.add_client(uuid, text, text, date, text, uuid, uuid)
TO trellis_app;
