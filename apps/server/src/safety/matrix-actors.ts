import {
  type DataAction,
  type DataKind,
  type GrantKind,
  type Relation,
  relationsFor,
} from "@trellis/domain/access";
import type { AccountKind, App } from "@trellis/domain/account";
import type { Database } from "#platform/database.ts";
import {
  addClinician,
  makeMark,
  type MarkedClinic,
  type MarkedRecord,
  mintSignIn,
} from "#platform/test-marked-clinic.ts";
import type { Caller } from "#platform/test-trellis.ts";

/** Somebody who sends every operation. `relations` are the ones that hold now, by client. */
export type Actor = {
  readonly title: string;
  /** Null for somebody whose sign-in does not count. */
  readonly signedIn: {
    readonly accountId: string;
    readonly kind: AccountKind;
    readonly mark: string;
    readonly clinic: { readonly clinicId: string };
  } | null;
  readonly relations: ReadonlyMap<string, readonly Relation[]>;
  /** A fresh sign-in, or what this actor presents in its place. */
  present(): Promise<Caller>;
};

/** True when access.ts gives this to one of the actor's relations to the client. */
export const may = (actor: Actor, clientId: string, data: DataKind, action: DataAction): boolean =>
  (actor.relations.get(clientId) ?? []).some((relation) =>
    relationsFor(data, action).includes(relation),
  );

type Account = {
  readonly accountId: string;
  readonly kind: AccountKind;
  readonly mark: string;
  readonly clinic: MarkedRecord;
};
type Life = { readonly expires?: string; readonly hasEnded?: boolean };
type Grant = Parameters<typeof addClinician>[3];

const appOf = (kind: AccountKind): App => (kind === "client" ? "client" : "clinician");

const ofClinic = (
  clinic: MarkedClinic,
  who: { readonly accountId: string },
  kind: AccountKind,
): Account => ({ accountId: who.accountId, kind, mark: clinic.accountMark, clinic: clinic.record });

/** Every role, relation and state of a sign-in, around the first client of `north`; those who may change most come last. */
export async function makeActors(
  superuser: Database,
  north: MarkedClinic,
  south: MarkedClinic,
): Promise<readonly Actor[]> {
  const sign = ({ clinic, accountId, kind }: Account, life: Life = {}) =>
    mintSignIn(superuser, clinic, accountId, { kind, app: appOf(kind), ...life });
  const person = (
    title: string,
    account: Account,
    relation?: Relation,
    to: MarkedRecord = account.clinic,
  ): Actor => ({
    title,
    signedIn: account,
    relations: new Map(relation === undefined ? [] : [[to.clientId, [relation]]]),
    present: () => sign(account),
  });
  const client = ofClinic(north, north.client, "client");
  const otherClient = ofClinic(north, north.otherClient, "client");
  const therapist = ofClinic(north, north.therapist, "clinician");
  return [
    ...(await makeNobodies(superuser, north.record, therapist, sign)),
    ...(await makeClinicians(superuser, north.record, person)),
    person("the administrator", ofClinic(north, north.administrator, "administrator")),
    person("another administrator", await makeAdministrator(superuser, north.record)),
    person(
      "an administrator of another clinic",
      ofClinic(south, south.administrator, "administrator"),
    ),
    person("the client", client, "self"),
    person("another client", otherClient, "self", north.otherRecord),
    person("a client of another clinic", ofClinic(south, south.client, "client"), "self"),
    person("the therapist", therapist, "therapist"),
    person(
      "a therapist of another clinic",
      ofClinic(south, south.therapist, "clinician"),
      "therapist",
    ),
  ];
}

async function makeClinician(
  superuser: Database,
  record: MarkedRecord,
  grant: Grant,
): Promise<Account> {
  const mark = makeMark();
  const accountId = await addClinician(superuser, record, mark, grant);
  return { accountId, kind: "clinician", mark, clinic: record };
}

async function makeAdministrator(superuser: Database, record: MarkedRecord): Promise<Account> {
  const account = await makeClinician(superuser, record, null);
  await superuser.pool.query("UPDATE account SET kind = 'administrator' WHERE account_id = $1", [
    account.accountId,
  ]);
  return { ...account, kind: "administrator" };
}

/** Sign-ins that do not count, and one that presents a token in the name of another clinic. */
async function makeNobodies(
  superuser: Database,
  record: MarkedRecord,
  therapist: Account,
  sign: (account: Account, life?: Life) => Promise<Caller>,
): Promise<readonly Actor[]> {
  const leaver = await makeClinician(superuser, record, {
    kind: "therapist",
    from: "-1 day",
    until: null,
  });
  await superuser.pool.query("UPDATE account SET deactivated_at = now() WHERE account_id = $1", [
    leaver.accountId,
  ]);
  const forged = async () => {
    const caller = await sign(therapist);
    return { ...caller, cookie: caller.cookie?.replace("=north.", "=south.") ?? null };
  };
  const nobody = (title: string, present: () => Promise<Caller>): Actor => ({
    title,
    signedIn: null,
    relations: new Map(),
    present,
  });
  return [
    nobody("signed out", () => Promise.resolve({ app: "clinician", cookie: null })),
    nobody("a sign-in that was ended", () => sign(therapist, { hasEnded: true })),
    nobody("a sign-in that has expired", () => sign(therapist, { expires: "-1 minute" })),
    nobody("a deactivated account", () => sign(leaver, { hasEnded: true })),
    nobody("a token under another clinic's code", forged),
  ];
}

async function makeClinicians(
  superuser: Database,
  record: MarkedRecord,
  person: (title: string, account: Account, relation?: Relation) => Actor,
): Promise<readonly Actor[]> {
  const holding = (kind: GrantKind, from: string, until: string | null) =>
    makeClinician(superuser, record, { kind, from, until });
  return [
    person("a therapist without grant", await makeClinician(superuser, record, null)),
    person("a therapist until lately", await holding("therapist", "-2 days", "-1 minute")),
    person("a therapist from tomorrow on", await holding("therapist", "1 day", null)),
    person("the supervisor", await holding("supervisor", "-1 day", null), "supervisor"),
    person("the skills trainer", await holding("skills-trainer", "-1 day", null), "skills-trainer"),
    person("the cover", await holding("cover", "-1 day", null), "cover"),
  ];
}
