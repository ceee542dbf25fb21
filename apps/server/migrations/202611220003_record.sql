-- The client's record: targets, card items with versions, entries, notes, the operations that made
-- them, therapy sessions, imports; and the audit.

CREATE TABLE life_line (
  clinic_id uuid NOT NULL,
  client_id uuid NOT NULL,
  words text NOT NULL,
  closing_words text NOT NULL DEFAULT '',
  changed_by uuid,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (clinic_id, client_id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES client
);
COMMENT ON TABLE life_line IS 'The one line of the life that a client wants. Not a column of client, whose rows more people see.';

CREATE TABLE target_behaviour (
  clinic_id uuid NOT NULL,
  target_id uuid NOT NULL,
  client_id uuid NOT NULL,
  words text NOT NULL,
  level text NOT NULL CHECK (level IN ('ltb', 'tib', 'qol', 'skill')),
  direction text NOT NULL CHECK (direction IN ('decrease', 'increase')),
  closed_on date,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (clinic_id, client_id, target_id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES client
);

CREATE TABLE card_item (
  clinic_id uuid NOT NULL,
  client_id uuid NOT NULL,
  item_id uuid NOT NULL,
  target_id uuid,
  aspect text NOT NULL CHECK (aspect IN ('urge', 'act', 'attempt', 'emotion', 'substance', 'medication', 'number', 'goal',
    'step', 'skill', 'reward', 'belief', 'event', 'watch', 'check')),
  library text,
  position integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (clinic_id, client_id, item_id),
  UNIQUE (clinic_id, client_id, item_id, aspect),
  FOREIGN KEY (clinic_id, client_id) REFERENCES client,
  FOREIGN KEY (clinic_id, client_id, target_id) REFERENCES target_behaviour (clinic_id, client_id, target_id)
);
COMMENT ON TABLE card_item IS 'One measured aspect of a target or a person; an urge and its act are two items.';

CREATE TABLE card_item_version (
  clinic_id uuid NOT NULL,
  client_id uuid NOT NULL,
  item_id uuid NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  aspect text NOT NULL,
  words text NOT NULL,
  cover_words text,
  scale jsonb NOT NULL,
  rhythm text NOT NULL DEFAULT 'daily' CHECK (rhythm IN ('daily', 'weekly')),
  short boolean NOT NULL DEFAULT false,
  valid_from date NOT NULL,
  state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'folded', 'paused', 'retired')),
  with_target boolean NOT NULL DEFAULT false CHECK (state = 'retired' OR NOT with_target),
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (clinic_id, client_id, item_id, version),
  UNIQUE (clinic_id, client_id, item_id, version, aspect),
  FOREIGN KEY (clinic_id, client_id, item_id, aspect) REFERENCES card_item (clinic_id, client_id, item_id, aspect)
);
COMMENT ON TABLE card_item_version IS 'Words and scale from a civil day on. Append-only: an entry keeps the version it was made with.';
COMMENT ON COLUMN card_item_version.with_target IS 'Retired because its target was closed; it comes back when the target is opened again.';
COMMENT ON COLUMN card_item_version.aspect IS 'That of the item, here and with each entry, so that a policy can go by it without looking anywhere else.';

CREATE TABLE diary_entry (
  clinic_id uuid NOT NULL,
  client_id uuid NOT NULL,
  date date NOT NULL,
  item_id uuid NOT NULL,
  item_version integer NOT NULL,
  aspect text NOT NULL,
  value numeric,
  floor_value numeric,
  sittings jsonb NOT NULL DEFAULT '{}',
  entered_late boolean NOT NULL,
  on_paper boolean NOT NULL DEFAULT false,
  clock_off boolean NOT NULL DEFAULT false,
  corrected_from numeric,
  corrected_on date,
  CHECK ((corrected_from IS NULL) = (corrected_on IS NULL)),
  first_entered_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (clinic_id, client_id, date, item_id),
  FOREIGN KEY (clinic_id, client_id, item_id, item_version, aspect)
    REFERENCES card_item_version (clinic_id, client_id, item_id, version, aspect)
);
COMMENT ON TABLE diary_entry IS 'One row per client, civil day and item. value NULL was entered and taken away again.';
COMMENT ON COLUMN diary_entry.corrected_from IS 'What stood there when the diary day ended, where it was changed after that day.';

