import type { Browser, BrowserContext, Page, Request } from "playwright-core";
import { launchBrowser } from "../tools/browser.ts";
import { openLink, requestBytes } from "./link.ts";
import { short } from "./median.ts";
import type { Family, Measured } from "./row.ts";
import { buildQuietly, type DemoSignIn, startDemo, type Trellis } from "./trellis.ts";

/**
 * What a phone loads to show Today for the first time after sign-in. What the page asks for behind it (the worker, help
 * and other screens ahead) is said beside it, and does not hold the card up.
 */
export const today: Family = {
  rows: [
    { name: "today.script-gzip", unit: "KB", goal: { sign: "≤", than: 120 } },
    { name: "today.all-gzip", unit: "KB", goal: { sign: "≤", than: 160 } },
    { name: "today.foreign-requests", unit: "requests", goal: { sign: "=", than: 0 } },
    { name: "today.taps", unit: "taps", goal: { sign: "≤", than: 14 } },
  ],
  measure: async (_wanted, scope, say) => {
    await buildQuietly(say);
    const { trellis, signIn } = await startDemo(scope);
    // The scope closes it; Playwright would end the whole bench at a signal.
    const browser = await launchBrowser({
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    scope.defer(() => browser.close());
    const asked: string[] = [];
    const storageState = await signInAt(browser, asked, trellis, signIn);
    const context = await newContext(browser, asked, storageState);
    const loaded = await loadCold(context, `${trellis.origin}${signIn.path}`);
    const rows = rowsOf(
      loaded,
      asked.filter((url) => new URL(url).origin !== trellis.origin),
    );
    return [...rows, await countTaps(context, `${trellis.origin}${signIn.path}`)];
  },
};

/** So many items are filled in for `today.taps`. */
const ITEMS = 12;

/** Fills the first items of the card: a tap for a choice; for a number one into its field and one for its digit. */
async function countTaps(context: BrowserContext, url: string): Promise<Measured> {
  const page = await context.newPage();
  await page.goto(url);
  const entries = page.locator("[data-entry]");
  await entries.first().waitFor();
  let taps = 0;
  let numbers = 0;
  for (let at = 0; at < ITEMS; at += 1) {
    const choice = entries.nth(at).locator('input[type="radio"]').first();
    if ((await choice.count()) > 0) {
      await choice.click();
      taps += 1;
    } else {
      await entries.nth(at).locator("input").first().click();
      await page.keyboard.press("7");
      taps += 2;
      numbers += 1;
    }
  }
  const filled = await entries.locator("input:checked").count();
  if (filled !== ITEMS - numbers)
    throw new Error(`${String(filled)} choices of ${String(ITEMS - numbers)} are kept`);
  return {
    name: "today.taps",
    value: taps,
    how: `The first ${String(ITEMS)} items of a demo client's card, ${String(numbers)} of them numbers, filled in from top to bottom; each is kept with its tap, and nothing is pressed at the end.`,
  };
}

type Loaded = {
  readonly url: string;
  readonly kind: string;
  /** Asked for when the card was there already. */
  readonly isBehind: boolean;
  readonly body: number;
  readonly head: number;
};

type StorageState = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** `asked` gets the address of every request of its pages and their workers, also of those that are refused. */
async function newContext(
  browser: Browser,
  asked: string[],
  storageState?: StorageState,
): Promise<BrowserContext> {
  const context = await browser.newContext(storageState === undefined ? {} : { storageState });
  context.on("request", (request) => asked.push(request.url()));
  return context;
}

async function signInAt(
  browser: Browser,
  asked: string[],
  trellis: Trellis,
  signIn: DemoSignIn,
): Promise<StorageState> {
  const context = await newContext(browser, asked);
  const page = await context.newPage();
  await page.goto(`${trellis.origin}${signIn.path}`);
  await page.fill('input[name="email"]', signIn.email);
  const password = page.locator('input[autocomplete="current-password"]');
  await password.fill(signIn.password);
  await Promise.all([untilCard(page), password.press("Enter")]);
  const state = await context.storageState();
  await context.close();
  return state;
}

const untilCard = (page: Page) =>
  page.waitForResponse(
    (answer) => /\/api\/clients\/[^/]+\/week\?/.test(answer.url()) && answer.ok(),
  );

/** Playwright's list of commands leaves this one out. */
type DevTools = {
  send(command: string, parameters?: { encodings: readonly string[] }): Promise<unknown>;
};

/** Opens the page in a browser that has loaded nothing yet, and waits until nothing more comes. */
async function loadCold(context: BrowserContext, url: string): Promise<readonly Loaded[]> {
  const page = await context.newPage();
  const session: DevTools = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setAcceptedEncodings", { encodings: ["gzip"] });
  const finished: Request[] = [];
  const behind = new Set<Request>();
  let isShown = false;
  context.on("request", (request) => {
    if (isShown) behind.add(request);
  });
  context.on("requestfinished", (request) => finished.push(request));
  await page.goto(url);
  await page.locator("[data-entry]").first().waitFor();
  isShown = true;
  await page.waitForLoadState("networkidle");
  await page.evaluate(
    "navigator.serviceWorker ? navigator.serviceWorker.ready.then(() => true) : true",
  );
  await page.waitForTimeout(500);
  const isWorker = (request: Request): boolean => request.url().endsWith("/sw.js");
  return Promise.all(
    finished.map(async (request) => {
      const isBehind = behind.has(request) || isWorker(request);
      if (isWorker(request)) return { ...(await loadWorker(request.url())), isBehind };
      const packed = await (await request.response())?.headerValue("content-encoding");
      if (packed !== null && packed !== "gzip")
        throw new Error(`${request.url()} came as ${String(packed)}`);
      const { responseBodySize, responseHeadersSize } = await request.sizes();
      return {
        url: request.url(),
        kind: request.resourceType(),
        isBehind,
        body: responseBodySize,
        head: responseHeadersSize,
      };
    }),
  );
}

/** The browser reports that it asked for the worker's script but not its size. */
async function loadWorker(url: string): Promise<Omit<Loaded, "isBehind">> {
  const { port, pathname } = new URL(url);
  const link = await openLink(Number(port));
  const answer = await link.send(requestBytes("GET", pathname, { "accept-encoding": "gzip" }));
  link.close();
  return { url, kind: "script", body: answer.body.length, head: 0 };
}

function rowsOf(loaded: readonly Loaded[], foreign: readonly string[]): readonly Measured[] {
  const sum = (some: readonly Loaded[], part: "body" | "head"): number =>
    some.reduce((total, each) => total + each[part], 0);
  const first = loaded.filter((each) => !each.isBehind);
  const behind = sum(
    loaded.filter((each) => each.isBehind),
    "body",
  );
  const scripts = first.filter((each) => each.kind === "script");
  if (scripts.length < 2) throw new Error("Today loaded no script");
  const kinds = [...Map.groupBy(first, (each) => each.kind)]
    .map(([kind, some]) => `${kind} ${short(sum(some, "body") / 1000)}`)
    .join(", ");
  const cold =
    "Chromium, signed in, nothing cached, over HTTP with Accept-Encoding: gzip, bodies as sent";
  return [
    {
      name: "today.script-gzip",
      value: sum(scripts, "body") / 1000,
      how: `${cold}: ${String(scripts.length)} scripts until the card is there (1 KB = 1000 bytes).`,
    },
    {
      name: "today.all-gzip",
      value: sum(first, "body") / 1000,
      how: `${cold}: ${String(first.length)} answers until the card is there (KB: ${kinds}); their headers would add ${short(sum(first, "head") / 1000)} KB. Behind it come ${short(behind / 1000)} KB: the worker, help and other screens ahead.`,
    },
    {
      name: "today.foreign-requests",
      value: foreign.length,
      how: `Requests of the page and its worker to any other origin, refused ones too, during sign-in and Today${foreign.length === 0 ? "" : `: ${foreign.slice(0, 5).join(", ")}`}.`,
    },
  ];
}
