import type { App } from "@trellis/domain/account";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { launchBrowser } from "../tools/browser.ts";
import { ownOrigin } from "./own-product.ts";
import { type SignedInApi, signInThroughApi } from "./server-api.ts";
import { addressOf, openWindow, type WindowOptions } from "./window.ts";
import { type Words, wordsIn, type WordsLocale } from "./words.ts";

type VisitOptions = WindowOptions & {
  /** Whom to sign in past the sign-in screen; nobody without it. */
  readonly email?: string;
  /** The catalogue of the words when the app is not as people get it. */
  readonly catalogue?: WordsLocale;
};

/** One person's browser window, watched for everything that must never happen. */
export type Visit = {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly words: Words;
  /** Opens a page of the app, as "/week". */
  readonly open: (path?: string) => Promise<void>;
  /** The address of a page of the app. */
  readonly address: (path: string) => string;
  /** Takes trouble that a journey brings about on purpose; everything else fails it. */
  readonly expectTrouble: (pattern: RegExp) => void;
  /** What the journey may ask and do behind the screen, as the same person. */
  readonly api: SignedInApi;
};

type Watch = { readonly troubles: string[]; readonly expected: RegExp[] };

/** The clinician's app asks who is signed in, and nobody is. */
const SIGNED_OUT = /^answer 401 \S+\/api\/sign-in$/;

/** The browser's own line about a refused answer; it also comes for requests that pass through a worker. */
const REFUSED = /^Failed to load resource: the server responded with a status of (\d+)/;

/**
 * A browser for one test file, and windows in it; afterwards nothing of what is watched may have happened.
 * @param originOf the server that is visited; the demo clinic of this run unless said otherwise
 */
export function useVisits(originOf: () => string = ownOrigin): {
  readonly visit: (options: VisitOptions) => Promise<Visit>;
} {
  let browser: Browser | undefined;
  const open: { context: BrowserContext; watch: Watch }[] = [];
  const signedIn = new Map<string, Promise<SignedInApi>>();
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => browser?.close());
  afterEach(async () => {
    const ended = open.splice(0);
    await Promise.all(ended.map(async ({ context }) => context.close()));
    expect(ended.flatMap(({ watch }) => unexpected(watch))).toEqual([]);
  });
  const apiOf = async (app: App, email: string) => {
    const key = `${app} ${email}`;
    const api = signedIn.get(key) ?? signInThroughApi(originOf(), app, email);
    signedIn.set(key, api);
    return api;
  };
  return {
    visit: async (options) => {
      if (browser === undefined) throw new Error("the browser has not started");
      const { app, email } = options;
      const api = email === undefined ? undefined : await apiOf(app, email);
      const context = await openWindow(browser, originOf(), options, api);
      const watch = watched(context, originOf(), app === "clinician" ? [SIGNED_OUT] : []);
      open.push({ context, watch });
      return visitOf(context, originOf(), watch, options, api);
    },
  };
}

function visitOf(
  context: BrowserContext,
  origin: string,
  watch: Watch,
  { app, locale = "en", catalogue = locale }: VisitOptions,
  api: SignedInApi | undefined,
): Promise<Visit> {
  const address = (path: string) => addressOf(origin, app, path);
  return context.newPage().then((page) => {
    page.setDefaultTimeout(15_000);
    return {
      context,
      page,
      address,
      words: wordsIn(catalogue),
      open: async (path = "/") => void (await page.goto(address(path))),
      expectTrouble: (pattern) => void watch.expected.push(pattern),
      get api() {
        if (api === undefined) throw new Error("nobody is signed in");
        return api;
      },
    };
  });
}

const unexpected = ({ troubles, expected }: Watch): string[] =>
  troubles.filter((trouble) => !expected.some((pattern) => pattern.test(trouble)));

/** Console errors and warnings of the policy, page errors, refused answers, and requests to anywhere else. */
function watched(context: BrowserContext, origin: string, expected: RegExp[]): Watch {
  const watch: Watch = { troubles: [], expected };
  const note = (trouble: string) => void watch.troubles.push(trouble);
  const { host } = new URL(origin);
  context.on("console", (message) => {
    const text = message.text();
    const status = REFUSED.exec(text)?.[1];
    if (status !== undefined) note(`answer ${status} ${message.location().url}`);
    else if (message.type() === "error" || text.startsWith("policy:")) note(`console: ${text}`);
  });
  context.on("weberror", (error) => note(`page error: ${error.error().message}`));
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (["http:", "https:", "ws:", "wss:"].includes(url.protocol) && url.host !== host)
      note(`request to ${url.href}`);
  });
  void context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.warn(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return watch;
}
