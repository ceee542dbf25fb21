import type { AccountKind } from "@trellis/domain/account";
import type { Database } from "#platform/database.ts";
import { MARK } from "#platform/test-marked-clinic.ts";
import { type Actor, may } from "./matrix-actors.ts";

/** An account whose name holds a mark, and what it has to do with clients. */
export type Person = {
  readonly mark: string;
  readonly accountId: string;
  readonly clinicId: string;
  readonly kind: AccountKind;
  /** Whose client record this is; null for those who work there. */
  readonly clientId: string | null;
  /** Clients to whom they are, were or will be something, or for whom they gave or ended that. */
  readonly teams: readonly string[];
  /** Clients whose record they opened or changed something of. */
  readonly looked: readonly string[];
};

/** Everybody who has an account now. */
export async function readPeople(superuser: Database): Promise<readonly Person[]> {
  const { rows } = await superuser.pool.query<Omit<Person, "mark"> & { name: string }>(`
    SELECT a.account_id AS "accountId", a.clinic_id AS "clinicId", a.kind, a.display_name AS name, c.client_id AS "clientId",
           ARRAY(SELECT DISTINCT g.client_id FROM access_grant g WHERE a.account_id IN (g.account_id, g.given_by, g.ended_by)) AS teams,
           ARRAY(SELECT DISTINCT unnest(e.client_ids) FROM audit_event e
                  WHERE e.clinic_id = a.clinic_id AND e.account_id = a.account_id AND e.outcome = 'done') AS looked
      FROM account a LEFT JOIN client c ON c.clinic_id = a.clinic_id AND c.account_id = a.account_id`);
  return rows.flatMap(({ name, ...person }) =>
    (name.match(MARK) ?? []).map((mark) => ({ ...person, mark })),
  );
}

/** True when the actor may read this name: of colleagues, of the team of a client whose team they see, of who looked at one's own record, of one's client. */
export function maySeeName(actor: Actor, person: Person): boolean {
  const me = actor.signedIn;
  if (me === null || me.clinic.clinicId !== person.clinicId) return false;
  if (me.accountId === person.accountId || me.kind === "administrator") return true;
  if (me.kind === "clinician" && person.kind !== "client") return true;
  return (
    person.teams.some((clientId) => may(actor, clientId, "care-team", "read")) ||
    person.looked.some((clientId) => may(actor, clientId, "access-log", "read")) ||
    (person.clientId !== null && may(actor, person.clientId, "client-account", "read"))
  );
}
