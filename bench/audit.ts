import { setTimeout as wait } from "node:timers/promises";
import { addDays, civilDate } from "@trellis/domain/civil-date";
import { CLIENTS, savers } from "./card-day.ts";
import { captureSave, type Load, startLoad } from "./card-save.ts";
import type { LoadResult } from "./load.ts";
import { median, short } from "./median.ts";
import type { Family, Measured, Say } from "./row.ts";
import type { Scope } from "./scope.ts";
import { connectAsSuperuser, seedClinic } from "./seed.ts";
import { CLINIC_CODE, runOn, startTrellis, type Trellis } from "./trellis.ts";
import type { SentStatement } from "./wire.ts";

const TODAY = civilDate("2026-03-03");
const PAIRS = 9;
const DAYS_A_RUN = 64;
const WARM_UP_DAYS = 32;
const VERIFIED_ROWS = 300_000;
const VERIFICATIONS = 3;
const LONGEST_SEALING_MILLISECONDS = 180_000;

/** What the audit costs a save, and how fast its seals are worked out again. */
export const audit: Family = {
  rows: [
    { name: "audit.cost", unit: "of without audit", goal: { sign: "≤", than: 1.15 } },
    { name: "audit.verify", unit: "rows/s", goal: { sign: "≥", than: 100_000 } },
  ],
  measure: async (wanted, scope, say) => {
    const trellis = await startTrellis(scope, say);
    await seedClinic(trellis.superuserUrl, {
      today: TODAY,
      clientsPerTherapist: CLIENTS,
      groups: [savers],
    });
    return [
      ...(wanted.has("audit.cost") ? [await measureCost(scope, trellis, say)] : []),
      ...(wanted.has("audit.verify") ? [await measureVerify(scope, trellis, say)] : []),
    ];
  },
};

const isAudit = ({ sql }: SentStatement): boolean => sql.includes("app.audit(");

async function measureCost(scope: Scope, trellis: Trellis, say: Say): Promise<Measured> {
  const { captured, of } = await captureSave(scope, trellis);
  const without = captured.map((turn) => turn.filter((each) => !isAudit(each)));
  if (captured.flat().length !== without.flat().length + 1)
    throw new Error("the captured save does not write one row of the audit");
  const load = (turns: typeof captured) =>
    startLoad(scope, { way: "sql", url: trellis.appUrl, captured: turns, of });
  const { ratios, audited, plain } = await runPairs(await load(captured), await load(without), say);
  return {
    name: "audit.cost",
    value: median(ratios),
    how: `Seconds of saves with their row of the audit divided by seconds of the same SQL without it, median of ${String(PAIRS)} pairs (${ratios.map(short).join(", ")}) in alternating order; ${String(CLIENTS)} clients at once, 12 operations a save, fsync on; a save takes ${short(median(audited))} ms with and ${short(median(plain))} ms without.`,
  };
}

async function runPairs(withAudit: Load, without: Load, say: Say) {
  let first = addDays(TODAY, 3);
  const run = async (load: Load, days: number): Promise<LoadResult> => {
    const result = await load({ first, days });
    first = addDays(first, days);
    return result;
  };
  for (const load of [withAudit, without]) await run(load, WARM_UP_DAYS);
  const ratios: number[] = [];
  const audited: number[] = [];
  const plain: number[] = [];
  for (let number = 0; number < PAIRS; number += 1) {
    await wait(200);
    const isAuditFirst = number % 2 === 1;
    const early = await run(isAuditFirst ? withAudit : without, DAYS_A_RUN);
    const late = await run(isAuditFirst ? without : withAudit, DAYS_A_RUN);
    const [one, other] = isAuditFirst ? [early, late] : [late, early];
    ratios.push(one.seconds / other.seconds);
    audited.push(...one.milliseconds);
    plain.push(...other.milliseconds);
    say(`audit: pair ${String(number + 1)} of ${String(PAIRS)}: ${short(ratios.at(-1) ?? 0)}`);
  }
  return { ratios, audited, plain };
}

async function measureVerify(scope: Scope, trellis: Trellis, say: Say): Promise<Measured> {
  say(`audit: waiting for ${String(VERIFIED_ROWS)} rows to be sealed …`);
  await fill(trellis);
  const rates: number[] = [];
  while (rates.length < VERIFICATIONS) {
    const [line = ""] = await runOn(trellis, ["verify-audit", "--clinic", CLINIC_CODE], scope);
    const [, rows, seconds] =
      /over (\d+) rows,.* worked out in ([\d.]+) s\. Nothing/.exec(line) ?? [];
    if (rows === undefined) throw new Error(`verify-audit said: ${line}`);
    rates.push(Number(rows) / Number(seconds));
  }
  return {
    name: "audit.verify",
    value: median(rates),
    how: `Rows of the audit that trellis verify-audit digests again in a second, from seals that the server made of ${String(VERIFIED_ROWS)} rows, with chain, keys and the file beside; median of ${String(VERIFICATIONS)} (${rates.map(short).join(", ")}).`,
  };
}

/** Puts rows into the audit as a busy year would, and waits until the server's job has sealed them. */
async function fill(trellis: Trellis): Promise<void> {
  const db = await connectAsSuperuser(trellis.superuserUrl);
  try {
    await db.query(
      `INSERT INTO audit_event (clinic_id, account_id, sign_in_id, origin, operation, client_ids, request_id)
       SELECT c.clinic_id, gen_random_uuid(), gen_random_uuid(), 'app', 'diary-card.read-week', ARRAY[gen_random_uuid()], gen_random_uuid()
         FROM clinic c, generate_series(1, $1::int)`,
      [VERIFIED_ROWS],
    );
    await db.query("VACUUM ANALYZE audit_event");
    for (const end = Date.now() + LONGEST_SEALING_MILLISECONDS; Date.now() < end; await wait(500)) {
      const { rows } = await db.query<{ sealed: boolean }>(
        "SELECT coalesce(sum(row_count), 0) = (SELECT count(*) FROM audit_event) AS sealed FROM audit_seal",
      );
      if (rows[0]?.sealed === true) return;
    }
    throw new Error("the rows were not sealed in time");
  } finally {
    await db.end();
  }
}
