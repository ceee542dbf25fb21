-- The audit cannot be changed unnoticed. A job seals, clinic by clinic, the rows that no seal covers yet: a digest of
-- them, chained to the seal before by an HMAC whose key is in the key file and never in the database. So a row that was
-- changed, taken away or put in later by somebody who rules the database shows; and each seal is also written to a file
-- elsewhere (the anchor), so that a tail that was cut shows as well. A chain on the write path was measured at 39 % of
-- throughput; so sealing runs a minute behind.
--
-- A row may be committed after rows with higher numbers. So a seal names exactly the numbers it covers, in a multirange,
-- and late ones come into a later seal. Nothing rests on transaction ids, which a dump does not keep.

CREATE TABLE audit_seal (
  clinic_id uuid NOT NULL REFERENCES clinic,
  number bigint NOT NULL CHECK (number > 0),
  covered int8multirange NOT NULL,
  row_count bigint NOT NULL CHECK (row_count >= 0),
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  reached bigint NOT NULL CHECK (reached >= 0),
  complete_at timestamptz,
  sealed_at timestamptz NOT NULL,
  previous bytea NOT NULL CHECK (octet_length(previous) = 32),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  PRIMARY KEY (clinic_id, number)
);
COMMENT ON TABLE audit_seal IS 'The chain over audit_event. Append-only; written by app.add_audit_seal alone.';
COMMENT ON COLUMN audit_seal.digest IS 'Of the covered rows in the order of their numbers: app.audit_digest.';
COMMENT ON COLUMN audit_seal.reached IS 'The highest number that this seal or an earlier one covers.';
COMMENT ON COLUMN audit_seal.complete_at IS 'What was committed by then is in this seal or an earlier one; NULL until all that was there at first is sealed.';
COMMENT ON COLUMN audit_seal.hash IS 'HMAC-SHA-256 of everything else here, the hash of the seal before included.';
CALL app.protect_clinic_table('audit_seal');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

-- The digest of rows: SHA-256 over what PostgreSQL sends of each in binary. There every value stands with its type and its
-- length, so that no two rows read alike, and no setting of the session changes how it is written (the texts are codes in
-- ASCII). Written as JSON it takes three times as long.
CREATE FUNCTION app.audit_digest(clinic uuid, numbers int8multirange)
RETURNS TABLE (digest bytea, row_count bigint, earliest timestamptz, latest timestamptz)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT sha256(coalesce(string_agg(record_send(ROW(
           e.sequence, e.at, e.account_id, e.sign_in_id, e.origin, e.operation, e.outcome, e.reason, e.subject_id, e.client_ids,
           e.request_id)), ''::bytea ORDER BY e.sequence), '')),
         count(*), min(e.at), max(e.at)
    FROM public.audit_event e
   WHERE e.clinic_id = clinic AND e.sequence >= lower(numbers) AND e.sequence < upper(numbers) AND numbers @> e.sequence
$$;

