import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { CardAspect, NewCardItem, Scale } from "@trellis/domain/card-item";
import { diaryDayAt } from "@trellis/domain/civil-date";
import type { BrowserContext, Page } from "playwright-core";
import { openBrowser, PHONE, signedInWindow } from "./browser.ts";
import { openLink, readJson, requestBytes } from "./link.ts";
import type { Family } from "./row.ts";
import { asClient, asTherapist, clientId, type Group, seedClinic, type SeedPlan } from "./seed.ts";
import { buildQuietly, CLINIC_CODE, startTrellis, type Trellis } from "./trellis.ts";

const emptyCard: Group = { name: "empty-card", clients: 1, days: 0, items: 0 };
const SAVED_WITHIN_MILLISECONDS = 20_000;

const RATING: Scale = { kind: "rating", min: 0, max: 5 };
const YES_NO: Scale = { kind: "yes-no" };

/** Two targets, each with an urge and its act. */
const TARGETS = ["Hurting myself", "Drinking"] as const;

const CARD: readonly (readonly [
  aspect: CardAspect,
  scale: Scale,
  words: string,
  target?: (typeof TARGETS)[number],
])[] = [
  ["urge", RATING, "Urge to hurt myself", "Hurting myself"],
  ["act", YES_NO, "Hurt myself", "Hurting myself"],
  ["urge", RATING, "Urge to drink", "Drinking"],
  ["act", YES_NO, "Drank", "Drinking"],
  ["emotion", RATING, "Sadness"],
  ["emotion", RATING, "Anger"],
  ["emotion", RATING, "Fear"],
  ["emotion", RATING, "Shame"],
  ["emotion", RATING, "Joy"],
  ["medication", YES_NO, "Took my tablets as agreed"],
  ["skill", { kind: "skill-use" }, "Opposite action"],
  ["watch", YES_NO, "Left the house"],
];

/** How many taps a card takes. */
export const todayTaps: Family = {
  rows: [{ name: "today.taps", unit: "taps", goal: { sign: "≤", than: 14 } }],
  measure: async (_wanted, scope, say) => {
    await buildQuietly(say);
    const trellis = await startTrellis(scope, say);
    const today = diaryDayAt(Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone);
    const plan: SeedPlan = { today, clientsPerTherapist: 1, groups: [emptyCard] };
    await seedClinic(trellis.superuserUrl, plan);
    const client = clientId(emptyCard.name, 0);
    await addCard(trellis, plan, client);
    const browser = await openBrowser(scope);
    const phone = await signedInWindow(browser, trellis, "client", asClient(client), client, PHONE);
    const taps = await fillCard(phone, `${trellis.origin}/c/${CLINIC_CODE}/`);
    await untilStored(trellis, client, today);
    const kinds = [...Map.groupBy(CARD, ([aspect]) => aspect)].map(
      ([aspect, some]) => `${String(some.length)} ${aspect}`,
    );
    return [
      {
        name: "today.taps",
        value: taps,
        how: `Touches of the screen from opening Today until the server has a value for each of ${String(CARD.length)} items (${kinds.join(", ")}), tapped one after the other in Chromium with touch on 390×844, scrolling not counted.`,
      },
    ];
  },
};

const ask = async (
  { port }: Trellis,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: unknown,
): Promise<unknown> => {
  const link = await openLink(port);
  const words = body === undefined ? "" : JSON.stringify(body);
  const answer = await link.send(requestBytes(method, path, headers, words));
  link.close();
  if (answer.status !== 200)
    throw new Error(`${path} was answered ${String(answer.status)}: ${answer.body.toString()}`);
  return readJson(answer);
};

/** Puts the items on the card as a therapist does. */
async function addCard(trellis: Trellis, plan: SeedPlan, client: string): Promise<void> {
  const targets = TARGETS.map((words) => ({
    id: randomUUID(),
    words,
    level: "ltb",
    direction: "decrease",
  }));
  const items = CARD.map(([aspect, scale, words, target]): NewCardItem => ({
    id: randomUUID(),
    words,
    coverWords: null,
    scale,
    rhythm: "daily",
    short: false,
    aspect,
    targetId: targets.find((each) => each.words === target)?.id ?? null,
    library: null,
  }));
  const headers = { "trellis-app": "clinician", cookie: asTherapist(plan, 0).cookie };
  await ask(trellis, "POST", `/api/clients/${client}/card/items`, headers, { targets, items });
}

/** Taps the first answer of whatever has none yet, as "0", "no" or the first word, until all have one. */
async function fillCard(phone: BrowserContext, url: string): Promise<number> {
  let taps = 0;
  const page = await phone.newPage();
  await page.exposeFunction("benchFeels", () => (taps += 1));
  await page.addInitScript(countTouches);
  await page.goto(url);
  const open = page.locator('main [role="radiogroup"]:not(:has(input:checked))');
  await open.first().waitFor();
  for (let left = await open.count(); left > 0; left = await open.count()) {
    await open.first().locator("label").first().tap();
    await untilFewer(page, open, left);
  }
  return taps;
}

async function untilFewer(
  page: Page,
  open: { count(): Promise<number> },
  than: number,
): Promise<void> {
  for (const end = Date.now() + SAVED_WITHIN_MILLISECONDS; Date.now() < end;) {
    if ((await open.count()) < than) return;
    await page.waitForTimeout(20);
  }
  throw new Error("a tap answered nothing");
}

/** Runs in the page before anything else. */
function countTouches(): void {
  document.addEventListener(
    "touchstart",
    () => (window as unknown as { benchFeels(): void }).benchFeels(),
    { capture: true, passive: true },
  );
}

/** @throws Error when the server does not come to have a value for each item */
async function untilStored(trellis: Trellis, client: string, today: string): Promise<void> {
  const path = `/api/clients/${client}/week?from=${today}&to=${today}`;
  const headers = { "trellis-app": "client", cookie: asClient(client).cookie };
  let stored = 0;
  for (const end = Date.now() + SAVED_WITHIN_MILLISECONDS; Date.now() < end; await wait(100)) {
    const { entries } = (await ask(trellis, "GET", path, headers)) as {
      entries: readonly { value: number | null }[];
    };
    stored = entries.filter(({ value }) => value !== null).length;
    if (stored === CARD.length) return;
  }
  throw new Error(`${String(stored)} of ${String(CARD.length)} items have a value`);
}
