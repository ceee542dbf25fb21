import { randomUUID } from "node:crypto";
import {
  type HashedPassword,
  hashNewPassword,
  insertClient,
  insertClinic,
  insertGrant,
  insertHashedAccount,
  setMode,
} from "./clinic-setup.ts";
import { withOperatorTx } from "./operator.ts";
import type { TestTrellis } from "./test-trellis.ts";

export const TEST_PASSWORD = "correct horse battery staple";

export type TestPerson = { readonly accountId: string; readonly email: string };
export type TestClient = TestPerson & { readonly clientId: string };
export type TestClinic = {
  readonly clinicId: string;
  readonly code: string;
  readonly therapist: TestPerson;
  readonly otherTherapist: TestPerson;
  readonly administrator: TestPerson;
  readonly client: TestClient;
  readonly otherClient: TestClient;
};

/** Hashed once for all made-up people of a file, who share it and its salt. */
let shared: Promise<HashedPassword> | undefined;

/** A clinic with two therapists of one client each, and an administrator. */
export async function makeTestClinic(trellis: TestTrellis, code: string): Promise<TestClinic> {
  const clinicId = randomUUID();
  const person = (name: string): TestPerson => ({
    accountId: randomUUID(),
    email: `${name}@${code}.example`,
  });
  const made = {
    clinicId,
    code,
    therapist: person("therapist"),
    otherTherapist: person("other.therapist"),
    administrator: person("administrator"),
    client: { ...person("client"), clientId: randomUUID() },
    otherClient: { ...person("other.client"), clientId: randomUUID() },
  };
  const clinic = insertClinic(
    {
      id: clinicId,
      code,
      name: `Clinic ${code}`,
      appName: "Cards",
      country: "DE",
      zone: "Europe/Berlin",
    },
    trellis.keyRing,
  );
  shared ??= hashNewPassword(TEST_PASSWORD);
  const password = await shared;
  const account = (who: TestPerson, kind: "clinician" | "client" | "administrator") =>
    insertHashedAccount(
      { id: who.accountId, kind, email: who.email, name: who.email },
      password,
      clinic.keys,
    );
  const accounts = [
    account(made.therapist, "clinician"),
    account(made.otherTherapist, "clinician"),
    account(made.administrator, "administrator"),
    account(made.client, "client"),
    account(made.otherClient, "client"),
  ];
  const clients = [made.client, made.otherClient].map((who, index) =>
    insertClient({
      id: who.clientId,
      accountId: who.accountId,
      initials: index === 0 ? "R. M." : "T. O.",
      tag: code,
      lifeLine: `A flat of my own in ${code}`,
      zone: "Europe/Berlin",
    }),
  );
  await withOperatorTx(trellis.owner, clinicId, (tx) =>
    tx.finish(
      setMode("demo", code),
      ...clinic.statements,
      ...accounts.flat(),
      ...clients,
      insertGrant(made.therapist.accountId, made.client.clientId, "therapist"),
      insertGrant(made.otherTherapist.accountId, made.otherClient.clientId, "therapist"),
    ),
  );
  return made;
}
