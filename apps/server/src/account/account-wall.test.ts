import { randomBytes, randomUUID } from "node:crypto";
import type { AccountKind, App } from "@trellis/domain/account";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSignIn } from "#platform/access.ts";
import { type Database, withTx } from "#platform/database.ts";
import type { Statement } from "#platform/statement.ts";
import { makeTestClinic, type TestClinic } from "#platform/test-clinic.ts";
import { mintSignIn, openSuperuser } from "#platform/test-marked-clinic.ts";
import { type Caller, startTestTrellis, type TestTrellis } from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";
import { type Ask, attack, presentedBy } from "../safety/database-attacker.ts";
import { accountOf, listAccounts, readDetail } from "./store.ts";

let trellis: TestTrellis;
let superuser: Database;
let north: TestClinic;
let south: TestClinic;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
  north = await makeTestClinic(trellis, "north");
  south = await makeTestClinic(trellis, "south");
});
afterAll(async () => {
  await superuser.close();
  await trellis.close();
});

const appOf = (kind: AccountKind): App => (kind === "client" ? "client" : "clinician");

const signIn = (accountId: string, kind: AccountKind): Promise<Caller> =>
  mintSignIn(superuser, north, accountId, { kind, app: appOf(kind) });

/** Statements of the application as somebody who has a hole and this sign-in: the SQLSTATE and message of what was refused. */
async function as(kind: AccountKind, accountId: string, ...asked: readonly Ask[]) {
  const { clinicCode, tokenHash, app } = presentedBy(await signIn(accountId, kind));
  const open: Ask = [
    "SELECT app.open_sign_in($1, $2, $3, $4, true)",
    [clinicCode, tokenHash, [kind], app],
  ];
  return attack(trellis.app, null, open, ...asked);
}

const secret = () => randomBytes(32);
const issue = (accountId: string, purpose = "reset"): Ask => [
  "SELECT * FROM app.issue_invite($1, $2, $3, $4)",
  [accountId, purpose, secret(), secret()],
];

/** What nobody but an administrator does, with the other arguments as they like. */
const keeping = (accountId: string): readonly Ask[] => [
  [
    "SELECT app.add_account($1, 'administrator', 'x', $2, NULL, $2, NULL)",
    [randomUUID(), secret()],
  ],
  ["SELECT app.approve_reset($1)", [accountId]],
  [
    "SELECT app.ask_email_change_of($1, $2, $3, NULL, $3, $3, $3)",
    [accountId, randomUUID(), secret()],
  ],
  ["SELECT * FROM app.deactivate_account($1)", [accountId]],
  ["SELECT app.reactivate_account($1)", [accountId]],
];

describe("whoever can run statements as the application", () => {
  test("keeps no account without an administrator's sign-in", async () => {
    for (const ask of keeping(north.otherTherapist.accountId)) {
      expect((await attack(trellis.app, null, ask)).code, ask[0]).toBe("28000");
      for (const [kind, { accountId }] of [
        ["clinician", north.therapist],
        ["client", north.client],
      ] as const)
        expect((await as(kind, accountId, ask)).code, ask[0]).toBe("42501");
    }
  });

  test("makes a link for nobody whom they do not look after", async () => {
    const others = [north.otherClient, north.otherTherapist, north.administrator, south.client];
    expect((await attack(trellis.app, null, issue(north.client.accountId))).code).toBe("28000");
    for (const { accountId } of others) {
      expect((await as("clinician", north.therapist.accountId, issue(accountId))).code).toBe(
        "P0002",
      );
      const revoke: Ask = ["SELECT app.revoke_invite($1)", [accountId]];
      expect((await as("clinician", north.therapist.accountId, revoke)).code).toBe("P0002");
    }
    const own = await as("client", north.client.accountId, issue(north.client.accountId));
    expect(own.code).toBe("P0002");
    const foreign = issue(south.client.accountId);
    expect((await as("administrator", north.administrator.accountId, foreign)).code).toBe("P0002");
  });

  test("is bound to the clinic of the sign-in, also when they forge that of the operator", async () => {
    const forge: Ask = ["SELECT set_config('app.operator_clinic', $1, true)", [south.clinicId]];
    const { accountId } = north.administrator;
    for (const ask of [issue(south.client.accountId), ...keeping(south.otherTherapist.accountId)]) {
      if (ask[0].includes("add_account")) continue;
      expect((await as("administrator", accountId, forge, ask)).code, ask[0]).not.toBe("");
    }
    const made = await as("administrator", accountId, forge, keeping(accountId)[0] ?? [""]);
    expect(made.code).not.toBe("");
  });
});

