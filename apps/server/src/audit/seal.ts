import { listClinicCodes } from "#platform/clinic-list.ts";
import { withTx } from "#platform/database.ts";
import type { Job } from "#platform/jobs.ts";
import type { Services } from "#platform/route.ts";
import { anchorFile, appendToAnchor, readAnchorTail } from "./anchor.ts";
import { sealText } from "./seal-hash.ts";
import { addSeal, asLine, draftSeal, readLastSeal } from "./seal-store.ts";

/** Rows in one seal; working out the digest of so many takes some 50 ms. */
const MOST_ROWS = 10_000;
/**
 * Rows that were committed after rows with higher numbers are looked for this many seals back: two hours of a clinic
 * that is never still, and two days when a process begins and once an hour from then on.
 */
const USUAL_LOOK_BACK = 120;
const LONG_LOOK_BACK = 3000;
const HOUR = 60 * 60 * 1000;

/**
 * Seals what was committed to the audit since the last turn, clinic by clinic, and writes each seal to a file besides.
 * @param anchorFolder where those files are
 */
export function auditSealJob(anchorFolder: string): Job {
  const lookedAt = new Map<string, number>();
  const lookBackOf = (code: string): number => {
    const now = performance.now();
    if (now - (lookedAt.get(code) ?? -HOUR) < HOUR) return USUAL_LOOK_BACK;
    lookedAt.set(code, now);
    return LONG_LOOK_BACK;
  };
  return {
    name: "audit.seal",
    everyMinutes: 1,
    runsAtStop: true,
    run: async (services) => {
      const troubles: unknown[] = [];
      for (const code of await listClinicCodes(services.database)) {
        await sealClinic(services, code, anchorFolder, lookBackOf(code)).catch((error: unknown) =>
          troubles.push(error),
        );
      }
      if (troubles.length > 0) throw troubles[0];
    },
  };
}

/** Seals one clinic's rows; does nothing while another server is at it. */
export async function sealClinic(
  { database, fieldKeys }: Pick<Services, "database" | "fieldKeys">,
  code: string,
  anchorFolder: string,
  lookBack = LONG_LOOK_BACK,
): Promise<void> {
  const keys = await fieldKeys.ofClinic(code);
  const file = anchorFile(anchorFolder, code);
  await writeDownLast(database, code, file);
  for (let isMore = true; isMore;) {
    isMore = await withTx(database, [], async (tx) => {
      const [[draft]] = await tx.run(draftSeal(code, MOST_ROWS, lookBack));
      if (!draft) return false;
      const hash = keys.auditMac(sealText(draft));
      await tx.finish(addSeal(code, draft, hash));
      await appendToAnchor(file, await readAnchorTail(file), [asLine({ ...draft, hash })]);
      return draft.isCapped;
    });
  }
}

/**
 * Appends the newest seal's line when a crash came between its commit and its line. More is not mended: lines that
 * somebody took away shall be missed.
 */
async function writeDownLast(
  database: Services["database"],
  code: string,
  file: string,
): Promise<void> {
  const [[newest]] = await withTx(database, [], (tx) => tx.finish(readLastSeal(code)));
  if (!newest) return;
  const tail = await readAnchorTail(file);
  const highest = Math.max(0, ...tail.lines.map((line) => line.number));
  if (highest === newest.number - 1) await appendToAnchor(file, tail, [asLine(newest)]);
}
