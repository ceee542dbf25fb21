-- Limits on trying: at sign-in, at invites, at codes that were said aloud. Counted here, so that several server
-- processes count together, and so that no stranger's tries lock a client out (R-RL-1, ASVS 6.1.1).

CREATE TABLE try_counter (
  clinic_id uuid NOT NULL REFERENCES clinic,
  key bytea NOT NULL CHECK (octet_length(key) = 32),
  tried_at timestamptz[] NOT NULL,
  over_at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, key)
);
CREATE INDEX try_counter_by_end ON try_counter (clinic_id, over_at);
COMMENT ON TABLE try_counter IS 'When something was tried lately. The key is a hash with the clinic''s secret: no address and no e-mail stands here.';
CALL app.protect_clinic_table('try_counter');

CREATE TABLE known_device (
  clinic_id uuid NOT NULL,
  account_id uuid NOT NULL,
  device_hash bytea NOT NULL CHECK (octet_length(device_hash) = 32),
  first_used_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (clinic_id, account_id, device_hash),
  FOREIGN KEY (clinic_id, account_id) REFERENCES account
);
COMMENT ON TABLE known_device IS 'Browsers in which this account has signed in. Their tries are counted apart from everybody else''s.';
CALL app.protect_clinic_table('known_device');

CREATE FUNCTION app.try_key(in_clinic uuid, what text, about bytea) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT sha256(l.secret || convert_to(what || ':', 'UTF8') || about)
    FROM public.login_salt_secret l WHERE l.clinic_id = in_clinic;
$$;

-- One try more in a counter, unless it holds `most` in the last `per` already: 0 when there was room, else the seconds
-- until there is. What a clock that was set back has left in the future does not count.
CREATE FUNCTION app.take_try(in_clinic uuid, what text, about bytea, most integer, per interval) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  this_try timestamptz := clock_timestamp();
  kept timestamptz[];
BEGIN
  DELETE FROM public.try_counter t USING (
      SELECT o.key FROM public.try_counter o WHERE o.clinic_id = in_clinic AND o.over_at < this_try
       ORDER BY o.over_at LIMIT 3 FOR UPDATE SKIP LOCKED) old
   WHERE t.clinic_id = in_clinic AND t.key = old.key;
  INSERT INTO public.try_counter AS t (clinic_id, key, tried_at, over_at)
  VALUES (in_clinic, app.try_key(in_clinic, what, about), ARRAY[this_try], this_try + per)
  ON CONFLICT (clinic_id, key) DO UPDATE SET
    over_at = excluded.over_at,
    tried_at = (SELECT CASE WHEN count(*) < most THEN array_append(array_agg(at ORDER BY at), this_try) ELSE array_agg(at ORDER BY at) END
                  FROM unnest(t.tried_at) at WHERE at > this_try - per AND at <= this_try + interval '1 minute')
  RETURNING t.tried_at INTO kept;
  IF this_try = ANY (kept) THEN RETURN 0; END IF;
  RETURN greatest(1, ceil(extract(epoch FROM kept[1] + per - this_try)));
END $$;

-- Takes the newest try of a counter back, for one that turned out right or was not made after all.
CREATE FUNCTION app.give_try_back(in_clinic uuid, what text, about bytea) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.try_counter SET tried_at = tried_at[:cardinality(tried_at) - 1]
   WHERE clinic_id = in_clinic AND key = app.try_key(in_clinic, what, about);
$$;

