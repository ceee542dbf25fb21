import type { CivilDate } from "@trellis/domain/civil-date";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operatorAccess } from "#platform/access.ts";
import type { Database } from "#platform/database.ts";
import { readItemHistories } from "#platform/item-history.ts";
import type { Statement } from "#platform/statement.ts";
import {
  type MarkedClinic,
  makeMarkedClinic,
  mintSignIn,
  openSuperuser,
} from "#platform/test-marked-clinic.ts";
import { type Caller, startTestTrellis, type TestTrellis } from "#platform/test-trellis.ts";
import {
  readCheckBefore,
  readDetails,
  readEntries,
  readHead,
  readNearest,
  readNotes,
  readRiddenOut,
  readShortDays,
} from "../diary-card/week-store.ts";
import { buildTrellis } from "../main.ts";
import { CATALOGUE_CHECKS, type CatalogueCheck } from "./catalogue-checks.ts";
import { conditionsOf, partsOf, PER_ROW, readPlan } from "./query-plan.ts";

let trellis: TestTrellis;
let superuser: Database;
let north: MarkedClinic;
let therapist: Caller;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
  north = await makeMarkedClinic(trellis, superuser, "north");
  therapist = await mintSignIn(superuser, north.record, north.therapist.accountId, {
    kind: "clinician",
    app: "clinician",
  });
});
afterAll(async () => {
  await superuser.close();
  await trellis.close();
});

async function faultsOf(check: CatalogueCheck): Promise<readonly string[]> {
  const { rows } = await superuser.pool.query<{ fault: string }>(
    check.faults,
    check.allowed ? [check.allowed] : [],
  );
  return rows.map((row) => row.fault);
}

describe.each(CATALOGUE_CHECKS)("$rule", (check) => {
  test("in the migrated database", async () => {
    expect(await faultsOf(check)).toEqual([]);
  });

  test.each(check.planted)("and is noticed when broken by %s", async (planted) => {
    await superuser.pool.query("BEGIN");
    try {
      await superuser.pool.query(planted);
      expect(await faultsOf(check)).not.toEqual([]);
    } finally {
      await superuser.pool.query("ROLLBACK");
    }
  });
});

test("nothing that is allowed by name has gone: the lists hold no leftovers", async () => {
  for (const check of CATALOGUE_CHECKS) {
    for (const [index, name] of (check.allowed ?? []).entries()) {
      if (check.rule.startsWith("what is append-only")) continue;
      const { rows } = await superuser.pool.query(check.faults, [
        check.allowed?.toSpliced(index, 1),
      ]);
      expect(rows.length, `${check.rule}: ${name}`).toBeGreaterThan(0);
    }
  }
});

const planOf = (statement: Statement) => readPlan(trellis.app, therapist, statement);

const from = "2026-02-19" as CivilDate;
const to = "2026-03-04" as CivilDate;
const access = () => operatorAccess<"diary-card", "read">(north.record.clientId);
const weekReads: readonly (readonly [string, () => Statement])[] = [
  ["the head of a week", () => readHead(access(), to)],
  ["the items of a week", () => readItemHistories(access())],
  ["the entries of a week", () => readEntries(access(), from, to)],
  ["the words beside entries of a week", () => readDetails(access(), from, to)],
  ["the notes of a week", () => readNotes(access(), from, to)],
  ["the urges ridden out in a week", () => readRiddenOut(access(), from, to)],
  ["the short days of a week", () => readShortDays(access(), from, to)],
  ["the weekly question before a week", () => readCheckBefore(access(), from)],
  ["the nearest entries of a week", () => readNearest(access(), from, to)],
];

describe("who is signed in is asked once a statement", () => {
  test.each(weekReads)("for %s", async (_what, statement) => {
    const nodes = await planOf(statement());
    expect(conditionsOf(nodes)).not.toMatch(PER_ROW);
    expect(conditionsOf(nodes)).toMatch(/client_id/);
    expect(partsOf(nodes, "InitPlan").length).toBeGreaterThan(1);
    expect(partsOf(nodes, "SubPlan")).toEqual([]);
  });

  test("and would be noticed if it were not", async () => {
    await superuser.pool.query("DROP POLICY readers ON diary_note");
    await superuser.pool.query(
      `CREATE POLICY readers ON diary_note FOR SELECT TO trellis_app USING (client_id IN (SELECT app.client_ids('{therapist}')) AND app.account_id() IS NOT NULL)`,
    );
    const conditions = conditionsOf(await planOf(readNotes(access(), from, to)));
    await superuser.pool.query("DROP POLICY readers ON diary_note");
    expect(conditions).toMatch(/app\.account_id\(/);
  });
});
