import { EMPTY_PLAN } from "@trellis/domain/safety-plan";
import type { Database } from "./database.ts";
import type { ClinicKeys } from "./field-keys.ts";
import { sealPlan } from "./sealed-plan.ts";
import type { TestClinic } from "./test-clinic.ts";

type PlanOf = {
  readonly clinicId: string;
  readonly clientId: string;
  readonly accountId: string;
  readonly planVersionId: string;
  readonly keys: ClinicKeys;
};

/** The first version of a client's safety plan, written by the client, with a mark in its sealed words. */
export async function addMarkedPlan(
  superuser: Database,
  { clinicId, clientId, accountId, planVersionId, keys }: PlanOf,
  mark: string,
): Promise<void> {
  const place = { clientId, version: 1, id: planVersionId };
  const plan = { ...EMPTY_PLAN, signs: [{ words: mark, phone: null }] };
  await superuser.pool.query(
    `INSERT INTO safety_plan_version (clinic_id, client_id, plan_version_id, version, plan_sealed, written_by, written_kind)
     VALUES ($1, $2, $3, 1, $4, $5, 'client')`,
    [clinicId, clientId, planVersionId, sealPlan(keys, place, plan), accountId],
  );
}

/** When both therapists of a clinic can be called, with a mark in their words. */
export async function addMarkedCoaching(
  superuser: Database,
  { clinicId, therapist, otherTherapist }: TestClinic,
  mark: string,
): Promise<void> {
  await superuser.pool.query(
    `INSERT INTO coaching_times (clinic_id, account_id, hours, limits) VALUES ($1, $2, $4, $4), ($1, $3, $4, $4)`,
    [clinicId, therapist.accountId, otherTherapist.accountId, mark],
  );
}
