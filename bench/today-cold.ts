import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright-core";
import { type DemoPhone, FIRST_RATING, newPhone, openDemoPhone, whenDrawn } from "./demo-phone.ts";
import { median, short } from "./median.ts";
import { PLAIN_PAGE_END, servePlainPage } from "./plain-page.ts";
import type { Family } from "./row.ts";

const BITS_A_SECOND = 1_600_000;
const ROUND_TRIP_MILLISECONDS = 150;
const TIMES_SLOWER = 4;
const PAIRS = 9;
const SETTLE_MILLISECONDS = 200;

/** How long a phone with a slow network takes from the address to a rating that can be tapped. */
export const todayCold: Family = {
  rows: [{ name: "today.cold", unit: "of a plain page", goal: { sign: "≤", than: 1.6 } }],
  measure: async (_wanted, scope, say) => {
    const phone = await openDemoPhone(scope, say);
    const first = await load(phone, phone.today, FIRST_RATING, proveTap);
    const [document = 0, ...others] = first.sizes;
    const plainUrl = await servePlainPage(scope, document, others);
    const today: number[] = [];
    const plain: number[] = [];
    const loads = [
      async () => today.push((await load(phone, phone.today, FIRST_RATING)).seconds),
      async () => plain.push((await load(phone, plainUrl, `#${PLAIN_PAGE_END}`)).seconds),
    ];
    for (let pair = 0; pair < PAIRS; pair += 1) {
      for (const each of pair % 2 === 0 ? loads : loads.toReversed()) await each();
      say(`today.cold: pair ${String(pair + 1)} of ${String(PAIRS)}`);
    }
    const ratios = today.map((seconds, at) => seconds / (plain[at] ?? 0));
    return [
      {
        name: "today.cold",
        value: median(ratios),
        how: `Seconds from the address until the first rating can be tapped, client signed in, nothing cached, no worker, gzip, 1.6 Mbit/s down, ${String(ROUND_TRIP_MILLISECONDS)} ms round trip and a processor ${String(TIMES_SLOWER)}× slower: ${short(median(today))} s against ${short(median(plain))} s of a plain page with as many answers of the same sizes (${String(first.sizes.length)}, ${short(sum(first.sizes) / 1000)} KB: a document and style sheets without rules, all named in it), median of ${String(PAIRS)} pairs in alternating order (${ratios.map(short).join(", ")}).`,
        more: { seconds: median(today) },
      },
    ];
  },
};

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, each) => total + each, 0);

type Loaded = {
  readonly seconds: number;
  /** Bytes of each answer that had come by then, as sent, the document first. */
  readonly sizes: readonly number[];
};

/** Opens the address as a phone that has never been there; it is loaded when the frame after `wanted` has come is shown. */
async function load(
  phone: DemoPhone,
  url: string,
  wanted: string,
  then: (page: Page) => Promise<void> = async () => undefined,
): Promise<Loaded> {
  const context = await newPhone(phone);
  const page = await context.newPage();
  await slowDown(page);
  const drawn = await whenDrawn(page, wanted);
  await wait(SETTLE_MILLISECONDS);
  await page.goto(url, { waitUntil: "commit" });
  const milliseconds = await drawn();
  const sizes = await page.evaluate(sizesBefore, milliseconds);
  await then(page);
  await context.close();
  return { seconds: milliseconds / 1000, sizes };
}

/** Playwright's list of commands leaves this one out. */
type DevTools = { send(command: string, parameters?: object): Promise<unknown> };

async function slowDown(page: Page): Promise<void> {
  const session: DevTools = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setAcceptedEncodings", { encodings: ["gzip"] });
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: ROUND_TRIP_MILLISECONDS,
    downloadThroughput: BITS_A_SECOND / 8,
    uploadThroughput: BITS_A_SECOND / 8,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: TIMES_SLOWER });
}

/** Runs in the page. */
const sizesBefore = (milliseconds: number): number[] =>
  [
    ...performance.getEntriesByType("navigation"),
    ...performance.getEntriesByType("resource"),
  ].flatMap((entry) => {
    const { responseEnd, encodedBodySize } = entry as PerformanceResourceTiming;
    return responseEnd > 0 && responseEnd <= milliseconds ? [encodedBodySize] : [];
  });

/** What counts as loaded answers to the thumb. */
async function proveTap(page: Page): Promise<void> {
  const cell = page.locator('main [role="radiogroup"] label').nth(1);
  await cell.tap();
  if (!(await cell.locator("input").isChecked())) throw new Error("a rating did not take the tap");
}
