-- The life of an account: invited, active, deactivated; links that were mailed and the codes said aloud with them;
-- changes of e-mail; two accounts of one person.
--
-- What changes an account is a function that finds out by itself who asks, so that it is refused in the database, too,
-- and so that no statement of the application can write such a row as it likes. Refusals that a person can act on
-- have the SQLSTATE TR409 and the code of the problem as their message.

-- A name as it is looked for, sorted and compared: without case, compatibility forms and doubled spaces.
CREATE FUNCTION app.name_key(name text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS
  $$ SELECT lower(btrim(regexp_replace(normalize(name, NFKC), '\s+', ' ', 'g'))) $$;
GRANT EXECUTE ON FUNCTION app.name_key(text) TO trellis_app;

ALTER TABLE account
  ADD COLUMN activated_at timestamptz DEFAULT now(),
  ADD COLUMN mailbox_index bytea CHECK (octet_length(mailbox_index) = 32),
  ADD COLUMN same_person_as uuid,
  ADD COLUMN name_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (app.name_key(display_name)) STORED,
  ADD FOREIGN KEY (clinic_id, same_person_as) REFERENCES account;
COMMENT ON COLUMN account.activated_at IS 'NULL: invited, and no password was chosen yet.';
COMMENT ON COLUMN account.mailbox_index IS 'Like login_index, of the address without its +tag; NULL when it has none.';
COMMENT ON COLUMN account.same_person_as IS 'The first account of this person, when there is more than one.';

CREATE INDEX account_by_name ON account (clinic_id, name_key, account_id);
CREATE INDEX account_by_kind ON account (clinic_id, kind, name_key, account_id);
CREATE INDEX account_invited ON account (clinic_id, name_key, account_id) WHERE activated_at IS NULL AND deactivated_at IS NULL;
CREATE INDEX account_deactivated ON account (clinic_id, name_key, account_id) WHERE deactivated_at IS NOT NULL;
CREATE INDEX account_by_mailbox ON account (clinic_id, mailbox_index) WHERE mailbox_index IS NOT NULL;
CREATE INDEX account_by_person ON account (clinic_id, same_person_as) WHERE same_person_as IS NOT NULL;

CREATE TABLE account_invite (
  clinic_id uuid NOT NULL,
  invite_id uuid NOT NULL,
  account_id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('invite', 'reset')),
  secret_hash bytea NOT NULL CHECK (octet_length(secret_hash) = 32),
  code_hash bytea NOT NULL CHECK (octet_length(code_hash) = 32),
  wrong_codes integer NOT NULL DEFAULT 0 CHECK (wrong_codes BETWEEN 0 AND 5),
  asked_by uuid,
  asked_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  needs_approval boolean NOT NULL,
  approved_by uuid,
  approved_at timestamptz,
  used_at timestamptz,
  ended_at timestamptz,
  PRIMARY KEY (clinic_id, invite_id),
  UNIQUE (clinic_id, secret_hash),
  CHECK (approved_by IS DISTINCT FROM asked_by OR approved_by IS NULL),
  CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
  FOREIGN KEY (clinic_id, account_id) REFERENCES account
);
CREATE UNIQUE INDEX account_invite_open ON account_invite (clinic_id, account_id) WHERE used_at IS NULL AND ended_at IS NULL;
COMMENT ON TABLE account_invite IS 'Links to a first or new password. The code is hashed with the link''s secret, so that the database alone cannot try codes.';

CREATE TABLE email_change (
  clinic_id uuid NOT NULL,
  change_id uuid NOT NULL,
  account_id uuid NOT NULL,
  login_index bytea NOT NULL CHECK (octet_length(login_index) = 32),
  mailbox_index bytea CHECK (octet_length(mailbox_index) = 32),
  email_sealed bytea NOT NULL,
  secret_hash bytea NOT NULL CHECK (octet_length(secret_hash) = 32),
  asked_by uuid NOT NULL,
  asked_at timestamptz NOT NULL DEFAULT now(),
  works_from timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > works_from),
  confirmed_at timestamptz,
  ended_at timestamptz,
  PRIMARY KEY (clinic_id, change_id),
  UNIQUE (clinic_id, secret_hash),
  FOREIGN KEY (clinic_id, account_id) REFERENCES account,
  FOREIGN KEY (clinic_id, asked_by) REFERENCES account
);
CREATE INDEX email_change_by_account ON email_change (clinic_id, account_id, asked_at);
CREATE UNIQUE INDEX email_change_open ON email_change (clinic_id, account_id) WHERE confirmed_at IS NULL AND ended_at IS NULL;
COMMENT ON TABLE email_change IS 'An address that an account will have when its owner confirms it with the secret that was mailed there.';

-- Who may see them ------------------------------------------------------------------------------------

-- Accounts of the clients to whom the signed-in account has one of these relations now.
CREATE FUNCTION app.client_account_ids(relations text[]) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  RETURN QUERY
    SELECT c.account_id FROM public.client c
     WHERE c.clinic_id = me.clinic_id AND c.account_id IS NOT NULL
       AND c.client_id = ANY (ARRAY(SELECT app.client_ids(relations)));
