import { randomUUID } from "node:crypto";
import type { CardOperation, OperationAnswer } from "@trellis/domain/card-operation";
import { addDays, type CivilDate, civilDate } from "@trellis/domain/civil-date";
import { sql } from "kysely";
import { insertAccount, insertClient, insertClinic, setMode } from "#platform/clinic-setup.ts";
import { openDatabase } from "#platform/database.ts";
import { readOrMakeKeyFile } from "#platform/key-file.ts";
import { withOperatorTx } from "#platform/operator.ts";
import { statement } from "#platform/statement.ts";

const CLINIC = "kept";
const PASSWORD = "kept through every crash";
const FIRST_DAY = civilDate("2020-01-01");

/** A client with one item on the card, and the cookie once signed in. */
export type SavingClient = {
  readonly clientId: string;
  readonly itemId: string;
  readonly email: string;
  readonly cookie: string;
};

/** Makes a clinic of clients who have an account and one counted item each. */
export async function makeSavingClients(
  ownerUrl: string,
  keysFile: string,
  count: number,
): Promise<SavingClient[]> {
  const owner = openDatabase(ownerUrl, 1, () => undefined);
  const clinicId = randomUUID();
  const clients = Array.from({ length: count }, (_, number) => ({
    accountId: randomUUID(),
    clientId: randomUUID(),
    itemId: randomUUID(),
    email: `client${number}@kept.example`,
    cookie: "",
  }));
  const zone = "Europe/Berlin";
  const clinic = insertClinic(
    { id: clinicId, code: CLINIC, name: "Kept", appName: "Cards", country: "DE", zone },
    await readOrMakeKeyFile(keysFile, Date.now()),
  );
  const accounts = await Promise.all(
    clients.map(({ accountId: id, email }) =>
      insertAccount({ id, kind: "client", email, name: email, password: PASSWORD }, clinic.keys),
    ),
  );
  const scale = { kind: "number", min: 0, max: 100_000, decimals: 0, unit: "times" };
  await withOperatorTx(owner, clinicId, (tx) =>
    tx.finish(
      setMode("clinic", CLINIC),
      ...clinic.statements,
      ...accounts.flat(),
      ...clients.flatMap(({ accountId, clientId: id, itemId }) => [
        insertClient({ id, accountId, initials: "K.", tag: "", lifeLine: null, zone }),
        statement(sql`
          INSERT INTO card_item (clinic_id, client_id, item_id, aspect, position)
          VALUES (app.operator_clinic(), ${id}, ${itemId}, 'number', 1)`),
        statement(sql`
          INSERT INTO card_item_version (clinic_id, client_id, item_id, version, aspect, words, scale, valid_from)
          VALUES (app.operator_clinic(), ${id}, ${itemId}, 1, 'number', 'Times', ${JSON.stringify(scale)}, ${FIRST_DAY})`),
      ]),
    ),
  );
  await owner.close();
  return clients;
}

const post = (origin: string, path: string, cookie: string, body: unknown): Promise<Response> =>
  fetch(`${origin}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", "trellis-app": "client", cookie },
    body: JSON.stringify(body),
  });

/** Signs a client in over HTTP; the cookie outlives every restart. */
export async function signIn(origin: string, client: SavingClient): Promise<SavingClient> {
  const { email } = client;
  const answer = await post(origin, "/api/sign-in", "", {
    clinic: CLINIC,
    email,
    password: PASSWORD,
  });
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}`);
  return { ...client, cookie: answer.headers.get("set-cookie")?.split(";")[0] ?? "" };
}

export type Save = Extract<CardOperation, { kind: "set" }>;

/** Days of one block of saves; no two saves of a test share client and day. */
export const dayOf = (block: number, place: number): CivilDate =>
  addDays(FIRST_DAY, block * 100 + place);

/**
 * A save that tells whether it was applied once: it says that the day was empty, so a second application would answer
 * that it replaced a value.
 */
export function makeSave(client: SavingClient, date: CivilDate, value: number): Save {
  return {
    kind: "set",
    id: randomUUID(),
    schema: 1,
    date,
    zone: "Europe/Berlin",
    madeAt: `${date}T18:00:00.000Z`,
    sequence: value,
    item: client.itemId,
    version: 1,
    value,
    seen: null,
  };
}

/**
 * Hands operations in and gives their answers; null when the server did not acknowledge them.
 */
export async function handIn(
  origin: string,
  client: SavingClient,
  operations: readonly Save[],
): Promise<OperationAnswer[] | null> {
  try {
    const path = `/api/clients/${client.clientId}/card-operations`;
    const answer = await post(origin, path, client.cookie, { operations });
    if (answer.status !== 200) return null;
    return ((await answer.json()) as { answers: OperationAnswer[] }).answers;
  } catch {
    return null;
  }
}
