import type { Browser, DeviceSignIn, System } from "@trellis/domain/device";
import { m } from "@trellis/messages/messages";

/** Names, the same in every language. */
const BROWSERS: Readonly<Record<Exclude<Browser, "other">, string>> = {
  chrome: "Chrome",
  edge: "Edge",
  firefox: "Firefox",
  opera: "Opera",
  safari: "Safari",
  "samsung-internet": "Samsung Internet",
};
const SYSTEMS: Readonly<Record<Exclude<System, "other">, string>> = {
  android: "Android",
  chromebook: "Chromebook",
  ipad: "iPad",
  iphone: "iPhone",
  linux: "Linux",
  mac: "Mac",
  windows: "Windows",
};

/** What a device is called: "Safari on iPhone". */
export const deviceWords = ({
  browser,
  system,
}: Pick<DeviceSignIn, "browser" | "system">): string =>
  m.devices_name({
    browser: browser === "other" ? m.devices_browser_other() : BROWSERS[browser],
    system: system === "other" ? m.devices_system_other() : SYSTEMS[system],
  });
