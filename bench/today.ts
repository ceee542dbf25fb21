import type { BrowserContext, Request } from "playwright-core";
import { newPhone, openDemoPhone } from "./demo-phone.ts";
import { openLink, requestBytes } from "./link.ts";
import { short } from "./median.ts";
import type { Family, Measured } from "./row.ts";

/**
 * What a phone loads to show Today for the first time after sign-in. What the page asks for behind it (the worker, help
 * and other screens ahead) is said beside it, and does not hold the card up.
 */
export const today: Family = {
  rows: [
    { name: "today.script-gzip", unit: "KB", goal: { sign: "≤", than: 120 } },
    { name: "today.all-gzip", unit: "KB", goal: { sign: "≤", than: 160 } },
    { name: "today.foreign-requests", unit: "requests", goal: { sign: "=", than: 0 } },
  ],
  measure: async (_wanted, scope, say) => {
    const asked: string[] = [];
    const phone = await openDemoPhone(scope, say, (url) => asked.push(url));
    const context = await newPhone(phone);
    context.on("request", (request) => asked.push(request.url()));
    const loaded = await loadCold(context, phone.today);
    return rowsOf(
      loaded,
      asked.filter((url) => new URL(url).origin !== phone.trellis.origin),
    );
  },
};

type Loaded = {
  readonly url: string;
  readonly kind: string;
  /** Asked for when the card was there already. */
  readonly isBehind: boolean;
  readonly body: number;
  readonly head: number;
};

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
