import { type CivilDate, daysBetween, diaryDayAt } from "@trellis/domain/civil-date";
import type { ClinicDoor, InstallationMode } from "@trellis/domain/clinic";
import { CHECK_AGAIN_DAYS } from "@trellis/domain/clinic-setting";
import { helpOf } from "@trellis/domain/crisis-line";
import { listClinicCodes } from "./platform/clinic-list.ts";
import type { DatabaseCheck } from "./platform/database-checks.ts";
import { type Database, withTx } from "./platform/database.ts";
import { readClinicDoor } from "./platform/installation-store.ts";

type Check = Pick<DatabaseCheck, "check" | "ok" | "level" | "value" | "why">;

/**
 * The numbers that clients see on Help now, of each clinic: whether somebody made sure of every one in the last
 * quarter of a year (R-CS-3).
 * @param now milliseconds since 1970
 */
export async function helpChecks(
  database: Database,
  mode: InstallationMode,
  now: number,
): Promise<readonly Check[]> {
  const codes = await listClinicCodes(database);
  const doors = await withTx(database, [], async (tx) => {
    const answers = await tx.finish(...codes.map(readClinicDoor));
    return answers.flat();
  });
  const today = diaryDayAt(now, "UTC", 0);
  return doors.map((door) => checkOf(door, mode, today));
}

function checkOf(door: ClinicDoor, mode: InstallationMode, today: CivilDate): Check {
  const help = helpOf(door.country, door);
  const ages = [...help.emergency, ...help.crisis].map(({ checkedOn }) =>
    checkedOn === null ? null : Math.max(0, daysBetween(checkedOn, today)),
  );
  const checked = ages.filter((age) => age !== null);
  const ok = ages.every((age) => age !== null && age <= CHECK_AGAIN_DAYS);
  const oldest = checked.length === 0 ? "" : `, the oldest check ${days(Math.max(...checked))} ago`;
  return {
    check: `whom to call, "${door.code}"`,
    ok,
    level: mode === "demo" ? "advice" : "alarm",
    value: `${checked.length} of ${ages.length} numbers checked${oldest}`,
    why: ok
      ? ""
      : `clients read beside a number that nobody made sure of it; call each once a quarter, the emergency number excepted, and say so under Settings`,
  };
}

const days = (count: number): string => (count === 1 ? "1 day" : `${count} days`);