-- The networks that an address is in, the narrowest first: an IPv6 /64 lies in a /56, which a household is often given,
-- and in a /48, which anybody can have.
CREATE FUNCTION app.places_of(of_network text) RETURNS bytea[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF of_network !~ '^[0-9a-f:]+::/64$' THEN RETURN ARRAY[convert_to(of_network, 'UTF8')]; END IF;
  RETURN ARRAY(SELECT convert_to(pg_catalog.network(set_masklen(of_network::inet, bits))::text, 'UTF8')
                 FROM unnest('{64,56,48}'::integer[]) WITH ORDINALITY AS w (bits, nth) ORDER BY nth);
END $$;

-- One try more for each of these networks in 15 minutes, of which the wider ones may make more; or for none of them.
CREATE FUNCTION app.take_try_of_places(in_clinic uuid, what text, about bytea, places bytea[], most integer) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE wait integer;
BEGIN
  FOR nth IN 1 .. cardinality(places) LOOP
    wait := app.take_try(in_clinic, what, about || places[nth], most * (1 << (nth - 1)), '15 minutes');
    IF wait > 0 THEN
      PERFORM app.give_tries_of_places_back(in_clinic, what, about, places[:nth - 1]);
      RETURN wait;
    END IF;
  END LOOP;
  RETURN 0;
END $$;

CREATE FUNCTION app.give_tries_of_places_back(in_clinic uuid, what text, about bytea, places bytea[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  FOR nth IN 1 .. cardinality(places) LOOP
    PERFORM app.give_try_back(in_clinic, what, about || places[nth]);
  END LOOP;
END $$;

-- That somebody did not get into an account (R-AUD-6); nobody knows who, so the row is about it and by nobody. For a login
-- that nobody has a row of its counter is written anew, so that the answer takes no longer for the one than for the other.
CREATE FUNCTION app.note_refused_sign_in(in_clinic uuid, wanted_login bytea, why text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.audit_event (clinic_id, origin, operation, outcome, reason, subject_id)
  SELECT in_clinic, 'app', 'sign-in.start', 'refused', why, a.account_id
    FROM public.account a WHERE a.clinic_id = in_clinic AND a.login_index = wanted_login;
  IF NOT FOUND THEN
    UPDATE public.try_counter SET over_at = over_at WHERE clinic_id = in_clinic AND key = app.try_key(in_clinic, 'login', wanted_login);
  END IF;
END $$;

-- For whatever a stranger can try: counts one try and answers 0 when it may be made, else the seconds to wait.
-- NULL when there is no such clinic. Call it in a transaction of its own that commits before the try is looked at:
-- a try that is counted in the transaction that then fails would be forgotten with it.
--   clinic_code  of the address or the secret
--   what         kind of try, such as 'invite.look'; each kind counts for itself
--   about        what is tried or from where: a hash, or a network as UTF-8
--   most, per    at most 200 tries in at most a day
CREATE FUNCTION app.count_try(clinic_code text, what text, about bytea, most integer, per interval) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  clinic uuid := app.work_on_clinic(clinic_code);
  wait integer;
BEGIN
  IF clinic IS NOT NULL THEN
    wait := app.take_try(clinic, 'of ' || what, about, least(most, 200), least(per, interval '1 day'));
  END IF;
  PERFORM set_config('app.operator_clinic', '', true);
  RETURN wait;
END $$;

-- The same for what a signed-in account tries, each account for itself.
CREATE FUNCTION app.count_own_try(what text, most integer, per interval) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  IF me.account_id IS NULL THEN RAISE EXCEPTION 'sign-in-needed' USING ERRCODE = '28000'; END IF;
  RETURN app.take_try(me.clinic_id, 'asked ' || what, uuid_send(me.account_id), least(most, 200), least(per, interval '1 day'));
END $$;

-- For a try that turned out right.
CREATE FUNCTION app.give_own_try_back(what text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  PERFORM app.give_try_back(me.clinic_id, 'asked ' || what, uuid_send(me.account_id));
END $$;

-- Counts a try to sign in and answers 0 when it may be made, else the seconds to wait; NULL when there is no such clinic.
-- Known and unknown e-mails count alike. A browser in which this account has signed in has a counter of its own, so
-- that nobody's tries elsewhere can keep its person out. All other browsers share: five in 15 minutes for a login from
-- a network, 50 in 15 minutes for a network, 100 a day for a login and then one in 30 seconds. A /56 of IPv6 has twice
-- the tries of a /64, and a /48 four times. Who comes too early for the one in 30 seconds keeps that try of the network.
-- The try that turns out right is given back by app.start_sign_in.
CREATE FUNCTION app.count_sign_in_try(clinic_code text, wanted_login bytea, network text, device bytea) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  clinic uuid := app.work_on_clinic(clinic_code);
  places bytea[] := app.places_of(network);
  wait integer;
BEGIN
  IF clinic IS NULL THEN
    wait := NULL;
  ELSIF app.knows_device(clinic, wanted_login, device) THEN
    wait := app.take_try(clinic, 'device', wanted_login || device, 10, '15 minutes');
  ELSE
    wait := app.take_try_of_places(clinic, 'pair', wanted_login, places, 5);
    IF wait = 0 THEN
      wait := app.take_try_of_places(clinic, 'network', '', places, 50);
      IF wait = 0 THEN
        wait := app.take_try(clinic, 'login', wanted_login, 100, '1 day');
        IF wait > 0 THEN wait := app.take_try(clinic, 'slowly', wanted_login, 1, '30 seconds'); END IF;
      END IF;
      IF wait > 0 THEN PERFORM app.give_tries_of_places_back(clinic, 'pair', wanted_login, places); END IF;
    END IF;
  END IF;
  IF wait > 0 THEN
    IF app.take_try(clinic, 'note', wanted_login, 1, '15 minutes') = 0 THEN
      PERFORM app.note_refused_sign_in(clinic, wanted_login, 'too-many-tries');
    END IF;
  END IF;
  PERFORM set_config('app.operator_clinic', '', true);
  RETURN wait;
END $$;

-- What a right password makes good again: all tries with this login from this network or device, one of the others.
CREATE FUNCTION app.forgive_sign_in_tries(in_clinic uuid, wanted_login bytea, network text, device bytea) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  places bytea[] := app.places_of(network);
  place bytea;
BEGIN
  IF app.knows_device(in_clinic, wanted_login, device) THEN
    PERFORM app.forget_tries(in_clinic, 'device', wanted_login || device);
  ELSE
    FOREACH place IN ARRAY places LOOP
      PERFORM app.forget_tries(in_clinic, 'pair', wanted_login || place);
    END LOOP;
    PERFORM app.give_tries_of_places_back(in_clinic, 'network', '', places);
    PERFORM app.give_try_back(in_clinic, 'login', wanted_login);
  END IF;
END $$;

CREATE FUNCTION app.forget_tries(in_clinic uuid, what text, about bytea) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.try_counter SET tried_at = '{}' WHERE clinic_id = in_clinic AND key = app.try_key(in_clinic, what, about);
$$;

CREATE FUNCTION app.knows_device(in_clinic uuid, wanted_login bytea, device bytea) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM public.account a JOIN public.known_device d USING (clinic_id, account_id)
     WHERE a.clinic_id = in_clinic AND a.login_index = wanted_login AND d.device_hash = device
       AND d.last_used_at > clock_timestamp() - interval '400 days');
$$;

-- Remembers a browser in which this account has signed in; the ten used last are kept.
CREATE FUNCTION app.know_device(in_clinic uuid, of_account uuid, device bytea) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.known_device (clinic_id, account_id, device_hash) VALUES (in_clinic, of_account, device)
  ON CONFLICT (clinic_id, account_id, device_hash) DO UPDATE SET last_used_at = now();
  DELETE FROM public.known_device d USING (
      SELECT o.device_hash FROM public.known_device o WHERE o.clinic_id = in_clinic AND o.account_id = of_account
       ORDER BY o.last_used_at DESC, o.device_hash OFFSET 10) old
   WHERE d.clinic_id = in_clinic AND d.account_id = of_account AND d.device_hash = old.device_hash;
$$;

-- Ends the sign-ins of an account but one (NULL: all of them) and forgets their browsers: how many were ended that
-- were not over anyway. For functions of the owner, with app.operator_clinic set to the clinic.
CREATE FUNCTION app.end_sign_ins(in_clinic uuid, of_account uuid, besides uuid) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE ended integer;
BEGIN
  DELETE FROM public.known_device d
   WHERE d.clinic_id = in_clinic AND d.account_id = of_account
     AND d.device_hash IS DISTINCT FROM (SELECT s.device_hash FROM public.sign_in s WHERE s.clinic_id = in_clinic AND s.sign_in_id = besides);
  WITH over AS (
    UPDATE public.sign_in s SET ended_at = now()
     WHERE s.clinic_id = in_clinic AND s.account_id = of_account AND s.sign_in_id IS DISTINCT FROM besides AND s.ended_at IS NULL
    RETURNING s.app, s.expires_at, s.last_active_at)
  SELECT count(*) INTO ended FROM over o WHERE app.is_awake(o.app, o.expires_at, o.last_active_at);
  RETURN ended;
END $$;

-- One's own sign-ins and password --------------------------------------------------------------------

-- Ends one sign-in of the signed-in account and forgets its browser: whether it is the one that asks, NULL when there
-- is no such sign-in.
CREATE FUNCTION app.end_own_sign_in(which uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me app.signed_in := app.current_sign_in();
  device bytea;
BEGIN
  UPDATE public.sign_in s SET ended_at = coalesce(s.ended_at, now())
   WHERE s.clinic_id = me.clinic_id AND s.account_id = me.account_id AND s.sign_in_id = which
  RETURNING s.device_hash INTO device;
  IF NOT FOUND THEN RETURN NULL; END IF;
  DELETE FROM public.known_device d
   WHERE d.clinic_id = me.clinic_id AND d.account_id = me.account_id AND d.device_hash = device AND which <> me.sign_in_id;
  RETURN which = me.sign_in_id;
END $$;

CREATE FUNCTION app.end_own_other_sign_ins() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  RETURN app.end_sign_ins(me.clinic_id, me.account_id, me.sign_in_id);
END $$;

-- Before something that asks for one's password once more: the seconds to wait (0: go on), and the salt. Ten wrong ones
-- in 15 minutes. Call it in a transaction of its own, which commits before the password is hashed.
CREATE FUNCTION app.count_own_password_try() RETURNS TABLE (wait integer, salt bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  RETURN QUERY
    SELECT app.take_try(me.clinic_id, 'own password', uuid_send(me.account_id), 10, '15 minutes'), p.salt
      FROM public.account_password p WHERE p.clinic_id = me.clinic_id AND p.account_id = me.account_id;
END $$;

CREATE FUNCTION app.own_password_fits(password_hash bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me app.signed_in := app.current_sign_in();
  fits boolean;
BEGIN
  SELECT p.hash = password_hash INTO fits
    FROM public.account_password p WHERE p.clinic_id = me.clinic_id AND p.account_id = me.account_id;
  IF fits THEN PERFORM app.give_try_back(me.clinic_id, 'own password', uuid_send(me.account_id)); END IF;
  RETURN coalesce(fits, false);
END $$;

-- Locks the signed-in account before something of it changes that signing in depends on. Whoever waited for the end of
-- their own sign-in is refused then.
CREATE FUNCTION app.lock_own_account() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  PERFORM FROM public.account a WHERE a.clinic_id = me.clinic_id AND a.account_id = me.account_id FOR NO KEY UPDATE;
  me := app.current_sign_in();
  IF me.account_id IS NULL THEN RAISE EXCEPTION 'sign-in-needed' USING ERRCODE = '28000'; END IF;
END $$;

-- A new password in place of the old one: ends the other sign-ins (answers how many), gives this one a new token, and
-- ends what somebody may have begun who had the old one: a link to a new password, a change of e-mail.
-- NULL and nothing changed when the old hash does not fit.
CREATE FUNCTION app.change_own_password(old_hash bytea, new_salt bytea, new_hash bytea, new_token_hash bytea) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  PERFORM app.lock_own_account();
  UPDATE public.account_password p SET salt = new_salt, hash = new_hash, changed_at = now()
   WHERE p.clinic_id = me.clinic_id AND p.account_id = me.account_id AND p.hash = old_hash;
  IF NOT FOUND THEN RETURN NULL; END IF;
  UPDATE public.sign_in s SET token_hash = new_token_hash WHERE s.clinic_id = me.clinic_id AND s.sign_in_id = me.sign_in_id;
  PERFORM set_config('app.token', app.presented_code() || ':' || encode(new_token_hash, 'hex'), true);
  PERFORM app.end_invites(me.clinic_id, me.account_id);
  PERFORM app.end_email_changes(me.clinic_id, me.account_id);
  RETURN app.end_sign_ins(me.clinic_id, me.account_id, me.sign_in_id);
END $$;

GRANT EXECUTE ON FUNCTION app.count_try(text, text, bytea, integer, interval),
  app.count_own_try(text, integer, interval), app.give_own_try_back(text),
  app.count_sign_in_try(text, bytea, text, bytea), app.is_awake(text, timestamptz, timestamptz),
  app.end_own_sign_in(uuid), app.end_own_other_sign_ins(), app.count_own_password_try(), app.own_password_fits(bytea),
  app.change_own_password(bytea, bytea, bytea, bytea) TO trellis_app;
