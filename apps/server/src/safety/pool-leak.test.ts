import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSignIn } from "#platform/access.ts";
import { type Database, withTx } from "#platform/database.ts";
import { statement } from "#platform/statement.ts";
import {
  type MarkedClinic,
  makeMarkedClinic,
  mintSignIn,
  openSuperuser,
} from "#platform/test-marked-clinic.ts";
import { startTestTrellis, type TestTrellis } from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";
import { presentedBy } from "./database-attacker.ts";

/** Requests of several clinics take turns on few connections; none may see what another has left there. */
let trellis: TestTrellis;
let superuser: Database;
let clinics: readonly MarkedClinic[];

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
  clinics = [
    await makeMarkedClinic(trellis, superuser, "north"),
    await makeMarkedClinic(trellis, superuser, "south"),
  ];
});
afterAll(async () => {
  await superuser.close();
  await trellis.close();
});

const AT_ONCE = 200;
const TRANSACTIONS = 10_000;

const visible = () =>
  statement<{ clients: readonly string[]; token: string | null; operator: string | null }>(sql`
    SELECT ARRAY(SELECT client_id::text FROM client ORDER BY 1) AS clients,
           nullif(current_setting('app.token', true), '') AS token,
           nullif(current_setting('app.operator_clinic', true), '') AS operator`);

/** What a careless or hostile statement could leave behind for the next user of its connection. */
const LEFT_BEHIND = [
  "SELECT set_config('app.token', current_setting('app.token'), false)",
  "SELECT set_config('app.operator_clinic', current_setting('app.operator_clinic'), false)",
  "SET search_path = pg_temp",
  "SELECT pg_advisory_lock_shared(7)",
  "SELECT 1 / 0",
];

test("ten thousand transactions of two clinics see their own clients alone", async () => {
  const people = await Promise.all(
    clinics.flatMap((clinic) =>
      [
        { who: clinic.therapist, sees: [clinic.record.clientId] },
        { who: clinic.otherTherapist, sees: [clinic.otherRecord.clientId] },
      ].map(async ({ who, sees }) => {
        const as = { kind: "clinician", app: "clinician" } as const;
        const caller = await mintSignIn(superuser, clinic.record, who.accountId, as);
        return { presented: presentedBy(caller), sees };
      }),
    ),
  );
  const wrong: unknown[] = [];
  let sent = 0;
  const one = async (number: number) => {
    const person = people[(number * 7) % (people.length + 1)];
    if (person === undefined) {
      const [[row]] = await withTx(trellis.app, [], (tx) => tx.finish(visible()));
      if (row?.clients.length !== 0 || row.token !== null || row.operator !== null) wrong.push(row);
      return;
    }
    const leave = number % 10 === 0 ? LEFT_BEHIND[(number / 10) % LEFT_BEHIND.length] : undefined;
    await withTx(trellis.app, [openSignIn(person.presented, ["clinician"])], async (tx) => {
      const [[row]] = await tx.run(visible());
      if (JSON.stringify(row?.clients) !== JSON.stringify(person.sees)) wrong.push(row);
      if (leave !== undefined) await tx.finish(statement(sql.raw(leave)));
    }).catch((error: unknown) => {
      if ((error as { code?: unknown }).code !== "22012") throw error;
    });
  };
  const worker = async () => {
    while (sent < TRANSACTIONS) await one((sent += 1));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  expect(wrong).toEqual([]);
  expect(sent).toBeGreaterThanOrEqual(TRANSACTIONS);
}, 120_000);
