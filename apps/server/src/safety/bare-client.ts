import type { Database } from "#platform/database.ts";
import type { MarkedRecord } from "#platform/test-marked-clinic.ts";

/** For each record a second client of the same people at the same times, who has no account. */
export async function addBareClients(
  superuser: Database,
  records: readonly MarkedRecord[],
): Promise<void> {
  for (const { clinicId, clientId, bareClientId } of records) {
    await superuser.pool.query(
      `INSERT INTO client (clinic_id, client_id, initials, tag, birth_date, zone)
       SELECT clinic_id, $3::uuid, 'B. B.', left($3::uuid::text, 8), birth_date, zone FROM client WHERE clinic_id = $1 AND client_id = $2`,
      [clinicId, clientId, bareClientId],
    );
    await superuser.pool.query(
      `INSERT INTO access_grant (clinic_id, grant_id, account_id, client_id, kind, starts_at, ends_at)
       SELECT clinic_id, gen_random_uuid(), account_id, $3::uuid, kind, starts_at, ends_at
         FROM access_grant WHERE clinic_id = $1 AND client_id = $2`,
      [clinicId, clientId, bareClientId],
    );
  }
}

/** Takes away the accounts that they were invited to, so that the next one who may has something to do. */
export const freeBareClients = (
  superuser: Database,
  records: readonly MarkedRecord[],
): Promise<unknown> =>
  superuser.pool.query("UPDATE client SET account_id = NULL WHERE client_id = ANY ($1)", [
    records.map(({ bareClientId }) => bareClientId),
  ]);