END $$;

CREATE POLICY administrators ON account FOR SELECT TO trellis_app
  USING (clinic_id = (SELECT app.clinic_id()) AND (SELECT app.is_administrator()));
CREATE POLICY therapists ON account FOR SELECT TO trellis_app
  USING (account_id = ANY (ARRAY(SELECT app.client_account_ids('{therapist}'))));
CREATE POLICY administrators_rename ON account FOR UPDATE TO trellis_app
  USING (clinic_id = (SELECT app.clinic_id()) AND (SELECT app.is_administrator()));
GRANT SELECT (email_sealed, activated_at, same_person_as, name_key), UPDATE (display_name) ON account TO trellis_app;

-- Whose whole address this is, for an administrator who looks for it. The application does not read the column itself.
CREATE FUNCTION app.account_of_login(login bytea) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  RETURN (SELECT a.account_id FROM public.account a
           WHERE a.clinic_id = me.clinic_id AND a.login_index = login AND me.account_kind = 'administrator');
END $$;

CALL app.protect_clinic_table('account_invite');
CREATE POLICY administrators ON account_invite FOR SELECT TO trellis_app
  USING (clinic_id = (SELECT app.clinic_id()) AND (SELECT app.is_administrator()));
CREATE POLICY therapists ON account_invite FOR SELECT TO trellis_app
  USING (account_id = ANY (ARRAY(SELECT app.client_account_ids('{therapist}'))));
GRANT SELECT (clinic_id, account_id, purpose, wrong_codes, asked_by, asked_at, expires_at, needs_approval, approved_at, used_at, ended_at)
  ON account_invite TO trellis_app;

CALL app.protect_clinic_table('email_change');
CREATE POLICY own_change ON email_change FOR SELECT TO trellis_app USING (account_id = (SELECT app.account_id()));
CREATE POLICY administrators ON email_change FOR SELECT TO trellis_app
  USING (clinic_id = (SELECT app.clinic_id()) AND (SELECT app.is_administrator()));
CREATE POLICY therapists ON email_change FOR SELECT TO trellis_app
  USING (account_id = ANY (ARRAY(SELECT app.client_account_ids('{therapist}'))));
GRANT SELECT (clinic_id, change_id, account_id, email_sealed, asked_by, asked_at, works_from, expires_at, confirmed_at, ended_at)
  ON email_change TO trellis_app;

-- Two accounts of one person --------------------------------------------------------------------------

CREATE FUNCTION app.person_of(in_clinic uuid, of_account uuid) RETURNS uuid
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(a.same_person_as, a.account_id) FROM public.account a
   WHERE a.clinic_id = in_clinic AND a.account_id = of_account;
$$;

-- Nobody is given a relation to their own record, by whichever of their accounts. It works on the clinic of the row,
-- whoever writes it.
CREATE FUNCTION app.refuse_own_record() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  before text := current_setting('app.operator_clinic', true);
  is_own boolean;
BEGIN
  PERFORM set_config('app.operator_clinic', NEW.clinic_id::text, true);
  is_own := EXISTS (SELECT FROM public.client c
                     WHERE c.clinic_id = NEW.clinic_id AND c.client_id = NEW.client_id
                       AND app.person_of(c.clinic_id, c.account_id) = app.person_of(NEW.clinic_id, NEW.account_id));
  PERFORM set_config('app.operator_clinic', coalesce(before, ''), true);
  IF is_own THEN RAISE EXCEPTION 'same-person' USING ERRCODE = 'TR409'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER not_ones_own BEFORE INSERT OR UPDATE OF account_id, client_id ON access_grant
  FOR EACH ROW EXECUTE FUNCTION app.refuse_own_record();

