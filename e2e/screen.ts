import type { App } from "@trellis/domain/account";
import type { Page, Route } from "playwright-core";
import type { Visit } from "./visit.ts";

/** One screen in one state, and how a visitor comes to it. */
export type Screen = {
  readonly name: string;
  readonly app: App;
  /** Who is signed in; nobody without it. */
  readonly email?: string;
  /** Opens it and waits until all of it is there. */
  readonly arrive: (visit: Visit) => Promise<void>;
};

/** Trouble that states are made of which a server rarely shows. */
const BROUGHT_ABOUT =
  /Failed to load resource: net::ERR_FAILED|Failed to fetch dynamically imported module|Unable to preload CSS/;

/** Lets requests to an address come to nothing, as without a network. */
export async function cutOff({ page, expectTrouble }: Visit, address: RegExp): Promise<void> {
  expectTrouble(BROUGHT_ABOUT);
  await page.route(address, async (route) => route.abort());
}

/** Changes what the server answers at an address. */
export async function changeAnswer<Answer>(
  page: Page,
  address: RegExp,
  change: (answer: Answer) => Answer,
): Promise<void> {
  await page.route(address, async (route: Route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: change((await response.json()) as Answer) });
  });
}

/** Holds answers back for good, so that a screen stays on its way. */
export async function holdBack(page: Page, address: RegExp): Promise<void> {
  await page.route(address, () => undefined);
}

export const WEEK_READ = /\/api\/clients\/[\w-]+\/week\?/;
