import { listClients } from "@trellis/api/client";
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

/** Whose clients the clinician's screens show. */
export const THERAPIST = "ada.okafor@demo.example";

/** Who keeps the demo clinic's accounts and settings. */
export const ADMINISTRATOR = "iris.boateng@demo.example";

/** Opens a page of the client with these initials. */
export async function openClient(
  { api, open }: Visit,
  initials: string,
  page: string,
): Promise<void> {
  const { clients } = await api.call(listClients, {});
  const found = clients.find((client) => client.initials === initials);
  if (found === undefined) throw new Error(`there is no ${initials}`);
  await open(`/clients/${found.id}/${page}`);
}
