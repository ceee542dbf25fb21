import { randomUUID } from "node:crypto";
import { addDays, diaryDayAt } from "@trellis/domain/civil-date";
import type { CoachingTimes } from "@trellis/domain/coaching-call";
import {
  insertAccount,
  insertClient,
  insertClinic,
  insertGrant,
  setMode,
} from "#platform/clinic-setup.ts";
import { type Database, openDatabase } from "#platform/database.ts";
import { findMode } from "#platform/installation.ts";
import type { KeyRing } from "#platform/key-file.ts";
import { auditOperator, withOperatorTx } from "#platform/operator.ts";
import { PlainError } from "#platform/plain-error.ts";
import type { Statement } from "#platform/statement.ts";
import { atMinute } from "./card-keeping.ts";
import type { DemoAccount, DemoClient } from "./demo-clinic.ts";
import { generateDemoClinic } from "./generate-demo.ts";
import { insertCoaching, insertCover, insertRecord } from "./store.ts";

/** The one password of every made-up account. It protects nothing: all of the data is made up. */
const DEMO_PASSWORD = "made-up people live here";
const SEED = 20_261_143;
const NEWCOMER = "new@demo.example";
/** Who keeps the accounts and sees no record. */
const ADMINISTRATOR: DemoAccount = {
  id: randomUUID(),
  kind: "administrator",
  name: "Iris Boateng",
  email: "iris.boateng@demo.example",
  locale: "en",
};
/** A clinician of the same team: skills trainer of one client, supervisor for another. */
const COLLEAGUE: DemoAccount = {
  id: randomUUID(),
  kind: "clinician",
  name: "Bea Hartnell",
  email: "bea.hartnell@demo.example",
  locale: "en",
};
const COLLEAGUE_IS = { "I. C.": "skills-trainer", "M. A.": "supervisor" } as const;
/** Whose therapist the colleague stands in for soon: from and until, in days from now. */
const COLLEAGUE_COVERS = { initials: "M. Q.", from: 5, until: 12 } as const;
const COLLEAGUES_COACHING: CoachingTimes = {
  phone: "212-555-0144",
  hours: "Weekdays from ten to six.",
  limits: "I know the safety plan and the card. Ten minutes, for a skill right now.",
};
const MORNING = 9 * 60;

/**
 * Makes the demo clinic in an empty database: an administrator, a therapist with six people who
 * have a history, a colleague, and one newcomer without any, into whose record a file can be imported.
 * @param ring what the clinic's keys are wrapped with
 * @param now milliseconds since 1970; the histories end on that day
 * @throws PlainError when there is a clinic already
 */
export async function makeDemo(ownerUrl: string, ring: KeyRing, now: number): Promise<void> {
  const owner = openDatabase(ownerUrl, 2, () => undefined);
  try {
    if ((await findMode(owner)) !== null) throw new PlainError("The demo clinic is there already.");
    await fill(owner, ring, now);
  } finally {
    await owner.close();
  }
}

async function fill(owner: Database, ring: KeyRing, now: number): Promise<void> {
  // The day of UTC: in no zone does a history reach into the future by more than its last evening.
  const demo = generateDemoClinic({ seed: SEED, today: diaryDayAt(now, "UTC") });
  const { zone } = demo.clinic;
  const morning = (daysFromNow: number) =>
    new Date(atMinute(addDays(diaryDayAt(now, zone), daysFromNow), MORNING, zone));
  const clients = [
    ...demo.clients,
    makeNewcomer(demo.clinic.zone, diaryDayAt(now, demo.clinic.zone)),
  ];
  const people = [
    ADMINISTRATOR,
    demo.therapist,
    COLLEAGUE,
    ...clients.flatMap((client) => (client.account ? [client.account] : [])),
  ];
  const clinicId = randomUUID();
  const clinic = insertClinic({ id: clinicId, ...demo.clinic }, ring);
  const accounts = await Promise.all(
    people.map((account) => insertAccount({ ...account, password: DEMO_PASSWORD }, clinic.keys)),
  );
  await withOperatorTx(owner, clinicId, (tx) =>
    tx.finish(
      setMode("demo", demo.clinic.code),
      ...clinic.statements,
      ...accounts.flat(),
      ...clients.flatMap((client) => [
        ...insertPerson(client, demo.therapist.id),
        ...insertRecord(client, demo.therapist.id, clinic.keys),
      ]),
      insertCoaching(demo.therapist.id, demo.coaching),
      insertCoaching(COLLEAGUE.id, COLLEAGUES_COACHING),
      ...clients
        .filter(({ initials }) => initials === COLLEAGUE_COVERS.initials)
        .map(({ id }) =>
          insertCover(COLLEAGUE.id, id, {
            from: morning(COLLEAGUE_COVERS.from),
            until: morning(COLLEAGUE_COVERS.until),
          }),
        ),
      auditOperator("clinic.demo", []),
    ),
  );
}

function makeNewcomer(zone: string, since: DemoClient["since"]): DemoClient {
  const account: DemoAccount = {
    id: randomUUID(),
    kind: "client",
    name: "Noa N.",
    email: NEWCOMER,
    locale: "en",
  };
  const nothing = {
    closingLine: null,
    targets: [],
    items: [],
    entries: [],
    notes: [],
    details: [],
    riddenOut: [],
    shortDays: [],
    plans: [],
    sessions: [],
  };
  return {
    id: randomUUID(),
    account,
    initials: "N. N.",
    tag: "newcomer",
    lifeLine: null,
    zone,
    since,
    ...nothing,
  };
}

const insertPerson = (client: DemoClient, therapistId: string): readonly Statement[] => [
  insertClient({ ...client, accountId: client.account?.id ?? null }),
  insertGrant(therapistId, client.id, "therapist"),
  ...Object.entries(COLLEAGUE_IS).flatMap(([initials, kind]) =>
    initials === client.initials ? [insertGrant(COLLEAGUE.id, client.id, kind)] : [],
  ),
];

/** Prints where to sign in and as whom. */
export function printDemoSignIns(origin: string, say: (sentence: string) => void): void {
  const demo = generateDemoClinic({ seed: SEED, today: diaryDayAt(0, "UTC") });
  const people = demo.clients.flatMap((client) => (client.account ? [client.account] : []));
  say("");
  say("Demo: made-up people. Do not put real ones in here.");
  say(`  Therapist   ${origin}/clinic/     ${demo.therapist.email}`);
  say(`  Colleague   ${origin}/clinic/     ${COLLEAGUE.email} (skills trainer, supervisor)`);
  say(`  Office      ${origin}/clinic/     ${ADMINISTRATOR.email} (administrator)`);
  say(
    `  Clients     ${origin}/c/${demo.clinic.code}/     ${people.map((account) => account.email).join(", ")}`,
  );
  say(`  Newcomer    ${origin}/c/${demo.clinic.code}/     ${NEWCOMER} (no card yet)`);
  say(`  Password of all of them: ${DEMO_PASSWORD}`);
}
