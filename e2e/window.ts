import type { App, Locale } from "@trellis/domain/account";
import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";
import { CLINIC, type SignedInApi } from "./server-api.ts";

export const PHONE = { width: 390, height: 844 } as const;
export const DESK = { width: 1280, height: 800 } as const;

export type WindowOptions = {
  readonly app: App;
  readonly locale?: Locale;
  readonly browser?: Omit<BrowserContextOptions, "locale" | "storageState">;
};

const BASES: Readonly<Record<App, string>> = { client: `/c/${CLINIC}`, clinician: "/clinic" };

/** The address of a page of an app, as "/week". */
export const addressOf = (origin: string, app: App, path: string): string =>
  origin + BASES[app] + path;

/** A window of the size that the app is made for, in which somebody may be signed in already. */
export async function openWindow(
  browser: Browser,
  origin: string,
  { app, locale = "en", browser: wishes = {} }: WindowOptions,
  api?: SignedInApi,
): Promise<BrowserContext> {
  const clientId = api?.who.clientId ?? null;
  const kept = clientId === null ? [] : [{ name: `trellis.${CLINIC}.client`, value: clientId }];
  const context = await browser.newContext({
    viewport: app === "client" ? PHONE : DESK,
    hasTouch: app === "client",
    ...wishes,
    locale,
    storageState: { cookies: [], origins: [{ origin, localStorage: kept }] },
  });
  if (api !== undefined)
    await context.addCookies([
      {
        ...api.cookie,
        domain: new URL(origin).hostname,
        path: "/",
        secure: true,
        httpOnly: true,
        sameSite: "Strict",
      },
    ]);
  return context;
}
