import { civilDate } from "@trellis/domain/civil-date";
import pg from "pg";
import { openLink, requestBytes } from "./link.ts";
import { median, quantile, short } from "./median.ts";
import type { Family, Measured } from "./row.ts";
import type { Scope } from "./scope.ts";
import {
  asTherapist,
  clientId,
  type Group,
  seedClinic,
  type SeedPlan,
  type SignedIn,
  tokenHash,
} from "./seed.ts";
import { CLINIC_CODE, startSecondServer, startTrellis, type Trellis } from "./trellis.ts";
import { type SentStatement, tapDatabase, type Wire } from "./wire.ts";

const CLIENTS_A_THERAPIST = 40;
const CALLS = 1000;
const WARM_UP_CALLS = 100;

const everybody: Group = { name: "fortnight", clients: 10_000, days: 14, items: 7 };
const plan: SeedPlan = {
  today: civilDate("2026-03-03"),
  clientsPerTherapist: CLIENTS_A_THERAPIST,
  groups: [everybody],
};

/** The lists that a therapist opens, by the path of their request. */
const LISTS: readonly (readonly [name: string, path: (client: string) => string])[] = [
  ["My clients", () => "/api/clients"],
  ["the clinicians", () => "/api/clinicians"],
  ["a care team", (client) => `/api/clients/${client}/care-team`],
];

/** What row-level security costs a list in a large clinic. */
export const access: Family = {
  rows: [{ name: "access.list-p95", unit: "of without RLS", goal: { sign: "≤", than: 1.5 } }],
  measure: async (_wanted, scope, say) => {
    const trellis = await startTrellis(scope, say);
    await seedClinic(trellis.superuserUrl, plan);
    const wire = await tapDatabase(scope, trellis.socketDirectory);
    const port = await startSecondServer(scope, trellis, wire.folder);
    const client = clientId(everybody.name, 0);
    const therapist = asTherapist(plan, 0);
    const found: Compared[] = [];
    for (const [name, path] of LISTS) {
      const statement = await hearList(port, wire, therapist, path(client));
      found.push(await compare(scope, trellis, name, statement, therapist));
    }
    return [rowOf(found)];
  },
};

type Compared = { readonly name: string; readonly walled: number[]; readonly open: number[] };

const ratioOf = ({ walled, open }: Compared): number =>
  quantile(walled, 0.95) / quantile(open, 0.95);

function rowOf(found: readonly Compared[]): Measured {
  const words = found.map(
    (each) =>
      `${each.name} ${short(quantile(each.walled, 0.95))} against ${short(quantile(each.open, 0.95))} ms (medians ${short(median(each.walled))} and ${short(median(each.open))})`,
  );
  return {
    name: "access.list-p95",
    value: Math.max(...found.map(ratioOf)),
    how: `The slowest of the lists that a therapist opens, as 95th percentiles of ${String(CALLS)} alternating calls each of the statement that the server sends, by the application's role and by a superuser, whom no policy binds: ${words.join("; ")}. A therapist with ${String(CLIENTS_A_THERAPIST)} clients in a clinic of 10,000 with fourteen days of seven items each.`,
  };
}

/** The statement of the handler: what the server sends besides opening, audit, BEGIN and COMMIT. */
async function hearList(
  port: number,
  wire: Wire,
  { cookie }: SignedIn,
  path: string,
): Promise<SentStatement> {
  const link = await openLink(port);
  wire.listen();
  const answer = await link.send(requestBytes("GET", path, { "trellis-app": "clinician", cookie }));
  link.close();
  if (answer.status !== 200) throw new Error(`${path} was answered ${String(answer.status)}`);
  const sent = wire
    .heard()
    .turns.filter((turn) => turn.some(({ sql }) => sql.includes("app.open_sign_in")))
    .flat()
    .filter(({ sql }) => /^\s*SELECT/.test(sql) && !/app\.(open_sign_in|require_|audit)/.test(sql));
  const [only] = sent;
  if (only === undefined || sent.length > 1)
    throw new Error(`${path} sent ${String(sent.length)} statements`);
  return only;
}

async function compare(
  scope: Scope,
  trellis: Trellis,
  name: string,
  statement: SentStatement,
  therapist: SignedIn,
): Promise<Compared> {
  const walled = await connectTo(scope, trellis.appUrl);
  const open = await connectTo(scope, trellis.superuserUrl);
  const call = (db: pg.Client) => timed(db, statement, therapist);
  for (let index = 0; index < WARM_UP_CALLS; index += 1)
    if ((await call(walled)).rows !== (await call(open)).rows)
      throw new Error(`${name} differs with and without row-level security`);
  const found: Compared = { name, walled: [], open: [] };
  for (let index = 0; index < CALLS; index += 1) {
    if (index % 2 === 0) found.walled.push((await call(walled)).took);
    found.open.push((await call(open)).took);
    if (index % 2 === 1) found.walled.push((await call(walled)).took);
  }
  return found;
}

async function connectTo(scope: Scope, url: string): Promise<pg.Client> {
  const db = new pg.Client({ connectionString: url });
  db.on("error", () => undefined);
  await db.connect();
  scope.defer(() => db.end());
  return db;
}

/** Milliseconds of the statement in a transaction of its own, opened as the server opens one; and how many rows came. */
async function timed(
  db: pg.Client,
  { sql, values }: SentStatement,
  { token }: SignedIn,
): Promise<{ took: number; rows: number }> {
  await db.query("BEGIN");
  await db.query({
    name: "open",
    text: "SELECT app.open_sign_in($1, $2, '{clinician}', 'clinician', true)",
    values: [CLINIC_CODE, tokenHash(token)],
  });
  const start = performance.now();
  const { rowCount } = await db.query({
    name: `list ${sql}`.slice(0, 63),
    text: sql,
    values: [...values],
  });
  const took = performance.now() - start;
  await db.query("COMMIT");
  return { took, rows: rowCount ?? 0 };
}
