import {
  changeClinicSettings,
  checkPhone,
  type CurrentSettings,
  listSettingVersions,
  readClinicSettings,
  type SettingVersion,
} from "@trellis/api/clinic-setting";
import { readDoor } from "@trellis/api/sign-in";
import { changedBoundary, diaryDayAt } from "@trellis/domain/civil-date";
import { changedFields } from "@trellis/domain/clinic-setting";
import { auditStatement } from "#platform/access.ts";
import { withTx } from "#platform/database.ts";
import { Failure, notFound } from "#platform/failure.ts";
import { readClinicDoor } from "#platform/installation-store.ts";
import { forAccount, forAnyone, type Route } from "#platform/route.ts";
import {
  lockSettings,
  readSettings,
  readVersions,
  type SettingsRow,
  type VersionRow,
  writeCheck,
  writeSettings,
} from "./store.ts";

/** Versions of one page of the history. */
const PAGE = 20;
/** Above every version. */
const NEWEST = 2_000_000_001;

const current = (row: SettingsRow | undefined): CurrentSettings => {
  if (!row) throw notFound();
  return { ...row, changedAt: row.changedAt.toISOString() };
};

const settingsChanged = ({ version, changedBy, changedAt }: SettingsRow) =>
  new Failure(409, "settings-changed", "Somebody else has changed the settings meanwhile.", {
    version,
    changedBy,
    changedAt: changedAt.toISOString(),
  });

export const clinicRoutes: readonly Route[] = [
  forAnyone(readDoor, async ({ params }, { services }) => {
    const [[row]] = await withTx(services.database, [], (tx) =>
      tx.finish(readClinicDoor(params.clinic)),
    );
    if (!row) throw notFound();
    return row;
  }),

  forAccount(readClinicSettings, async (tx, _input, { requestId }) => {
    const [[row]] = await tx.finish(
      readSettings(),
      auditStatement(readClinicSettings.name, [], requestId, true),
    );
    return current(row);
  }),

  forAccount(changeClinicSettings, async (tx, { body }, { services, requestId }) => {
    const [, [before]] = await tx.run(lockSettings(), readSettings());
    if (!before) throw notFound();
    const { seen, settings } = body;
    // Whoever sends the same again, because the answer did not arrive, gets the same answer.
    if (changedFields(before.settings, settings).length === 0) return current(before);
    if (before.version !== seen) throw settingsChanged(before);
    const { dayBoundary } = before;
    const today = diaryDayAt(services.now(), settings.zone, dayBoundary);
    const ends =
      settings.dayBoundary === dayBoundary.hour
        ? dayBoundary
        : changedBoundary(dayBoundary, settings.dayBoundary, today);
    const [, [after]] = await tx.finish(
      writeSettings(seen, settings, ends),
      readSettings(),
      auditStatement(changeClinicSettings.name, [], requestId, false),
    );
    return current(after);
  }),

  forAccount(listSettingVersions, async (tx, { query }, { requestId }) => {
    const [rows] = await tx.finish(
      readVersions(Number(query.before ?? NEWEST), PAGE + 1),
      auditStatement(listSettingVersions.name, [], requestId, true),
    );
    const versions = rows.slice(0, PAGE).map((row, at) => withChanges(row, rows[at + 1]));
    return { versions, before: rows.length > PAGE ? (versions.at(-1)?.version ?? null) : null };
  }),

  forAccount(checkPhone, async (tx, { body }, { services, requestId }) => {
    const [, [clinic]] = await tx.run(lockSettings(), readSettings());
    if (!clinic) throw notFound();
    const today = diaryDayAt(services.now(), clinic.settings.zone, 0);
    const [, [after]] = await tx.finish(
      writeCheck(body.phone, body.isRight, today),
      readSettings(),
      auditStatement(checkPhone.name, [], requestId, false),
    );
    return { checks: current(after).checks };
  }),
];

const withChanges = (row: VersionRow, earlier: VersionRow | undefined): SettingVersion => ({
  ...row,
  changedAt: row.changedAt.toISOString(),
  changed: earlier === undefined ? [] : changedFields(earlier.settings, row.settings),
});
