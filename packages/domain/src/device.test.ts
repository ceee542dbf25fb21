import { describe, expect, it } from "vitest";
import { deviceOf } from "./device.ts";

const mozilla = (system: string, rest: string) => `Mozilla/5.0 (${system}) ${rest}`;
const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";
const apple = "AppleWebKit/605.1.15 (KHTML, like Gecko)";

describe("what a browser says of itself", () => {
  it.each([
    [
      mozilla("Linux; Android 10; K", `${webkit} Chrome/149.0.0.0 Mobile Safari/537.36`),
      "chrome",
      "android",
    ],
    [
      mozilla(
        "Linux; Android 15; SM-S911B",
        `${webkit} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
      ),
      "samsung-internet",
      "android",
    ],
    [
      mozilla(
        "iPhone; CPU iPhone OS 18_6 like Mac OS X",
        `${apple} Version/26.1 Mobile/15E148 Safari/604.1`,
      ),
      "safari",
      "iphone",
    ],
    [
      mozilla(
        "iPhone; CPU iPhone OS 18_6 like Mac OS X",
        `${apple} CriOS/149.0.0.0 Mobile/15E148 Safari/604.1`,
      ),
      "chrome",
      "iphone",
    ],
    [
      mozilla(
        "iPad; CPU OS 18_6 like Mac OS X",
        `${apple} FxiOS/145.0 Mobile/15E148 Safari/605.1.15`,
      ),
      "firefox",
      "ipad",
    ],
    [
      mozilla("Macintosh; Intel Mac OS X 10_15_7", `${apple} Version/26.0 Safari/605.1.15`),
      "safari",
      "mac",
    ],
    [
      mozilla(
        "Windows NT 10.0; Win64; x64",
        `${webkit} Chrome/149.0.0.0 Safari/537.36 Edg/149.0.0.0`,
      ),
      "edge",
      "windows",
    ],
    [
      mozilla(
        "Windows NT 10.0; Win64; x64",
        `${webkit} Chrome/149.0.0.0 Safari/537.36 OPR/120.0.0.0`,
      ),
      "opera",
      "windows",
    ],
    [
      mozilla("X11; CrOS x86_64 14541.0.0", `${webkit} Chrome/149.0.0.0 Safari/537.36`),
      "chrome",
      "chromebook",
    ],
    [mozilla("X11; Linux x86_64; rv:146.0", "Gecko/20100101 Firefox/146.0"), "firefox", "linux"],
    [
      mozilla("X11; Linux x86_64", `${webkit} HeadlessChrome/149.0.0.0 Safari/537.36`),
      "chrome",
      "linux",
    ],
  ])("%s", (userAgent, browser, system) => {
    expect(deviceOf(userAgent)).toEqual({ browser, system });
  });

  it.each(["", "curl/8.5.0", "<script>", "Safari/604.1"])("is not guessed from %j", (userAgent) => {
    expect(deviceOf(userAgent)).toEqual({ browser: "other", system: "other" });
  });
});
