import { expect, test } from "vitest";
import { arriveAt, expectRoom, faultsInEveryLook } from "./screen-checks.ts";
import { CLINICIAN_SCREENS } from "./screens-clinician.ts";
import { useVisits } from "./visit.ts";

const { visit } = useVisits();

test.each(CLINICIAN_SCREENS)("clinician: $name", async (screen) => {
  const visitor = await arriveAt(visit, screen);
  expect(await faultsInEveryLook(visitor)).toEqual([]);
  await expectRoom(visitor);
});
