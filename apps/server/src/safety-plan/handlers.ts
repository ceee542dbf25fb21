import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import {
  agreeSafetyPlan,
  listSafetyPlanVersions,
  printSafetyPlan,
  readSafetyPlan,
  writeSafetyPlan,
} from "@trellis/api/safety-plan";
import { EMPTY_PLAN, type SafetyPlanVersion } from "@trellis/domain/safety-plan";
import { Failure, notFound } from "#platform/failure.ts";
import type { ClinicKeys } from "#platform/field-keys.ts";
import { type Arrived, forRecord, type Route } from "#platform/route.ts";
import { openPlan, sealPlan } from "#platform/sealed-plan.ts";
import { agreeTo, insertVersion, lockPlan, type PlanRow, readVersions } from "./store.ts";

const MOST_VERSIONS = 50;

const keysOf = ({ presented, services }: Arrived): Promise<ClinicKeys> =>
  services.fieldKeys.ofClinic(presented?.clinicCode ?? "");

/**
 * A version as the contract writes it. What was sealed by keys that were lost is empty text, and says so.
 * @throws Error when the sealed value was changed or moved
 */
function openVersion(keys: ClinicKeys, row: PlanRow): SafetyPlanVersion {
  const plan = openPlan(keys, row, row.sealed);
  return {
    version: row.version,
    plan: plan ?? EMPTY_PLAN,
    written: {
      name: row.writtenName,
      isClient: row.writtenByClient,
      at: row.writtenAt.toISOString(),
    },
    agreed:
      row.agreedAt === null
        ? null
        : {
            name: row.agreedName ?? "",
            isClient: !row.writtenByClient,
            at: row.agreedAt.toISOString(),
          },
    ...(plan === null ? { lost: true } : {}),
  };
}

const changedMeanwhile = (newest: number) =>
  new Failure(409, "changed-meanwhile", "There is another version of the plan meanwhile.", {
    version: newest,
  });

export const safetyPlanRoutes: readonly Route[] = [
  forRecord(readSafetyPlan, async (tx, access, _input, arrived) => {
    const keys = await keysOf(arrived);
    const [[row]] = await tx.finish(readVersions(access, 1));
    return { newest: row === undefined ? null : openVersion(keys, row) };
  }),

  forRecord(listSafetyPlanVersions, async (tx, access, _input, arrived) => {
    const keys = await keysOf(arrived);
    const [rows] = await tx.finish(readVersions(access, MOST_VERSIONS));
    return { versions: rows.map((row) => openVersion(keys, row)) };
  }),

  forRecord(writeSafetyPlan, async (tx, access, { body }, arrived) => {
    const keys = await keysOf(arrived);
    const [, [before]] = await tx.run(lockPlan(access), readVersions(access, 1));
    const newest = before === undefined ? null : openVersion(keys, before);
    // The same words again: the answer did not arrive, or nothing was changed. Neither makes a version.
    if (newest !== null && newest.lost !== true && isDeepStrictEqual(newest.plan, body.plan))
      return newest;
    const version = newest?.version ?? 0;
    if (version !== body.seen) throw changedMeanwhile(version);
    const place = { clientId: access.clientId, version: version + 1, id: randomUUID() };
    const [, [row]] = await tx.finish(
      insertVersion(access, place, sealPlan(keys, place, body.plan)),
      readVersions(access, 1),
    );
    if (row === undefined) throw notFound();
    return openVersion(keys, row);
  }),

  forRecord(agreeSafetyPlan, async (tx, access, { body }, arrived) => {
    const keys = await keysOf(arrived);
    const [, [before]] = await tx.run(lockPlan(access), readVersions(access, 1));
    if (before === undefined || before.version !== body.version)
      throw changedMeanwhile(before?.version ?? 0);
    const [, [row]] = await tx.finish(agreeTo(access, body.version), readVersions(access, 1));
    if (row === undefined) throw notFound();
    return openVersion(keys, row);
  }),

  forRecord(printSafetyPlan, () => Promise.resolve({})),
];
