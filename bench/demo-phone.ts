import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { openBrowser, PHONE } from "./browser.ts";
import type { Say } from "./row.ts";
import type { Scope } from "./scope.ts";
import { buildQuietly, type DemoSignIn, startDemo, type Trellis } from "./trellis.ts";

const PATIENCE_MILLISECONDS = 60_000;

type StorageState = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** A browser, the demo clinic, and what is in the memory of a phone on which one of its clients is signed in. */
export type DemoPhone = {
  readonly browser: Browser;
  readonly trellis: Trellis;
  readonly signIn: DemoSignIn;
  /** The address of Today. */
  readonly today: string;
  readonly storageState: StorageState;
};

/**
 * Builds what is stale, starts the demo clinic and signs a client in.
 * @param onRequest gets the address of every request on the way there, refused ones too
 */
export async function openDemoPhone(
  scope: Scope,
  say: Say,
  onRequest: (url: string) => void = () => undefined,
): Promise<DemoPhone> {
  await buildQuietly(say);
  const { trellis, signIn } = await startDemo(scope);
  const browser = await openBrowser(scope);
  const today = `${trellis.origin}${signIn.path}`;
  const context = await browser.newContext();
  context.on("request", (request) => onRequest(request.url()));
  const page = await context.newPage();
  await page.goto(today);
  await page.fill('input[name="email"]', signIn.email);
  const password = page.locator('input[autocomplete="current-password"]');
  await password.fill(signIn.password);
  await Promise.all([untilCard(page), password.press("Enter")]);
  const storageState = await context.storageState();
  await context.close();
  return { browser, trellis, signIn, today, storageState };
}

/** A phone of the size of most, with a thumb, on which the client is signed in and nothing is cached. */
export const newPhone = (
  { browser, storageState }: DemoPhone,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> =>
  browser.newContext({
    ...PHONE,
    storageState,
    ...options,
  });

/** What stands on Today once the client's days are there. */
export const FIRST_RATING = 'main [role="radiogroup"] input';

/** Until the answer with the client's days is there. */
const untilCard = (page: Page) =>
  page.waitForResponse(
    (answer) => /\/api\/clients\/[^/]+\/week\?/.test(answer.url()) && answer.ok(),
  );

/**
 * Watches the next page that is opened there for an element.
 * @returns what waits for the milliseconds from the beginning of the navigation until it has been drawn
 */
export async function whenDrawn(page: Page, wanted: string): Promise<() => Promise<number>> {
  const drawn = Promise.withResolvers<number>();
  await page.exposeFunction("benchSees", drawn.resolve);
  await page.addInitScript(watchFor, wanted);
  return async () => {
    const late = setTimeout(
      () => drawn.reject(new Error(`${page.url()} shows no ${wanted}`)),
      PATIENCE_MILLISECONDS,
    );
    return drawn.promise.finally(() => clearTimeout(late));
  };
}

/** Runs in the page before anything else: says the time since the navigation began once what is wanted has been drawn. */
function watchFor(wanted: string): void {
  const look = (): void => {
    const found = document.querySelector(wanted)?.getBoundingClientRect();
    const isThere = document.readyState !== "loading" && (found?.height ?? 0) > 0;
    requestAnimationFrame(
      isThere
        ? () => (window as unknown as { benchSees(at: number): void }).benchSees(performance.now())
        : look,
    );
  };
  look();
}
