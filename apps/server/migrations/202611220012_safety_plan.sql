-- Safety plans, sealed, in versions with both names; and when clinicians can be called for coaching.

CREATE TABLE safety_plan_version (
  clinic_id uuid NOT NULL,
  client_id uuid NOT NULL,
  plan_version_id uuid NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  plan_sealed bytea NOT NULL,
  written_by uuid NOT NULL,
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

CALL app.protect_client_table('safety_plan_version', '{self,therapist,cover}', '{self,therapist}');
GRANT UPDATE (agreed_by, agreed_at) ON safety_plan_version TO trellis_app;
CREATE POLICY author ON safety_plan_version AS RESTRICTIVE FOR INSERT TO trellis_app
  WITH CHECK (written_by = (SELECT app.account_id()) AND agreed_by IS NULL);
CREATE POLICY agreeing ON safety_plan_version AS RESTRICTIVE FOR UPDATE TO trellis_app
  USING (agreed_by IS NULL AND written_by <> (SELECT app.account_id()))
  WITH CHECK (agreed_by = (SELECT app.account_id()));

CALL app.protect_clinic_table('coaching_times');