-- What the next seal of a clinic is to hold: the rows that can be seen now and that no seal covers. No row when there is
-- nothing to seal (an empty seal is due once an hour, so that it stays known what was there), or while somebody else
-- seals. Rows with numbers that `look_back` seals ago had been reached are not looked for any more.
CREATE FUNCTION app.draft_audit_seal(clinic_code text, most integer, look_back integer)
RETURNS TABLE (clinic_id uuid, number bigint, covered text, row_count bigint, digest bytea, reached bigint,
               complete_at timestamptz, sealed_at timestamptz, previous bytea, is_capped boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  clinic uuid := app.work_on_clinic(clinic_code);
  begun timestamptz := date_trunc('milliseconds', clock_timestamp());
  last public.audit_seal;
  taken int8multirange;
  fresh int8multirange;
  found_digest bytea;
  found_count bigint;
BEGIN
  IF clinic IS NULL OR NOT pg_try_advisory_xact_lock(hashtextextended('audit seal ' || clinic, 0)) THEN
    PERFORM set_config('app.operator_clinic', '', true);
    RETURN;
  END IF;
  SELECT s.* INTO last FROM public.audit_seal s WHERE s.clinic_id = clinic ORDER BY s.number DESC LIMIT 1;
  SELECT coalesce(range_agg(each), '{}') INTO taken
    FROM public.audit_seal s, unnest(s.covered) each
   WHERE s.clinic_id = clinic AND s.number > last.number - look_back;
  SELECT coalesce(range_agg(int8range(e.sequence, e.sequence, '[]')), '{}') INTO fresh
    FROM (SELECT a.sequence FROM public.audit_event a
           WHERE a.clinic_id = clinic AND NOT taken @> a.sequence
             AND a.sequence > coalesce((SELECT s.reached FROM public.audit_seal s
                                         WHERE s.clinic_id = clinic AND s.number = last.number - look_back), 0)
           ORDER BY a.sequence LIMIT most) e;
  SELECT d.digest, d.row_count INTO found_digest, found_count FROM app.audit_digest(clinic, fresh) d;
  PERFORM set_config('app.operator_clinic', '', true);
  IF found_count = 0 AND (last.number IS NULL OR last.sealed_at > begun - interval '1 hour') THEN RETURN; END IF;
  RETURN QUERY SELECT
    clinic, coalesce(last.number, 0) + 1, fresh::text, found_count, found_digest,
    greatest(coalesce(last.reached, 0), coalesce(upper(fresh) - 1, 0)),
    CASE WHEN found_count < most THEN greatest(begun, last.complete_at) ELSE last.complete_at END,
    greatest(begun, last.sealed_at), coalesce(last.hash, decode(repeat('00', 32), 'hex')), found_count >= most;
END $$;

-- The one door to the seals. It takes the draft of this very transaction with its hash and works everything out again, so
-- that whoever can run statements as the application can at worst add a seal with a wrong hash, which shows.
CREATE FUNCTION app.add_audit_seal(
  clinic_code text, new_number bigint, new_covered text, new_complete_at timestamptz, new_sealed_at timestamptz, new_hash bytea)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  clinic uuid := app.work_on_clinic(clinic_code);
  numbers int8multirange := new_covered::int8multirange;
  last public.audit_seal;
  found_digest bytea;
  found_count bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit seal ' || clinic, 0));
  SELECT s.* INTO last FROM public.audit_seal s WHERE s.clinic_id = clinic ORDER BY s.number DESC LIMIT 1;
  IF clinic IS NULL OR new_number <> coalesce(last.number, 0) + 1 OR new_sealed_at > clock_timestamp() THEN
    RAISE EXCEPTION 'not the next seal' USING ERRCODE = '40001';
  END IF;
  SELECT d.digest, d.row_count INTO found_digest, found_count FROM app.audit_digest(clinic, numbers) d;
  INSERT INTO public.audit_seal (clinic_id, number, covered, row_count, digest, reached, complete_at, sealed_at, previous, hash)
  VALUES (clinic, new_number, numbers, found_count, found_digest, greatest(coalesce(last.reached, 0), coalesce(upper(numbers) - 1, 0)),
          new_complete_at, new_sealed_at, coalesce(last.hash, decode(repeat('00', 32), 'hex')), new_hash);
  PERFORM set_config('app.operator_clinic', '', true);
END $$;

-- The newest seal of a clinic, for the anchor: number and hash and nothing of the rows.
CREATE FUNCTION app.last_audit_seal(clinic_code text)
RETURNS TABLE (number bigint, row_count bigint, sealed_at timestamptz, hash bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE clinic uuid := app.work_on_clinic(clinic_code);
BEGIN
  RETURN QUERY SELECT s.number, s.row_count, s.sealed_at, s.hash FROM public.audit_seal s
                WHERE s.clinic_id = clinic ORDER BY s.number DESC LIMIT 1;
  PERFORM set_config('app.operator_clinic', '', true);
END $$;

-- Reading ------------------------------------------------------------------------------------------

-- Rows of one client, in a form that the indexes over client_ids serve: row-level security lets no operator of arrays
-- near an index.
CREATE FUNCTION app.audit_of_client(clinic uuid, client uuid, since timestamptz, until timestamptz) RETURNS SETOF public.audit_event
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
  SELECT e.* FROM public.audit_event e
   WHERE e.clinic_id = clinic AND cardinality(e.client_ids) = 1 AND e.client_ids[1] = client AND e.at >= since AND e.at < until
  UNION ALL
  SELECT e.* FROM public.audit_event e
   WHERE e.clinic_id = clinic AND cardinality(e.client_ids) > 1 AND e.client_ids @> ARRAY[client] AND e.at >= since AND e.at < until
$$;

-- Rows of the administrator's own clinic, newest first. The application may not read the table itself.
CREATE FUNCTION app.audit_page(
  of_account uuid, of_client uuid, of_operation text, of_outcome text, since timestamptz, until timestamptz,
  before_at timestamptz, before_sequence bigint, most integer)
RETURNS SETOF public.audit_event
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  IF me.account_kind IS DISTINCT FROM 'administrator' THEN RAISE EXCEPTION 'not-allowed' USING ERRCODE = '42501'; END IF;
  until := least(until, before_at + interval '1 microsecond');
  IF of_client IS NOT NULL THEN
    RETURN QUERY
      SELECT e.* FROM app.audit_of_client(me.clinic_id, of_client, since, until) e
       WHERE (of_account IS NULL OR e.account_id = of_account) AND (of_operation IS NULL OR e.operation = of_operation)
         AND (of_outcome IS NULL OR e.outcome = of_outcome)
         AND (e.at < before_at OR e.sequence < before_sequence)
       ORDER BY e.at DESC, e.sequence DESC LIMIT most;
  ELSE
    RETURN QUERY
      SELECT e.* FROM public.audit_event e
       WHERE e.clinic_id = me.clinic_id AND e.at >= since AND e.at < until
         AND (of_account IS NULL OR e.account_id = of_account) AND (of_operation IS NULL OR e.operation = of_operation)
         AND (of_outcome IS NULL OR e.outcome = of_outcome)
         AND (e.at < before_at OR e.sequence < before_sequence)
       ORDER BY e.at DESC, e.sequence DESC LIMIT most;
  END IF;
END $$;

-- Who looked at one's own record, and what they were to one at that moment, or became by what they did (whoever adds a
-- client is their therapist). The end of a clinician's account is told as what it is to the client: the end of a
-- relation. What one saves oneself is left out; what one takes away as a file or on paper stays, since it may have been
-- somebody else with the phone.
CREATE FUNCTION app.access_log(of_client uuid, since timestamptz, until timestamptz)
RETURNS TABLE (at timestamptz, name text, role text, operation text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE me app.signed_in := app.current_sign_in();
BEGIN
  IF NOT EXISTS (SELECT FROM app.client_ids('{self}') AS mine WHERE mine = of_client) THEN
    RAISE EXCEPTION 'not-found' USING ERRCODE = 'P0002';
  END IF;
  RETURN QUERY
    SELECT e.at, coalesce(a.display_name, ''),
           CASE WHEN e.origin = 'operator' THEN 'server'
                WHEN e.account_id = me.account_id THEN 'self'
                ELSE coalesce(
                  (SELECT g.kind FROM public.access_grant g
                    WHERE g.clinic_id = me.clinic_id AND g.client_id = of_client AND g.account_id = e.account_id
                      AND (g.starts_at <= e.at OR g.given_at = e.at) AND (g.ends_at IS NULL OR g.ends_at > e.at)
                    ORDER BY array_position('{therapist,cover,supervisor,skills-trainer}', g.kind) LIMIT 1),
                  CASE WHEN a.kind = 'administrator' THEN 'administrator' ELSE 'other' END) END,
           CASE WHEN e.operation = 'account.deactivate' AND e.subject_id IS DISTINCT FROM me.account_id
                THEN 'access-grant.end' ELSE e.operation END
      FROM app.audit_of_client(me.clinic_id, of_client, since, until) e
      LEFT JOIN public.account a ON a.clinic_id = e.clinic_id AND a.account_id = e.account_id
     WHERE e.outcome = 'done'
       AND (e.account_id IS DISTINCT FROM me.account_id OR e.operation ~ '[.](export|print)')
     ORDER BY e.at, e.sequence;
END $$;

GRANT EXECUTE ON FUNCTION
  app.draft_audit_seal(text, integer, integer), app.add_audit_seal(text, bigint, text, timestamptz, timestamptz, bytea),
  app.last_audit_seal(text), app.access_log(uuid, timestamptz, timestamptz),
  app.audit_page(uuid, uuid, text, text, timestamptz, timestamptz, timestamptz, bigint, integer)
TO trellis_app;
