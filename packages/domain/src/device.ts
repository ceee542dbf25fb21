import * as z from "zod/mini";
import { Instant } from "./account-life.ts";
import { App } from "./account.ts";
import { CivilDateSchema } from "./civil-date.ts";
import { Uuid } from "./id.ts";

/** The browsers that are told apart; codes, whose words the apps have. */
export const Browser = z.enum([
  "chrome",
  "edge",
  "firefox",
  "opera",
  "safari",
  "samsung-internet",
  "other",
]);
export type Browser = z.infer<typeof Browser>;

/** The systems that are told apart. An iPad says by default that it is a Mac. */
export const System = z.enum([
  "android",
  "chromebook",
  "ipad",
  "iphone",
  "linux",
  "mac",
  "windows",
  "other",
]);
export type System = z.infer<typeof System>;

/** Enough to know one's own devices again, and no more than that. */
export type Device = { readonly browser: Browser; readonly system: System };

// Each browser also names the ones that it descends from, so the younger name comes first.
const BROWSERS: readonly (readonly [RegExp, Browser])[] = [
  [/\b(Edg|EdgA|EdgiOS)\//, "edge"],
  [/\b(OPR|OPT|OPiOS)\//, "opera"],
  [/\bSamsungBrowser\//, "samsung-internet"],
  [/\b(Firefox|FxiOS)\//, "firefox"],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, "chrome"],
  [/\bVersion\/[\d.]+.* Safari\//, "safari"],
];

const SYSTEMS: readonly (readonly [RegExp, System])[] = [
  [/\biPhone\b|\biPod\b/, "iphone"],
  [/\biPad\b/, "ipad"],
  [/\bAndroid\b/, "android"],
  [/\bCrOS\b/, "chromebook"],
  [/\bWindows\b/, "windows"],
  [/\bMacintosh\b/, "mac"],
  [/\bLinux\b|\bX11\b/, "linux"],
];

/** What a User-Agent header says of browser and system. Whatever is not known is `other`. */
export function deviceOf(userAgent: string): Device {
  const find = <T>(list: readonly (readonly [RegExp, T])[]) =>
    list.find(([pattern]) => pattern.test(userAgent))?.[1];
  return { browser: find(BROWSERS) ?? "other", system: find(SYSTEMS) ?? "other" };
}

/** One sign-in of an account that is not over, as its owner sees it. Days are those of the clinic's zone. */
export const DeviceSignIn = z.object({
  id: Uuid,
  app: App,
  browser: Browser,
  system: System,
  firstUsedOn: CivilDateSchema,
  /** Tells two devices of the same kind apart. */
  firstUsedAt: Instant,
  lastUsedOn: CivilDateSchema,
  /** True for the device that asks. */
  isThis: z.boolean(),
});
export type DeviceSignIn = z.infer<typeof DeviceSignIn>;