CREATE TABLE entry_detail (
  clinic_id uuid NOT NULL,
  client_id uuid NOT NULL,
  date date NOT NULL,
  item_id uuid NOT NULL,
  aspect text NOT NULL,
  field text NOT NULL CHECK (field IN ('about-when', 'what')),
  words text NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (clinic_id, client_id, date, item_id, field),
  FOREIGN KEY (clinic_id, client_id, item_id, aspect) REFERENCES card_item (clinic_id, client_id, item_id, aspect)
);
COMMENT ON TABLE entry_detail IS 'Words beside an item of a day: about when, or what exactly. Empty words were taken away.';

CREATE TABLE diary_day (
  clinic_id uuid NOT NULL,
  client_id uuid NOT NULL,
  date date NOT NULL,
  short boolean NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (clinic_id, client_id, date),
  FOREIGN KEY (clinic_id, client_id) REFERENCES client
);
COMMENT ON TABLE diary_day IS 'A day on which the short card was enough.';

CREATE TABLE ridden_out_urge (
  clinic_id uuid NOT NULL,
  client_id uuid NOT NULL,
  ridden_out_id uuid NOT NULL,
  date date NOT NULL,
  item_id uuid,
  strength_before integer NOT NULL CHECK (strength_before BETWEEN 0 AND 5),
  strength_after integer NOT NULL CHECK (strength_after BETWEEN 0 AND 5),
  moves jsonb NOT NULL DEFAULT '[]',
  entered_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (clinic_id, client_id, ridden_out_id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES client,
  FOREIGN KEY (clinic_id, client_id, item_id) REFERENCES card_item (clinic_id, client_id, item_id)
);
CREATE INDEX ridden_out_urge_by_day ON ridden_out_urge (clinic_id, client_id, date);
COMMENT ON TABLE ridden_out_urge IS 'An urge that the client rode out without acting and put on the card. The id is the operation''s.';

CREATE TABLE diary_note (
  clinic_id uuid NOT NULL,
  client_id uuid NOT NULL,
  date date NOT NULL,
  field text NOT NULL CHECK (field IN ('note', 'worth-keeping', 'how-hard')),
  words text NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (clinic_id, client_id, date, field),
  FOREIGN KEY (clinic_id, client_id) REFERENCES client
);

CREATE TABLE card_operation (
  clinic_id uuid NOT NULL,
  client_id uuid NOT NULL,
  operation_id uuid NOT NULL,
  sequence bigint GENERATED ALWAYS AS IDENTITY,
  account_id uuid NOT NULL,
  sign_in_id uuid NOT NULL,
  operation jsonb NOT NULL,
  answer jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  clock_skew_seconds integer,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (clinic_id, client_id, operation_id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES client
);
COMMENT ON TABLE card_operation IS 'Every save, applied or refused, with its answer. Append-only; order is sequence, never made_at.';

CREATE TABLE therapy_session (
  clinic_id uuid NOT NULL,
  client_id uuid NOT NULL,
  session_id uuid NOT NULL,
  held_on date NOT NULL,
  recorded_by uuid,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  withdrawn_at timestamptz,
  PRIMARY KEY (clinic_id, client_id, session_id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES client
);
CREATE INDEX therapy_session_by_day ON therapy_session (clinic_id, client_id, held_on) WHERE withdrawn_at IS NULL;
COMMENT ON TABLE therapy_session IS 'A therapy hour that took place (an account''s session is a sign_in).';

CREATE TABLE card_import (
  clinic_id uuid NOT NULL,
  client_id uuid NOT NULL,
  import_id uuid NOT NULL,
  file_hash bytea NOT NULL CHECK (octet_length(file_hash) = 32),
  mapping jsonb NOT NULL,
  zone text NOT NULL,
  rows integer NOT NULL,
  entries integer NOT NULL,
  imported_by uuid,
  imported_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (clinic_id, client_id, import_id),
  FOREIGN KEY (clinic_id, client_id) REFERENCES client
);

CREATE TABLE audit_event (
  clinic_id uuid NOT NULL REFERENCES clinic,
  sequence bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL DEFAULT now(),
  account_id uuid,
  sign_in_id uuid,
  origin text NOT NULL CHECK (origin IN ('app', 'operator')),
  operation text NOT NULL,
  outcome text NOT NULL DEFAULT 'done' CHECK (outcome IN ('done', 'refused')),
  reason text CHECK ((reason IS NULL) = (outcome = 'done')),
  subject_id uuid,
  client_ids uuid[] NOT NULL DEFAULT '{}',
  request_id uuid,
  PRIMARY KEY (clinic_id, sequence)
);
CREATE INDEX audit_event_by_time ON audit_event (clinic_id, at);
CREATE INDEX audit_event_by_account ON audit_event (clinic_id, account_id, at);
-- Nearly every row is about one client; a list is one row with many, and there are few of those.
CREATE INDEX audit_event_by_client ON audit_event (clinic_id, (client_ids[1]), at) WHERE cardinality(client_ids) = 1;
CREATE INDEX audit_event_of_lists ON audit_event (clinic_id, at) WHERE cardinality(client_ids) > 1;
COMMENT ON TABLE audit_event IS 'Who read or wrote whose record, in the same transaction. No clinical text.';
COMMENT ON COLUMN audit_event.reason IS 'Why it was refused: a code of packages/api/src/problem.ts.';
COMMENT ON COLUMN audit_event.subject_id IS 'Another account that it was about.';

CALL app.protect_client_table('life_line', '{self,therapist,cover}', '{self,therapist}');
CALL app.protect_client_table('target_behaviour', '{self,therapist,cover,supervisor}', '{therapist}');
CALL app.protect_client_table('card_item', '{self,therapist,cover,supervisor}', '{therapist}');
CALL app.protect_client_table('card_item_version', '{self,therapist,cover,supervisor}', '{therapist}');
CALL app.protect_client_table('diary_entry', '{self,therapist,cover}', '{self,therapist}');
CALL app.protect_client_table('entry_detail', '{self,therapist,cover}', '{self,therapist}');
CALL app.protect_client_table('diary_day', '{self,therapist,cover}', '{self,therapist}');
CALL app.protect_client_table('ridden_out_urge', '{self,therapist,cover}', '{self,therapist}');
CALL app.protect_client_table('diary_note', '{self,therapist,cover}', '{self,therapist}');
CALL app.protect_client_table('card_operation', '{self,therapist}', '{self,therapist}');
CALL app.protect_client_table('therapy_session', '{self,therapist,skills-trainer,cover,supervisor}', '{therapist}');
CALL app.protect_client_table('card_import', '{therapist}', '{therapist}');
GRANT UPDATE (words, closing_words, changed_by, changed_at) ON life_line TO trellis_app;
GRANT UPDATE (words, level, direction, closed_on) ON target_behaviour TO trellis_app;
GRANT UPDATE (position) ON card_item TO trellis_app;
GRANT UPDATE (item_version, value, floor_value, sittings, entered_late, on_paper, clock_off, corrected_from, corrected_on, changed_at) ON diary_entry TO trellis_app;
GRANT UPDATE (words, changed_at) ON entry_detail TO trellis_app;
GRANT UPDATE (short, changed_at) ON diary_day TO trellis_app;
GRANT UPDATE (words, changed_at) ON diary_note TO trellis_app;
GRANT UPDATE (withdrawn_at) ON therapy_session TO trellis_app;

-- Skill practice: of the card a skills trainer sees what is about skills, by row. In one policy with those who see the
-- whole, whose first condition is about the client alone: two policies would be an OR, for which no index is read in order.
ALTER POLICY readers ON card_item
  USING (client_id = ANY (ARRAY(SELECT app.client_ids('{self,therapist,skills-trainer,cover,supervisor}')))
         AND (aspect = 'skill' OR client_id = ANY (ARRAY(SELECT app.client_ids('{self,therapist,cover,supervisor}')))));
ALTER POLICY readers ON card_item_version
  USING (client_id = ANY (ARRAY(SELECT app.client_ids('{self,therapist,skills-trainer,cover,supervisor}')))
         AND (aspect = 'skill' OR client_id = ANY (ARRAY(SELECT app.client_ids('{self,therapist,cover,supervisor}')))));
ALTER POLICY readers ON diary_entry
  USING (client_id = ANY (ARRAY(SELECT app.client_ids('{self,therapist,skills-trainer,cover}')))
         AND (aspect = 'skill' OR client_id = ANY (ARRAY(SELECT app.client_ids('{self,therapist,cover}')))));

ALTER POLICY readers ON entry_detail
  USING (client_id = ANY (ARRAY(SELECT app.client_ids('{self,therapist,skills-trainer,cover}')))
         AND (aspect = 'skill' OR client_id = ANY (ARRAY(SELECT app.client_ids('{self,therapist,cover}')))));

-- Whoever writes is named as the writer, whatever the statement says.
CREATE POLICY author ON card_operation AS RESTRICTIVE FOR INSERT TO trellis_app
  WITH CHECK (account_id = (SELECT app.account_id()));
CREATE POLICY author ON target_behaviour AS RESTRICTIVE FOR INSERT TO trellis_app
  WITH CHECK (created_by = (SELECT app.account_id()));
CREATE POLICY author ON card_item_version AS RESTRICTIVE FOR INSERT TO trellis_app
  WITH CHECK (created_by = (SELECT app.account_id()));
CREATE POLICY author ON life_line AS RESTRICTIVE FOR INSERT TO trellis_app
  WITH CHECK (changed_by = (SELECT app.account_id()));
CREATE POLICY rewriter ON life_line AS RESTRICTIVE FOR UPDATE TO trellis_app
  WITH CHECK (changed_by = (SELECT app.account_id()));
CREATE POLICY author ON therapy_session AS RESTRICTIVE FOR INSERT TO trellis_app
  WITH CHECK (recorded_by = (SELECT app.account_id()));
CREATE POLICY author ON card_import AS RESTRICTIVE FOR INSERT TO trellis_app
  WITH CHECK (imported_by = (SELECT app.account_id()));

CALL app.protect_clinic_table('audit_event');

-- The application writes the audit through this alone, so that it can name no other actor. A client's
-- reads of their own record are not logged.
CREATE FUNCTION app.audit(what text, about uuid[], request uuid, is_read boolean, subject uuid DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  IF is_read AND me.account_kind = 'client' AND about <@ ARRAY(SELECT app.client_ids('{self}')) THEN RETURN; END IF;
  INSERT INTO public.audit_event (clinic_id, account_id, sign_in_id, origin, operation, subject_id, client_ids, request_id)
  VALUES (me.clinic_id, me.account_id, me.sign_in_id, 'app', left(what, 100), subject, about, request);
END $$;

-- What somebody tried who is signed in and may not (R-AUD-6), in a transaction of its own: the one of the try is
-- rolled back.
CREATE FUNCTION app.audit_refusal(what text, about uuid[], request uuid, why text, subject uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  INSERT INTO public.audit_event (clinic_id, account_id, sign_in_id, origin, operation, outcome, reason, subject_id, client_ids, request_id)
  VALUES (me.clinic_id, me.account_id, me.sign_in_id, 'app', left(what, 100), 'refused', left(why, 100), subject, about, request);
END $$;

-- Nothing rewrites what is append-only, whoever owns the tables.
CREATE FUNCTION app.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
  $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '42501'; END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_operation FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_item_version FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

GRANT EXECUTE ON FUNCTION
  app.clinic_id(), app.account_id(), app.account_kind(), app.is_administrator(), app.client_ids(text[]), app.open_sign_in(text, bytea, text[], text, boolean),
  app.require_relation(uuid, text[]), app.clinic_door(text), app.only_clinic_door(), app.login_salt(text, bytea),
  app.start_sign_in(text, bytea, bytea, text, interval, uuid, bytea, bytea, text, text, text, bytea, bytea), app.audit(text, uuid[], uuid, boolean, uuid),
  app.audit_refusal(text, uuid[], uuid, text, uuid), app.working_clinic(), app.current_sign_in()
TO trellis_app;
