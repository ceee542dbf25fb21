import { access } from "./access.ts";
import { audit } from "./audit.ts";
import { cardSave } from "./card-save.ts";
import type { Family } from "./row.ts";
import { screens } from "./screens.ts";
import { signIn } from "./sign-in.ts";
import { start } from "./start.ts";
import { todayCold } from "./today-cold.ts";
import { todayTaps } from "./today-taps.ts";
import { today } from "./today.ts";
import { weekScreens } from "./week-screens.ts";
import { week } from "./week.ts";

/** Every family of rows, in the order of the table. A later feature adds its file here. */
export const families: readonly Family[] = [
  cardSave,
  audit,
  access,
  signIn,
  week,
  weekScreens,
  screens,
  today,
  todayCold,
  todayTaps,
  start,
];
