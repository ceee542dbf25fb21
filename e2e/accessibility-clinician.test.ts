import { beforeAll, expect, test } from "vitest";
import { ownOrigin } from "./own-product.ts";
import { ownWords } from "./pseudo-locale.ts";
import { arriveThroughPseudoLocale, expectRoom, faultsInEveryLook } from "./screen-checks.ts";
import { CLINICIAN_SCREENS } from "./screens-clinician.ts";
import { useVisits } from "./visit.ts";

const { visit } = useVisits();

let own: RegExp;
beforeAll(async () => {
  own = await ownWords(ownOrigin());
});

test.each(CLINICIAN_SCREENS)("clinician: $name", async (screen) => {
  const visitor = await arriveThroughPseudoLocale(visit, screen, own);
  expect(await faultsInEveryLook(visitor)).toEqual([]);
  await expectRoom(visitor);
});
