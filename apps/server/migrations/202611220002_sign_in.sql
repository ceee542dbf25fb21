-- Signing in without giving a password hash away: the database answers a salt (a steady made-up one
-- for an unknown e-mail), the server computes argon2id, the database compares and opens the sign-in.
-- Whoever can run statements as the application still cannot sign in as somebody without the password.

CREATE FUNCTION app.clinic_door(wanted text)
RETURNS TABLE (code text, name text, app_name text, country text, mode text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.token', wanted || ':', true);
  RETURN QUERY SELECT c.code, c.name, c.app_name, c.country, i.mode FROM public.clinic c, public.installation i
                WHERE c.code = wanted;
END $$;

CREATE FUNCTION app.work_on_clinic(wanted text) RETURNS uuid
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE found_one uuid;
BEGIN
  PERFORM set_config('app.token', wanted || ':', true);
  SELECT c.clinic_id INTO found_one FROM public.clinic c WHERE c.code = wanted;
  PERFORM set_config('app.operator_clinic', coalesce(found_one::text, ''), true);
  RETURN found_one;
END $$;

-- Whether a password hash opens an account in an app. VOLATILE, so that it sees what was committed until now.
CREATE FUNCTION app.opens_account(who account, for_app text, password_hash bytea) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN who.account_id IS NOT NULL AND who.deactivated_at IS NULL AND ((for_app = 'client') = (who.kind = 'client'))
     AND EXISTS (SELECT FROM public.account_password p
                  WHERE p.clinic_id = who.clinic_id AND p.account_id = who.account_id AND p.hash = password_hash);
END $$;

CREATE FUNCTION app.login_salt(clinic_code text, wanted_login bytea) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  clinic uuid := app.work_on_clinic(clinic_code);
  found_one bytea;
  made_up bytea;
BEGIN
  SELECT p.salt INTO found_one
    FROM public.account a JOIN public.account_password p USING (clinic_id, account_id)
   WHERE a.clinic_id = clinic AND a.login_index = wanted_login AND a.deactivated_at IS NULL;
  SELECT substring(sha256(l.secret || wanted_login) FROM 1 FOR 16) INTO made_up
    FROM public.login_salt_secret l WHERE l.clinic_id = clinic;
  PERFORM set_config('app.operator_clinic', '', true);
  RETURN coalesce(found_one, made_up, substring(sha256(wanted_login) FROM 1 FOR 16));
END $$;

-- Opens a sign-in when login and password hash fit together, ends the one that the same browser had, remembers the
-- browser, and gives back the tries that led here; else no row. The account is locked first and the password read by
-- a statement of its own after that, so that nobody signs in beside their own deactivation, nor with a password that
-- was replaced while this waited. Before the lock it is looked at without one: a wrong password locks nothing.
CREATE FUNCTION app.start_sign_in(
  clinic_code text, wanted_login bytea, password_hash bytea, for_app text, lasts interval,
  new_sign_in uuid, new_token_hash bytea, old_token_hash bytea,
  network text, browser text, system text, presented_device bytea, new_device bytea)
RETURNS TABLE (account_id uuid, kind text, display_name text, client_id uuid, clinic_name text, app_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  clinic uuid := app.work_on_clinic(clinic_code);
  who public.account;
  fits boolean := false;
BEGIN
  SELECT a.* INTO who FROM public.account a WHERE a.clinic_id = clinic AND a.login_index = wanted_login;
  IF app.opens_account(who, for_app, password_hash) THEN
    SELECT a.* INTO who FROM public.account a
     WHERE a.clinic_id = clinic AND a.account_id = who.account_id AND a.login_index = wanted_login FOR SHARE;
    fits := app.opens_account(who, for_app, password_hash);
  END IF;
  IF NOT fits THEN
    PERFORM app.note_refused_sign_in(clinic, wanted_login, 'sign-in-refused');
    who := NULL;
  ELSE
    PERFORM app.forgive_sign_in_tries(clinic, wanted_login, network, presented_device);
    PERFORM app.know_device(clinic, who.account_id, new_device);
    UPDATE public.sign_in s SET ended_at = now()
     WHERE s.clinic_id = clinic AND s.token_hash = old_token_hash AND s.app = for_app AND s.ended_at IS NULL;
    INSERT INTO public.sign_in (clinic_id, sign_in_id, account_id, account_kind, token_hash, app, expires_at, browser, system, device_hash)
    VALUES (clinic, new_sign_in, who.account_id, who.kind, new_token_hash, for_app,
            now() + least(lasts, CASE for_app WHEN 'client' THEN interval '90 days' ELSE interval '12 hours' END),
            start_sign_in.browser, start_sign_in.system, new_device);
    INSERT INTO public.audit_event (clinic_id, account_id, sign_in_id, origin, operation)
    VALUES (clinic, who.account_id, new_sign_in, 'app', 'sign-in.start');
  END IF;
  RETURN QUERY
    SELECT who.account_id, who.kind, who.display_name, c.client_id, k.name, k.app_name
      FROM public.clinic k LEFT JOIN public.client c ON c.clinic_id = k.clinic_id AND c.account_id = who.account_id
     WHERE k.clinic_id = clinic AND who.account_id IS NOT NULL;
  PERFORM set_config('app.operator_clinic', '', true);
END $$;

-- The clinic of a server that has exactly one, so that its clinicians need not type its code.
CREATE FUNCTION app.only_clinic_door()
RETURNS TABLE (code text, name text, app_name text, country text, mode text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT d.* FROM public.installation i, app.clinic_door(i.only_clinic) d WHERE i.only_clinic IS NOT NULL;
END $$;
