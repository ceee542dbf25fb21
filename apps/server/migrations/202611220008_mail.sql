-- Mail that is to go out. It is queued in the transaction of its cause, so that there is no invite without its
-- mail and no mail without its invite; sending comes after. Recipient and content are sealed: a mail holds a way in.

CREATE TABLE mail (
  clinic_id uuid NOT NULL REFERENCES clinic,
  mail_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('invite', 'reset', 'reset-notice', 'email-confirm', 'email-notice', 'email-changed', 'care-team-changed',
    'client-account-changed', 'administrator-invited', 'account-ended')),
  recipient_sealed bytea NOT NULL,
  content_sealed bytea,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'stopped')),
  trouble text CHECK (trouble IN ('unreachable', 'refused', 'cannot-be-opened', 'cannot-be-written')),
  tries integer NOT NULL DEFAULT 0,
  queued_at timestamptz NOT NULL DEFAULT now(),
  next_try_at timestamptz NOT NULL DEFAULT now(),
  claimed_until timestamptz,
  sent_at timestamptz,
  PRIMARY KEY (clinic_id, mail_id),
  CHECK ((state = 'sent') = (sent_at IS NOT NULL))
);
CREATE INDEX mail_waiting ON mail (clinic_id, next_try_at) WHERE state = 'waiting';
CREATE INDEX mail_newest ON mail (clinic_id, queued_at DESC, mail_id DESC);
COMMENT ON COLUMN mail.content_sealed IS 'Emptied once the mail is sent, except in a demo: nobody needs the link in it any more.';
COMMENT ON COLUMN mail.claimed_until IS 'Until when one server has taken this mail on; no other one touches it before.';

CALL app.protect_clinic_table('mail');
CREATE POLICY administrators ON mail FOR SELECT TO trellis_app
  USING (clinic_id = (SELECT app.clinic_id()) AND (SELECT app.is_administrator()));
GRANT SELECT ON mail TO trellis_app;

-- For functions of the owner and the command line, which know the clinic themselves.
CREATE FUNCTION app.put_mail(clinic uuid, new_mail uuid, new_kind text, recipient bytea, content bytea) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.mail (clinic_id, mail_id, kind, recipient_sealed, content_sealed)
  VALUES (clinic, new_mail, new_kind, recipient, content);
END $$;

-- For whoever is signed in, in their clinic.
CREATE FUNCTION app.queue_mail(new_mail uuid, new_kind text, recipient bytea, content bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  IF me.account_id IS NULL THEN RAISE EXCEPTION 'sign-in-needed' USING ERRCODE = '28000'; END IF;
  PERFORM app.put_mail(me.clinic_id, new_mail, new_kind, recipient, content);
END $$;

-- The server's own work, clinic by clinic. What it is given is sealed; it cannot name a recipient or a text here.
-- A mail is taken on for five minutes, longer than sending takes; when that ends tells a later word about it from an
-- earlier one.
CREATE FUNCTION app.claim_mail(clinic_code text)
RETURNS TABLE (mail_id uuid, kind text, recipient_sealed bytea, content_sealed bytea, tries integer, claimed_until timestamptz, app_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE clinic uuid := app.work_on_clinic(clinic_code);
BEGIN
  RETURN QUERY
    UPDATE public.mail m SET tries = m.tries + 1, claimed_until = date_trunc('milliseconds', clock_timestamp()) + interval '5 minutes'
      FROM (SELECT w.mail_id FROM public.mail w
             WHERE w.clinic_id = clinic AND w.state = 'waiting' AND w.next_try_at <= clock_timestamp()
               AND (w.claimed_until IS NULL OR w.claimed_until <= clock_timestamp())
             ORDER BY w.next_try_at LIMIT 1 FOR UPDATE SKIP LOCKED) due, public.clinic c
     WHERE m.clinic_id = clinic AND m.mail_id = due.mail_id AND c.clinic_id = clinic
    RETURNING m.mail_id, m.kind, m.recipient_sealed, m.content_sealed, m.tries, m.claimed_until, c.app_name;
  PERFORM set_config('app.operator_clinic', '', true);
END $$;

-- What came of a try. `again` is when to try next; NULL stops. Says false when another server has taken it on since.
CREATE FUNCTION app.settle_mail(clinic_code text, settled uuid, its_claim timestamptz, was_sent boolean, what_trouble text, again interval)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  clinic uuid := app.work_on_clinic(clinic_code);
  keeps boolean := (SELECT i.mode = 'demo' FROM public.installation i);
  done boolean;
BEGIN
  UPDATE public.mail m
     SET state = CASE WHEN was_sent THEN 'sent' WHEN again IS NULL THEN 'stopped' ELSE 'waiting' END,
         sent_at = CASE WHEN was_sent THEN clock_timestamp() END,
         trouble = CASE WHEN NOT was_sent THEN what_trouble END,
         next_try_at = clock_timestamp() + coalesce(again, interval '0'),
         claimed_until = NULL,
         content_sealed = CASE WHEN was_sent AND NOT keeps THEN NULL ELSE m.content_sealed END
   WHERE m.clinic_id = clinic AND m.mail_id = settled AND m.state = 'waiting' AND m.claimed_until = its_claim;
  done := FOUND;
  PERFORM set_config('app.operator_clinic', '', true);
  RETURN done;
END $$;

-- An administrator's wish to try again now; one that was stopped has all its tries again. Says false for a mail that is
-- sent, or that is being sent.
CREATE FUNCTION app.retry_mail(wanted uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  IF me.account_id IS NULL OR me.account_kind <> 'administrator' THEN
    RAISE EXCEPTION 'not-allowed' USING ERRCODE = '42501';
  END IF;
  UPDATE public.mail m SET state = 'waiting', next_try_at = clock_timestamp(), trouble = NULL,
         tries = CASE m.state WHEN 'stopped' THEN 0 ELSE m.tries END
   WHERE m.clinic_id = me.clinic_id AND m.mail_id = wanted AND m.state <> 'sent'
     AND (m.claimed_until IS NULL OR m.claimed_until <= clock_timestamp());
  RETURN FOUND;
END $$;

GRANT EXECUTE ON FUNCTION app.queue_mail(uuid, text, bytea, bytea), app.claim_mail(text),
  app.settle_mail(text, uuid, timestamptz, boolean, text, interval), app.retry_mail(uuid) TO trellis_app;
