import type { App } from "@trellis/domain/account";
import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";
import { launchBrowser } from "../tools/browser.ts";
import type { Scope } from "./scope.ts";
import type { SignedIn } from "./seed.ts";
import { CLINIC_CODE, type Trellis } from "./trellis.ts";

/** A Chromium that the scope closes; Playwright itself would end the whole bench at a signal. */
export async function openBrowser(scope: Scope): Promise<Browser> {
  const browser = await launchBrowser({
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  scope.defer(() => browser.close());
  return browser;
}

/** A phone of the size of most, with a thumb. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};

/** A window in which somebody of the seed is signed in; `clientId` is the record that a phone knows. */
export const signedInWindow = (
  browser: Browser,
  { origin }: Trellis,
  app: App,
  { token }: SignedIn,
  clientId: string,
  options: BrowserContextOptions,
): Promise<BrowserContext> =>
  browser.newContext({
    ...options,
    storageState: {
      cookies: [
        {
          name: `__Host-trellis-${app}`,
          value: token,
          domain: "127.0.0.1",
          path: "/",
          expires: -1,
          httpOnly: true,
          secure: true,
          sameSite: "Strict",
        },
      ],
      origins: [
        { origin, localStorage: [{ name: `trellis.${CLINIC_CODE}.client`, value: clientId }] },
      ],
    },
  });
