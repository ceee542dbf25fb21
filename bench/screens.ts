import { diaryDayAt } from "@trellis/domain/civil-date";
import type { BrowserContext } from "playwright-core";
import { openBrowser, PHONE, signedInWindow } from "./browser.ts";
import { short } from "./median.ts";
import type { Family } from "./row.ts";
import {
  asClient,
  asTherapist,
  clientId,
  connectAsSuperuser,
  type Group,
  seedClinic,
  type SeedPlan,
} from "./seed.ts";
import { buildQuietly, CLINIC_CODE, startTrellis, type Trellis } from "./trellis.ts";

const fortnight: Group = { name: "fortnight", clients: 1, days: 14, items: 14 };
const DESKTOP = { width: 1280, height: 800 };

/** How much of a screen two weeks of an ordinary card take. */
export const screens: Family = {
  rows: [
    { name: "week.fortnight-screens", unit: "phone screens", goal: { sign: "≤", than: 1.5 } },
    { name: "session.screens", unit: "screens", goal: { sign: "≤", than: 1 } },
  ],
  measure: async (_wanted, scope, say) => {
    await buildQuietly(say);
    const trellis = await startTrellis(scope, say);
    const browser = await openBrowser(scope);
    const plan: SeedPlan = {
      today: diaryDayAt(Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone),
      clientsPerTherapist: 1,
      groups: [fortnight],
    };
    await seedClinic(trellis.superuserUrl, plan);
    const client = clientId(fortnight.name, 0);
    const window = { trellis, client };
    const phone = await signedInWindow(browser, trellis, "client", asClient(client), client, PHONE);
    const desk = await signedInWindow(browser, trellis, "clinician", asTherapist(plan, 0), client, {
      viewport: DESKTOP,
    });
    const talkative = await measureScreens(phone, desk, window);
    await takeWordsAway(trellis);
    const { week, session } = await measureScreens(phone, desk, window);
    const data =
      "fourteen days of fourteen items, each with a value, after a session on the first day";
    return [
      {
        name: "week.fortnight-screens",
        value: week.end,
        how: `From the top of the client's Week to the end of the last row of its matrix on a phone of 390×844, as a part of 844: ${data}. The whole page is ${short(week.page)}; with a note on each of the days, which stand as words below, ${short(talkative.week.page)}.`,
      },
      {
        name: "session.screens",
        value: Math.max(session.end, session.width),
        how: `From the top of the session view to the end of the last row of the same days in a window of 1280×800, as a part of 800, or its width of 1280 if that is more; 1 needs no scrolling. The whole page is ${short(session.page)}; with a note on each day ${short(talkative.session.page)}.`,
      },
    ];
  },
};

type Shown = { readonly trellis: Trellis; readonly client: string };

async function measureScreens(
  phone: BrowserContext,
  desk: BrowserContext,
  { trellis, client }: Shown,
): Promise<{ week: Size; session: Size }> {
  return {
    week: await sizeOf(phone, `${trellis.origin}/c/${CLINIC_CODE}/week`),
    session: await sizeOf(desk, `${trellis.origin}/clinic/clients/${client}`),
  };
}

/** Parts of the window. */
type Size = {
  /** Where the matrix ends. */
  readonly end: number;
  readonly page: number;
  readonly width: number;
};

async function sizeOf(context: BrowserContext, url: string): Promise<Size> {
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole("rowheader").first().waitFor();
  await page.waitForLoadState("networkidle");
  const rows = await page.getByRole("rowheader").count();
  if (rows < fortnight.items)
    throw new Error(`${url} shows ${String(rows)} items of ${String(fortnight.items)}`);
  const size = await page.evaluate(measureDocument);
  await page.close();
  return size;
}

/** Runs in the page. */
const measureDocument = (): Size => {
  const rows = Array.from(document.querySelectorAll("tr"), (row) => row.getBoundingClientRect());
  return {
    end: (Math.max(...rows.map(({ bottom }) => bottom)) + window.scrollY) / window.innerHeight,
    page: document.documentElement.scrollHeight / window.innerHeight,
    width: document.documentElement.scrollWidth / window.innerWidth,
  };
};

async function takeWordsAway({ superuserUrl }: Trellis): Promise<void> {
  const db = await connectAsSuperuser(superuserUrl);
  await db.query("DELETE FROM diary_note");
  await db.end();
}