describe("whoever can run statements with an administrator's sign-in", () => {
  test("reads no hash of a secret or code, and writes nothing of an account but its name", async () => {
    const { accountId } = north.administrator;
    const refused: readonly Ask[] = [
      ["SELECT secret_hash FROM account_invite"],
      ["SELECT code_hash FROM account_invite"],
      ["SELECT secret_hash FROM email_change"],
      ["SELECT login_index FROM email_change"],
      ["SELECT login_index FROM account"],
      ["SELECT mailbox_index FROM account"],
      ["UPDATE account SET kind = 'administrator'"],
      ["UPDATE account SET login_index = $1", [secret()]],
      ["UPDATE account SET deactivated_at = NULL"],
      ["UPDATE account SET activated_at = now()"],
      ["UPDATE account SET same_person_as = NULL"],
      ["UPDATE account_invite SET wrong_codes = 0"],
      ["UPDATE account_invite SET approved_at = now()"],
      ["UPDATE email_change SET works_from = now()"],
      ["DELETE FROM account"],
      [
        "SELECT app.put_invite($1, $2, 'reset', $3, $3, NULL, false)",
        [north.clinicId, accountId, secret()],
      ],
      ["SELECT * FROM app.end_account($1, $2, NULL)", [north.clinicId, accountId]],
      [
        "SELECT app.put_account($1, $2, 'administrator', 'x', $3, NULL, $3, NULL)",
        [north.clinicId, randomUUID(), secret()],
      ],
      ["SELECT app.open_account($1)", [accountId]],
    ];
    for (const ask of refused)
      expect((await as("administrator", accountId, ask)).code, ask[0]).toBe("42501");
    const renamed: Ask = ["UPDATE account SET display_name = 'x' RETURNING clinic_id"];
    const { rows } = await as("administrator", accountId, renamed);
    for (const row of rows as { clinic_id: string }[]) expect(row.clinic_id).toBe(north.clinicId);
    expect((await as("clinician", north.therapist.accountId, renamed)).rows).toEqual([]);
  });

  test("opens a colleague's reset with two administrators' sign-ins and not with one", async () => {
    const second = randomUUID();
    await superuser.pool.query(
      `INSERT INTO account (clinic_id, account_id, kind, login_index, email_sealed, display_name) VALUES ($1, $2, 'administrator', $3, $3, 'x')`,
      [north.clinicId, second, secret()],
    );
    const first = north.administrator.accountId;
    const target = north.otherTherapist.accountId;
    const [of, code] = [secret(), secret()];
    const ask: Ask = ["SELECT * FROM app.issue_invite($1, 'reset', $2, $3)", [target, of, code]];
    expect((await as("administrator", first, ask)).rows).toMatchObject([
      { waits_for_approval: true },
    ]);
    const accept: Ask = [
      "SELECT account_id FROM app.accept_invite('north', $1, $2, $3, $4)",
      [of, code, randomBytes(16), secret()],
    ];
    expect((await attack(trellis.app, null, accept)).rows).toEqual([]);
    const approve: Ask = ["SELECT app.approve_reset($1)", [target]];
    expect((await as("administrator", first, approve)).code).toBe("TR409");
    expect((await as("administrator", second, approve)).code).toBe("");
    expect((await attack(trellis.app, null, accept)).rows).toEqual([{ account_id: target }]);
  });
});

type Plan = { readonly [key: string]: unknown; readonly Plans?: readonly Plan[] };
const nodesOf = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

async function planOf(asked: Statement): Promise<readonly Plan[]> {
  const caller = await signIn(north.administrator.accountId, "administrator");
  const explain = { ...asked, sql: `EXPLAIN (ANALYZE, FORMAT JSON) ${asked.sql}` } as Statement;
  const [rows] = await withTx(
    trellis.app,
    [openSignIn(presentedBy(caller), ["administrator"])],
    (tx) => tx.finish(explain),
  );
  const [row] = rows as readonly { "QUERY PLAN": readonly { Plan: Plan }[] }[];
  return nodesOf(row?.["QUERY PLAN"][0]?.Plan ?? {});
}

describe("in a clinic of ten thousand accounts", () => {
  const everybody = { kind: null, state: null, name: null, login: null, after: null, most: 51 };
  const pages = [
    ["the first page", everybody],
    ["a page after", { ...everybody, after: "" }],
    ["the clinicians", { ...everybody, kind: "clinician" }],
    ["who is invited", { ...everybody, state: "invited" }],
    ["who is deactivated", { ...everybody, state: "deactivated" }],
    ["a beginning of a name", { ...everybody, name: "person 77" }],
    ["an e-mail", { ...everybody, login: Buffer.alloc(32) }],
  ] as const;

  beforeAll(async () => {
    await superuser.pool.query(
      `INSERT INTO account (clinic_id, account_id, kind, login_index, email_sealed, display_name, activated_at, deactivated_at)
       SELECT $1, gen_random_uuid(), CASE WHEN n % 50 = 0 THEN 'clinician' ELSE 'client' END, sha256(n::text::bytea), '', 'Person ' || n,
              CASE WHEN n % 100 <> 1 THEN now() END, CASE WHEN n % 90 = 2 THEN now() END
         FROM generate_series(1, 10000) n`,
      [north.clinicId],
    );
    await superuser.pool.query("ANALYZE account");
  });

  test.each(pages)("%s reads no more than some pages of accounts", async (_what, filter) => {
    const after = filter.after === null ? null : north.therapist.accountId;
    const nodes = await planOf(listAccounts({ ...filter, after }));
    const reads = nodes.filter((node) => node["Relation Name"] === "account");
    expect(reads.length).toBeGreaterThan(0);
    for (const node of reads) {
      expect(node["Node Type"], JSON.stringify(node)).not.toBe("Seq Scan");
      const seen = Number(node["Actual Rows"]) + Number(node["Rows Removed by Filter"] ?? 0);
      expect(seen, JSON.stringify(node)).toBeLessThan(600);
    }
  });

  test("one account is read by its key", async () => {
    const nodes = await planOf(readDetail(accountOf(north.client.accountId)));
    expect(
      nodes.filter(
        (node) => node["Node Type"] === "Seq Scan" && node["Relation Name"] === "account",
      ),
    ).toEqual([]);
  });
});