-- Accounts that may be of the person of a new one: of the same name, or of the same mailbox under another address.
CREATE FUNCTION app.twins_of(in_clinic uuid, name text, login bytea, mailbox bytea)
RETURNS TABLE (account_id uuid, kind text, display_name text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.account_id, a.kind, a.display_name FROM public.account a
   WHERE a.clinic_id = in_clinic AND a.login_index <> login
     AND (a.name_key = app.name_key(name) OR a.login_index = mailbox OR a.mailbox_index = mailbox)
   ORDER BY a.name_key, a.account_id;
$$;

-- To a clinician it names colleagues alone, since who else is a client of the clinic is not theirs to know.
CREATE FUNCTION app.find_twins(name text, login bytea, mailbox bytea)
RETURNS TABLE (account_id uuid, kind text, display_name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  RETURN QUERY
    SELECT t.account_id, t.kind, t.display_name FROM app.twins_of(me.clinic_id, name, login, mailbox) t
     WHERE me.account_kind = 'administrator' OR (me.account_kind = 'clinician' AND t.kind <> 'client') LIMIT 20;
END $$;

-- Keeping accounts ------------------------------------------------------------------------------------

-- Ends the transaction unless the signed-in account may look after this one: an administrator after any of the
-- clinic, a therapist after that of a client. Locks it, so that two who do something to it come one after the other.
CREATE FUNCTION app.open_account(of_account uuid) RETURNS account
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me app.signed_in := app.current_sign_in();
  it public.account;
BEGIN
  IF me.account_id IS NULL THEN RAISE EXCEPTION 'sign-in-needed' USING ERRCODE = '28000'; END IF;
  IF me.account_kind IS DISTINCT FROM 'administrator'
     AND NOT EXISTS (SELECT FROM app.client_account_ids('{therapist}') AS mine WHERE mine = of_account) THEN
    RAISE EXCEPTION 'not-found' USING ERRCODE = 'P0002';
  END IF;
  SELECT a.* INTO it FROM public.account a WHERE a.clinic_id = me.clinic_id AND a.account_id = of_account FOR NO KEY UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'not-found' USING ERRCODE = 'P0002'; END IF;
  RETURN it;
END $$;

CREATE FUNCTION app.require_administrator() RETURNS app.signed_in
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  IF me.account_id IS NULL THEN RAISE EXCEPTION 'sign-in-needed' USING ERRCODE = '28000'; END IF;
  IF me.account_kind IS DISTINCT FROM 'administrator' THEN RAISE EXCEPTION 'not-allowed' USING ERRCODE = '42501'; END IF;
  RETURN me;
END $$;

CREATE FUNCTION app.put_account(
  in_clinic uuid, new_account uuid, new_kind text, name text, login bytea, mailbox bytea, sealed bytea, same_person uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- Before the login: or an id that is taken would make it possible to ask for one address after the other.
  IF EXISTS (SELECT FROM public.account a WHERE a.clinic_id = in_clinic AND a.account_id = new_account) THEN
    RAISE EXCEPTION 'already-there' USING ERRCODE = 'TR409';
  END IF;
  PERFORM app.refuse_taken_login(in_clinic, login);
  IF same_person IS NOT NULL AND app.person_of(in_clinic, same_person) IS NULL THEN
    RAISE EXCEPTION 'not-found' USING ERRCODE = 'P0002';
  END IF;
  INSERT INTO public.account (clinic_id, account_id, kind, display_name, login_index, mailbox_index, email_sealed, same_person_as, activated_at)
  VALUES (in_clinic, new_account, new_kind, name, login, mailbox, sealed, app.person_of(in_clinic, same_person), NULL);
END $$;

-- A clinician or administrator without password, by an administrator.
CREATE FUNCTION app.add_account(
  new_account uuid, new_kind text, name text, login bytea, mailbox bytea, sealed bytea, same_person uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.require_administrator();
BEGIN
  IF NOT new_kind = ANY ('{clinician,administrator}') THEN RAISE EXCEPTION 'not-allowed' USING ERRCODE = '42501'; END IF;
  PERFORM app.put_account(me.clinic_id, new_account, new_kind, name, login, mailbox, sealed, same_person);
END $$;

-- The account of a client who has none, by their therapist or an administrator. A therapist links it with no other one
-- than those that app.find_twins names to them for this invite.
CREATE FUNCTION app.add_client_account(
  new_account uuid, of_client uuid, name text, login bytea, mailbox bytea, sealed bytea, same_person uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me app.signed_in := app.current_sign_in();
  has uuid;
BEGIN
  IF me.account_id IS NULL THEN RAISE EXCEPTION 'sign-in-needed' USING ERRCODE = '28000'; END IF;
  IF me.account_kind IS DISTINCT FROM 'administrator' THEN PERFORM app.require_relation(of_client, '{therapist}'); END IF;
  SELECT c.account_id INTO has FROM public.client c
   WHERE c.clinic_id = me.clinic_id AND c.client_id = of_client FOR NO KEY UPDATE;
  IF NOT FOUND OR (same_person IS NOT NULL AND app.person_of(me.clinic_id, same_person) IS NULL) THEN
    RAISE EXCEPTION 'not-found' USING ERRCODE = 'P0002';
  END IF;
  IF has IS NOT NULL THEN RAISE EXCEPTION 'has-account' USING ERRCODE = 'TR409'; END IF;
  IF same_person IS NOT NULL AND me.account_kind IS DISTINCT FROM 'administrator'
     AND NOT EXISTS (SELECT FROM app.find_twins(name, login, coalesce(mailbox, login)) t WHERE t.account_id = same_person) THEN
    RAISE EXCEPTION 'not-found' USING ERRCODE = 'P0002';
  END IF;
  PERFORM app.put_account(me.clinic_id, new_account, 'client', name, login, mailbox, sealed, same_person);
  UPDATE public.client c SET account_id = new_account WHERE c.clinic_id = me.clinic_id AND c.client_id = of_client;
  IF EXISTS (SELECT FROM public.access_grant g
              WHERE g.clinic_id = me.clinic_id AND g.client_id = of_client AND (g.ends_at IS NULL OR g.ends_at > clock_timestamp())
                AND g.ends_at IS DISTINCT FROM g.starts_at
                AND app.person_of(g.clinic_id, g.account_id) = app.person_of(me.clinic_id, new_account)) THEN
    RAISE EXCEPTION 'same-person' USING ERRCODE = 'TR409';
  END IF;
END $$;

-- Takes an account out of those of its person, who was taken for somebody else. The others stay together.
CREATE FUNCTION app.unlink_person(of_account uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me app.signed_in := app.require_administrator();
  it public.account := app.open_account(of_account);
  heir uuid;
BEGIN
  UPDATE public.account a SET same_person_as = NULL WHERE a.clinic_id = me.clinic_id AND a.account_id = of_account;
  SELECT a.account_id INTO heir FROM public.account a
   WHERE a.clinic_id = me.clinic_id AND a.same_person_as = of_account ORDER BY a.account_id LIMIT 1;
  UPDATE public.account a SET same_person_as = nullif(heir, a.account_id)
   WHERE a.clinic_id = me.clinic_id AND a.same_person_as = of_account;
END $$;

-- Ends every sign-in of an account at once, for a phone that is lost, and forgets its browsers: how many there were.
-- Who does it to their own account stays signed in where they ask.
CREATE FUNCTION app.end_sign_ins_of(of_account uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  it public.account := app.open_account(of_account);
  me app.signed_in := app.current_sign_in();
BEGIN
  RETURN app.end_sign_ins(it.clinic_id, of_account, CASE WHEN of_account = me.account_id THEN me.sign_in_id END);
END $$;

-- Links and codes -------------------------------------------------------------------------------------

-- A link for an account, in place of those before it. 72 hours for a first password, 15 minutes for a new one
-- (packages/domain/src/invite.ts); one that waits for approval waits a day.
CREATE FUNCTION app.put_invite(
  in_clinic uuid, of_account uuid, wanted text, of_secret bytea, of_code bytea, by_account uuid, waits boolean) RETURNS timestamptz
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE until_then timestamptz := now() + CASE WHEN waits THEN interval '24 hours' WHEN wanted = 'reset' THEN interval '15 minutes' ELSE interval '72 hours' END;
BEGIN
  PERFORM app.end_invites(in_clinic, of_account);
  INSERT INTO public.account_invite (clinic_id, invite_id, account_id, purpose, secret_hash, code_hash, asked_by, expires_at, needs_approval)
  VALUES (in_clinic, gen_random_uuid(), of_account, wanted, of_secret, of_code, by_account, until_then, waits);
  RETURN until_then;
END $$;

CREATE FUNCTION app.end_invites(in_clinic uuid, of_account uuid) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.account_invite i SET ended_at = now()
   WHERE i.clinic_id = in_clinic AND i.account_id = of_account AND i.used_at IS NULL AND i.ended_at IS NULL;
$$;

-- Other administrators who can sign in, besides these.
CREATE FUNCTION app.other_administrators(in_clinic uuid, besides uuid[]) RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*) FROM public.account a
   WHERE a.clinic_id = in_clinic AND a.kind = 'administrator' AND a.activated_at IS NOT NULL AND a.deactivated_at IS NULL
     AND NOT a.account_id = ANY (besides);
$$;

CREATE FUNCTION app.issue_invite(of_account uuid, wanted text, of_secret bytea, of_code bytea)
RETURNS TABLE (expires_at timestamptz, waits_for_approval boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  it public.account := app.open_account(of_account);
  me app.signed_in := app.current_sign_in();
  waits boolean := wanted = 'reset' AND it.kind <> 'client';
BEGIN
  IF it.deactivated_at IS NOT NULL OR (wanted = 'reset' AND it.activated_at IS NULL) THEN
    RAISE EXCEPTION 'account-not-active' USING ERRCODE = 'TR409';
  END IF;
  IF wanted = 'invite' AND it.activated_at IS NOT NULL THEN RAISE EXCEPTION 'already-active' USING ERRCODE = 'TR409'; END IF;
  IF waits AND app.other_administrators(it.clinic_id, ARRAY[me.account_id, of_account]) = 0 THEN
    RAISE EXCEPTION 'needs-another-administrator' USING ERRCODE = 'TR409';
  END IF;
  RETURN QUERY SELECT app.put_invite(it.clinic_id, of_account, wanted, of_secret, of_code, me.account_id, waits), waits;
END $$;

CREATE FUNCTION app.revoke_invite(of_account uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE it public.account := app.open_account(of_account);
BEGIN
  PERFORM app.end_invites(it.clinic_id, of_account);
END $$;

-- Another administrator than the one who asked, and not for oneself. The 15 minutes begin now.
CREATE FUNCTION app.approve_reset(of_account uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me app.signed_in := app.require_administrator();
  it public.account := app.open_account(of_account);
  asker uuid;
BEGIN
  SELECT i.asked_by INTO asker FROM public.account_invite i
   WHERE i.clinic_id = it.clinic_id AND i.account_id = of_account AND i.purpose = 'reset' AND i.needs_approval AND i.approved_at IS NULL
     AND i.used_at IS NULL AND i.ended_at IS NULL AND i.expires_at > clock_timestamp();
  IF NOT FOUND THEN RAISE EXCEPTION 'not-found' USING ERRCODE = 'P0002'; END IF;
  IF asker = me.account_id OR of_account = me.account_id THEN
    RAISE EXCEPTION 'needs-another-administrator' USING ERRCODE = 'TR409';
  END IF;
  UPDATE public.account_invite i SET approved_by = me.account_id, approved_at = now(), expires_at = now() + interval '15 minutes'
   WHERE i.clinic_id = it.clinic_id AND i.account_id = of_account AND i.used_at IS NULL AND i.ended_at IS NULL;
END $$;

-- For somebody who is not signed in. `outcome` is open, or the code of the problem.
CREATE FUNCTION app.judge_invite(it account_invite) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN CASE
    WHEN it.invite_id IS NULL THEN 'invite-unknown'
    WHEN it.used_at IS NOT NULL THEN 'invite-used'
    WHEN it.ended_at IS NOT NULL THEN 'invite-ended'
    WHEN it.wrong_codes >= 5 THEN 'invite-locked'
    WHEN it.expires_at <= clock_timestamp() THEN 'invite-expired'
    ELSE 'open' END;
END $$;

CREATE FUNCTION app.look_at_invite(clinic_code text, of_secret bytea)
RETURNS TABLE (outcome text, kind text, purpose text, expires_at timestamptz, waits_for_approval boolean, clinic_name text, app_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  clinic uuid := app.work_on_clinic(clinic_code);
  it public.account_invite;
BEGIN
  SELECT i.* INTO it FROM public.account_invite i WHERE i.clinic_id = clinic AND i.secret_hash = of_secret;
  RETURN QUERY
    SELECT app.judge_invite(it), a.kind, it.purpose, it.expires_at, it.needs_approval AND it.approved_at IS NULL, k.name, k.app_name
      FROM (SELECT 1) one
      LEFT JOIN public.account a ON a.clinic_id = it.clinic_id AND a.account_id = it.account_id
      LEFT JOIN public.clinic k ON k.clinic_id = it.clinic_id;
  PERFORM set_config('app.operator_clinic', '', true);
END $$;

-- Holds a code against the link's secret. A wrong one is counted, and with the fifth the link is dead; so the
-- transaction has to commit whatever the outcome.
CREATE FUNCTION app.try_invite(clinic_code text, of_secret bytea, of_code bytea)
RETURNS TABLE (outcome text, kind text, tries_left integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  clinic uuid := app.work_on_clinic(clinic_code);
  it public.account_invite;
  found_out text;
BEGIN
  SELECT i.* INTO it FROM public.account_invite i WHERE i.clinic_id = clinic AND i.secret_hash = of_secret FOR NO KEY UPDATE;
  found_out := app.judge_invite(it);
  IF found_out = 'open' AND it.code_hash <> of_code THEN
    UPDATE public.account_invite i SET wrong_codes = i.wrong_codes + 1
     WHERE i.clinic_id = clinic AND i.invite_id = it.invite_id RETURNING i.* INTO it;
    found_out := CASE WHEN it.wrong_codes >= 5 THEN 'invite-locked' ELSE 'wrong-code' END;
    INSERT INTO public.audit_event (clinic_id, origin, operation, outcome, reason, subject_id)
    VALUES (clinic, 'app', 'invite.accept', 'refused', found_out, it.account_id);
  ELSIF found_out = 'open' AND it.needs_approval AND it.approved_at IS NULL THEN
    found_out := 'reset-waits';
  END IF;
  RETURN QUERY SELECT found_out, (SELECT a.kind FROM public.account a WHERE a.clinic_id = clinic AND a.account_id = it.account_id),
                      5 - it.wrong_codes;
  PERFORM set_config('app.operator_clinic', '', true);
END $$;

-- Uses the link up: sets the password and activates the account. A reset ends every sign-in there is, and a change of
-- e-mail that somebody may have begun who had the old password. Answers with what the person signs in by; the caller opens the sign-in with it in the same transaction. No row when the link or the
-- code is not good any more.
CREATE FUNCTION app.accept_invite(clinic_code text, of_secret bytea, of_code bytea, new_salt bytea, new_hash bytea)
RETURNS TABLE (login_index bytea, account_id uuid, kind text, purpose text, email_sealed bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  clinic uuid := app.work_on_clinic(clinic_code);
  it public.account_invite;
  who public.account;
BEGIN
  -- The account first, as whoever makes or ends a link does.
  SELECT a.* INTO who FROM public.account a
   WHERE a.clinic_id = clinic AND a.deactivated_at IS NULL
     AND a.account_id = (SELECT i.account_id FROM public.account_invite i WHERE i.clinic_id = clinic AND i.secret_hash = of_secret)
     FOR NO KEY UPDATE;
  SELECT i.* INTO it FROM public.account_invite i WHERE i.clinic_id = clinic AND i.secret_hash = of_secret FOR NO KEY UPDATE;
  IF app.judge_invite(it) = 'open' AND it.code_hash = of_code AND (NOT it.needs_approval OR it.approved_at IS NOT NULL) AND who.account_id IS NOT NULL THEN
    UPDATE public.account_invite i SET used_at = now() WHERE i.clinic_id = clinic AND i.invite_id = it.invite_id;
    INSERT INTO public.account_password AS p (clinic_id, account_id, salt, hash) VALUES (clinic, who.account_id, new_salt, new_hash)
    ON CONFLICT ON CONSTRAINT account_password_pkey DO UPDATE SET salt = new_salt, hash = new_hash, changed_at = now();
    UPDATE public.account a SET activated_at = coalesce(a.activated_at, now()) WHERE a.clinic_id = clinic AND a.account_id = who.account_id;
    PERFORM app.end_sign_ins(clinic, who.account_id, NULL);
    PERFORM app.end_email_changes(clinic, who.account_id);
    RETURN QUERY SELECT who.login_index, who.account_id, who.kind, it.purpose, who.email_sealed;
  END IF;
  PERFORM set_config('app.operator_clinic', '', true);
END $$;

-- Changes of e-mail -----------------------------------------------------------------------------------

CREATE FUNCTION app.end_email_changes(in_clinic uuid, of_account uuid) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.email_change e SET ended_at = now()
   WHERE e.clinic_id = in_clinic AND e.account_id = of_account AND e.confirmed_at IS NULL AND e.ended_at IS NULL;
$$;

CREATE FUNCTION app.refuse_taken_login(in_clinic uuid, login bytea) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.account a WHERE a.clinic_id = in_clinic AND a.login_index = login) THEN
    RAISE EXCEPTION 'email-taken' USING ERRCODE = 'TR409';
  END IF;
END $$;

-- Five changes of one's own address in an hour, since each is a mail to somebody. Asked before the password is hashed,
-- and again when the change is made.
CREATE FUNCTION app.refuse_many_email_changes() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  IF (SELECT count(*) FROM public.email_change e
       WHERE e.clinic_id = me.clinic_id AND e.account_id = me.account_id AND e.asked_at > now() - interval '1 hour') >= 5 THEN
    RAISE EXCEPTION 'too-many-tries' USING ERRCODE = 'TR429';
  END IF;
END $$;

-- How long a change of address that somebody else may have asked for waits, so that its owner can object (R-AU-5).
CREATE FUNCTION app.cooling_off() RETURNS interval LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS
  $$ SELECT interval '24 hours' $$;

-- One's own address, with the password once more: works at once and for 72 hours, but not in the first 24 hours after a
-- reset, which may have been somebody else's. Whether somebody has that address is
-- not said here, or a client could ask for one address after another who is a client of the clinic; who opens the link
-- there learns it (app.confirm_email_change).
CREATE FUNCTION app.ask_own_email_change(
  password_hash bytea, new_change uuid, login bytea, mailbox bytea, sealed bytea, of_secret bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me app.signed_in := app.current_sign_in();
  starts timestamptz;
BEGIN
  PERFORM app.lock_own_account();
  IF NOT EXISTS (SELECT FROM public.account_password p
                  WHERE p.clinic_id = me.clinic_id AND p.account_id = me.account_id AND p.hash = password_hash) THEN
    RAISE EXCEPTION 'sign-in-needed' USING ERRCODE = '28000';
  END IF;
  PERFORM app.refuse_many_email_changes();
  PERFORM app.end_email_changes(me.clinic_id, me.account_id);
  SELECT greatest(now(), max(i.used_at) + app.cooling_off()) INTO starts FROM public.account_invite i
   WHERE i.clinic_id = me.clinic_id AND i.account_id = me.account_id AND i.purpose = 'reset';
  INSERT INTO public.email_change (clinic_id, change_id, account_id, login_index, mailbox_index, email_sealed, secret_hash, asked_by, works_from, expires_at)
  VALUES (me.clinic_id, new_change, me.account_id, login, mailbox, sealed, of_secret, me.account_id, starts, starts + interval '72 hours');
END $$;

-- Somebody's address, by an administrator: works after app.cooling_off() and for 72 hours
-- from then. Where nobody has signed in yet there is nobody to object: the address is changed at once, and the link
-- that went to the one before ends. Answers from when on the change works; NULL when it was made at once.
CREATE FUNCTION app.ask_email_change_of(
  of_account uuid, new_change uuid, login bytea, mailbox bytea, sealed bytea, account_sealed bytea, of_secret bytea) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me app.signed_in := app.require_administrator();
  it public.account := app.open_account(of_account);
BEGIN
  IF it.deactivated_at IS NOT NULL THEN RAISE EXCEPTION 'account-not-active' USING ERRCODE = 'TR409'; END IF;
  PERFORM app.refuse_taken_login(it.clinic_id, login);
  IF it.activated_at IS NULL THEN
    PERFORM app.end_invites(it.clinic_id, of_account);
    UPDATE public.account a SET login_index = login, mailbox_index = mailbox, email_sealed = account_sealed
     WHERE a.clinic_id = it.clinic_id AND a.account_id = of_account;
    RETURN NULL;
  END IF;
  PERFORM app.end_email_changes(it.clinic_id, of_account);
  INSERT INTO public.email_change (clinic_id, change_id, account_id, login_index, mailbox_index, email_sealed, secret_hash, asked_by, works_from, expires_at)
  VALUES (it.clinic_id, new_change, of_account, login, mailbox, sealed, of_secret, me.account_id, now() + app.cooling_off(), now() + app.cooling_off() + interval '72 hours');
  RETURN now() + app.cooling_off();
END $$;

CREATE FUNCTION app.cancel_own_email_change() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  PERFORM app.end_email_changes(me.clinic_id, me.account_id);
END $$;

-- For somebody who is not signed in: what the secret of a mailed link stands for. The server seals the address anew for
-- the place where it will stand, so reading and confirming are two steps.
CREATE FUNCTION app.look_at_email_change(clinic_code text, of_secret bytea)
RETURNS TABLE (outcome text, change_id uuid, account_id uuid, email_sealed bytea, works_from timestamptz, old_sealed bytea, app_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE clinic uuid := app.work_on_clinic(clinic_code);
BEGIN
  RETURN QUERY
    SELECT CASE WHEN e.confirmed_at IS NOT NULL THEN 'invite-used' WHEN e.ended_at IS NOT NULL OR a.deactivated_at IS NOT NULL THEN 'invite-ended'
                WHEN e.expires_at <= clock_timestamp() THEN 'invite-expired' WHEN e.works_from > clock_timestamp() THEN 'email-change-waits'
                ELSE 'open' END,
           e.change_id, e.account_id, e.email_sealed, e.works_from, a.email_sealed, k.app_name
      FROM public.email_change e JOIN public.account a ON a.clinic_id = e.clinic_id AND a.account_id = e.account_id
      JOIN public.clinic k ON k.clinic_id = e.clinic_id
     WHERE e.clinic_id = clinic AND e.secret_hash = of_secret;
  PERFORM set_config('app.operator_clinic', '', true);
END $$;

-- Makes the change, and queues the mail that tells the old address of it. The account is locked first, as whoever ends
-- changes of e-mail does.
CREATE FUNCTION app.confirm_email_change(
  clinic_code text, of_secret bytea, sealed bytea, new_mail uuid, recipient bytea, content bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  clinic uuid := app.work_on_clinic(clinic_code);
  it public.email_change;
BEGIN
  PERFORM FROM public.account a
    WHERE a.clinic_id = clinic AND a.account_id = (SELECT e.account_id FROM public.email_change e WHERE e.clinic_id = clinic AND e.secret_hash = of_secret)
      FOR NO KEY UPDATE;
  UPDATE public.email_change e SET confirmed_at = now()
   WHERE e.clinic_id = clinic AND e.secret_hash = of_secret AND e.confirmed_at IS NULL AND e.ended_at IS NULL
     AND clock_timestamp() >= e.works_from AND clock_timestamp() < e.expires_at
  RETURNING e.* INTO it;
  IF FOUND THEN
    UPDATE public.account a SET login_index = it.login_index, mailbox_index = it.mailbox_index, email_sealed = sealed
     WHERE a.clinic_id = clinic AND a.account_id = it.account_id;
    INSERT INTO public.audit_event (clinic_id, account_id, origin, operation, subject_id)
    VALUES (clinic, it.account_id, 'app', 'account.confirm-email', it.account_id);
    PERFORM app.put_mail(clinic, new_mail, 'email-changed', recipient, content);
  END IF;
  PERFORM set_config('app.operator_clinic', '', true);
  RETURN it.change_id IS NOT NULL;
END $$;

-- The end of an account -------------------------------------------------------------------------------

-- Clients whose therapist this account is now, and who have no other one.
CREATE FUNCTION app.clients_of_alone(in_clinic uuid, of_account uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT g.client_id FROM public.access_grant g
   WHERE g.clinic_id = in_clinic AND g.kind = 'therapist'
     AND g.starts_at <= clock_timestamp() AND (g.ends_at IS NULL OR g.ends_at > clock_timestamp())
     AND g.client_id IN (SELECT o.client_id FROM public.access_grant o
                          WHERE o.clinic_id = in_clinic AND o.account_id = of_account AND o.kind = 'therapist')
   GROUP BY g.client_id HAVING bool_and(g.account_id = of_account);
$$;

-- For an administrator: who would be left without a therapist if this account ended now.
CREATE FUNCTION app.would_be_left(of_account uuid) RETURNS TABLE (client_id uuid, initials text, tag text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  IF me.account_kind IS DISTINCT FROM 'administrator' THEN RETURN; END IF;
  RETURN QUERY
    SELECT c.client_id, c.initials, c.tag FROM public.client c
     WHERE c.clinic_id = me.clinic_id AND c.client_id = ANY (ARRAY(SELECT app.clients_of_alone(me.clinic_id, of_account)))
     ORDER BY c.initials, c.tag, c.client_id;
END $$;

-- Ends an account with everything that it could do: its sign-ins (by the trigger), its links, its changes of e-mail,
-- its relations to clients. Refused for the last administrator who can sign in. Answers the clients whose relations ended
-- by it, and of each whether this was their therapist and they have no other one now. A relation that was taken back
-- before it began stays as it is.
CREATE FUNCTION app.end_account(in_clinic uuid, of_account uuid, by_account uuid)
RETURNS TABLE (client_id uuid, initials text, tag text, lacks_therapist boolean)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  alone uuid[];
  ended uuid[];
BEGIN
  -- Two administrators who deactivate each other at once come one after the other.
  PERFORM FROM public.account a WHERE a.clinic_id = in_clinic AND a.kind = 'administrator' ORDER BY a.account_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM public.account a WHERE a.clinic_id = in_clinic AND a.account_id = of_account AND a.kind = 'administrator'
                AND a.activated_at IS NOT NULL AND a.deactivated_at IS NULL)
     AND app.other_administrators(in_clinic, ARRAY[of_account]) = 0 THEN
    RAISE EXCEPTION 'last-administrator' USING ERRCODE = 'TR409';
  END IF;
  UPDATE public.account a SET deactivated_at = now()
   WHERE a.clinic_id = in_clinic AND a.account_id = of_account AND a.deactivated_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'account-not-active' USING ERRCODE = 'TR409'; END IF;
  PERFORM app.end_invites(in_clinic, of_account);
  PERFORM app.end_email_changes(in_clinic, of_account);
  alone := ARRAY(SELECT app.clients_of_alone(in_clinic, of_account));
  WITH ends AS (
    UPDATE public.access_grant g SET ends_at = greatest(now(), g.starts_at), ended_by = by_account
     WHERE g.clinic_id = in_clinic AND g.account_id = of_account AND (g.ends_at IS NULL OR g.ends_at > now())
       AND g.ends_at IS DISTINCT FROM g.starts_at
    RETURNING g.client_id)
  SELECT array_agg(DISTINCT e.client_id) INTO ended FROM ends e;
  RETURN QUERY
    SELECT c.client_id, c.initials, c.tag, c.client_id = ANY (alone)
      FROM public.client c WHERE c.clinic_id = in_clinic AND c.client_id = ANY (ended)
     ORDER BY c.initials, c.tag, c.client_id;
END $$;

CREATE FUNCTION app.deactivate_account(of_account uuid) RETURNS TABLE (client_id uuid, initials text, tag text, lacks_therapist boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.require_administrator();
BEGIN
  IF NOT EXISTS (SELECT FROM public.account a WHERE a.clinic_id = me.clinic_id AND a.account_id = of_account) THEN
    RAISE EXCEPTION 'not-found' USING ERRCODE = 'P0002';
  END IF;
  RETURN QUERY SELECT e.* FROM app.end_account(me.clinic_id, of_account, me.account_id) e;
END $$;

CREATE FUNCTION app.reactivate_account(of_account uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me app.signed_in := app.require_administrator();
  it public.account := app.open_account(of_account);
BEGIN
  IF it.deactivated_at IS NULL THEN RAISE EXCEPTION 'already-active' USING ERRCODE = 'TR409'; END IF;
  UPDATE public.account a SET deactivated_at = NULL WHERE a.clinic_id = me.clinic_id AND a.account_id = of_account;
END $$;

GRANT EXECUTE ON FUNCTION
  app.client_account_ids(text[]), app.refuse_own_record(), app.find_twins(text, bytea, bytea), app.account_of_login(bytea),
  app.add_account(uuid, text, text, bytea, bytea, bytea, uuid), app.add_client_account(uuid, uuid, text, bytea, bytea, bytea, uuid),
  app.issue_invite(uuid, text, bytea, bytea), app.revoke_invite(uuid), app.approve_reset(uuid), app.look_at_invite(text, bytea),
  app.try_invite(text, bytea, bytea), app.accept_invite(text, bytea, bytea, bytea, bytea),
  app.ask_own_email_change(bytea, uuid, bytea, bytea, bytea, bytea), app.ask_email_change_of(uuid, uuid, bytea, bytea, bytea, bytea, bytea),
  app.cancel_own_email_change(), app.look_at_email_change(text, bytea), app.confirm_email_change(text, bytea, bytea, uuid, bytea, bytea), app.refuse_many_email_changes(),
  app.deactivate_account(uuid), app.reactivate_account(uuid), app.unlink_person(uuid), app.end_sign_ins_of(uuid),
  app.would_be_left(uuid)
TO trellis_app;
