import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { listAccounts } from "@trellis/api/account";
import { call } from "@trellis/api/api-client";
import { readCardDesign } from "@trellis/api/card-item";
import { listClients } from "@trellis/api/client";
import { readClinicSettings } from "@trellis/api/clinic-setting";
import { readCoaching } from "@trellis/api/coaching-call";
import { readWeek } from "@trellis/api/diary-card";
import { listSafetyPlanVersions } from "@trellis/api/safety-plan";
import { readDoor } from "@trellis/api/sign-in";
import { addDays } from "@trellis/domain/civil-date";
import { HELP_COUNTRIES, helpIn } from "@trellis/domain/crisis-line";
import { PLAN_PARTS, type SafetyPlan } from "@trellis/domain/safety-plan";
import type { Page, Route } from "playwright-core";
import { builtFolder } from "../tools/build-stamp.ts";
import { plainLetters } from "../tools/message-pseudo.ts";
import { diaryToday } from "./card.ts";
import { A_PLAN } from "./plan.ts";
import { ADMINISTRATOR, type Screen, THERAPIST } from "./screen.ts";
import { WORDS_BEHIND_A_DAY } from "./screens-paper.ts";
import { KINDS } from "./screens-today.ts";
import { asStranger, CLINIC, signInThroughApi } from "./server-api.ts";

/** Words that the screens' own visitors type. */
const TYPED = [
  "Mint tea on the step.",
  "Shame at its peak",
  "Down, on trial",
  "DBT",
  "/srv/trellis",
  "Nell Ware",
  "Trellis Demo Clinic",
  "A. B.",
  "C. D.",
  "Tuesdays",
  "treatment-plan.read",
  "down",
  "tired",
  "date",
  "time",
  "much",
  "I skip meals",
  "ring him",
  "Getting through the next hour",
  ...WORDS_BEHIND_A_DAY,
];
/** Languages are named in themselves. */
const LANGUAGES = ["English", "Español"];

/** The hosts that are named as where a country's numbers were read. */
const sourcesOf = (country: string): string[] => {
  const { emergency, crisis } = helpIn(country);
  return [...emergency, ...crisis].map(({ source }) =>
    new URL(source).hostname.replace("www.", ""),
  );
};

/** What is a person's or a clinic's own and stands on the screens as it is, where several fit the longest. */
export async function ownWords(origin: string): Promise<RegExp> {
  const desk = await signInThroughApi(origin, "clinician", THERAPIST);
  const office = await signInThroughApi(origin, "clinician", ADMINISTRATOR);
  const { clients } = await desk.call(listClients, {});
  const door = await call(asStranger(origin), readDoor, { params: { clinic: CLINIC } });
  const { settings } = await desk.call(readClinicSettings, {});
  const { accounts } = await office.call(listAccounts, {});
  const people = door.contacts.flatMap(({ name, about }) => [name, about]);
  const data = [...TYPED, ...LANGUAGES, door.name, door.appName, desk.who.name, ...people];
  data.push(settings.sessionHours, settings.coachingHours);
  data.push(...accounts.map(({ name }) => name));
  data.push(...everyCountry());
  for (const country of [...HELP_COUNTRIES, door.country])
    data.push(...helpIn(country).crisis.map(({ name }) => name), ...sourcesOf(country));
  data.push(...wordsOfPlan(A_PLAN));
  const to = diaryToday();
  for (const client of clients) {
    const params = { clientId: client.id };
    const { items, targets } = await desk.call(readCardDesign, { params });
    const { versions } = await desk.call(listSafetyPlanVersions, { params });
    const { people: called } = await desk.call(readCoaching, { params });
    data.push(...versions.flatMap(({ plan }) => wordsOfPlan(plan)));
    data.push(...called.flatMap(({ name, times }) => [name, times.hours, times.limits]));
    const week = await desk.call(readWeek, {
      params,
      query: { from: addDays(to, -20), to },
    });
    const { notes, items: shown, details, riddenOut } = week;
    data.push(client.initials, client.tag, client.lifeLine ?? "", week.client.closingLine ?? "");
    data.push(...details.map(({ words }) => words), ...riddenOut.flatMap(({ moves }) => moves));
    data.push(...targets.map(({ words }) => words), ...notes.map(({ words }) => words));
    for (const { words, coverWords, scale } of [...items, ...shown, ...KINDS])
      data.push(words, coverWords ?? "", scale.kind === "number" ? scale.unit : "");
  }
  const texts = data.filter((text) => text !== "");
  return asWord(texts.toSorted((one, other) => other.length - one.length));
}

const wordsOfPlan = ({ rightNow, ...plan }: SafetyPlan): string[] => [
  ...PLAN_PARTS.flatMap((part) => plan[part].map(({ words }) => words)),
  ...rightNow.moves.map(({ words }) => words),
  rightNow.reason,
  rightNow.line,
];

/** The English names of all two-letter regions; browsers mix long and short ones, and one has a name of its own. */
function everyCountry(): string[] {
  const letters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  const codes = letters.flatMap((one) => letters.map((other) => one + other));
  const styles = (["long", "short"] as const).map(
    (style) => new Intl.DisplayNames("en", { type: "region", fallback: "none", style }),
  );
  return [
    "Islas Malvinas",
    ...styles.flatMap((names) => codes.map((code) => names.of(code) ?? "")),
  ];
}

/** Puts the build in the pseudo-locale in place of the one that the server hands out. */
export async function inPseudoLocale(page: Page, app: Screen["app"]): Promise<void> {
  const folder = builtFolder(app, true);
  await page.route(`**/app/${app}/assets/*`, async (route) => {
    const path = join(folder, "assets", basename(new URL(route.request().url()).pathname));
    if (existsSync(path)) await route.fulfill({ path });
    else await route.abort();
  });
  const pages = app === "client" ? `**/c/${CLINIC}/**` : "**/clinic/**";
  await page.route(pages, async (route) => asPage(route, join(folder, "index.html")));
}

/** The pseudo build's page with what the server has put into the real one. */
async function asPage(route: Route, file: string): Promise<void> {
  if (route.request().resourceType() !== "document") return route.continue();
  const answer = await route.fetch();
  const told = /<meta name="trellis"[^>]*>(?:<link rel="manifest"[^>]*>)?/.exec(
    await answer.text(),
  );
  if (told === null) throw new Error("the server's page tells the app nothing");
  const { "content-security-policy": policy = "" } = answer.headers();
  await route.fulfill({
    contentType: "text/html; charset=utf-8",
    headers: { "content-security-policy": policy },
    body: readFileSync(file, "utf8").replace("</head>", `${told[0]}</head>`),
  });
}

/**
 * Puts the English words back where the pseudo-locale stands, now and in what the page draws later, so that one visit
 * shows both: the accents, brackets and the padding are taken away again.
 */
export const backToEnglish = async (page: Page): Promise<void> =>
  page.evaluate((letters) => {
    const plain = new Map(letters);
    let depth = 0;
    const english = (text: string): string => {
      if (depth === 0 && !text.includes("⟦")) return text;
      return Array.from(text.replaceAll(/ ·+(?=⟧)/g, ""), (letter) => {
        if (letter === "⟦") depth += 1;
        else if (letter === "⟧") depth = Math.max(0, depth - 1);
        else return depth > 0 ? (plain.get(letter) ?? letter) : letter;
        return "";
      }).join("");
    };
    const write = () => {
      const all = document.createTreeWalker(
        document,
        NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
      );
      depth = 0;
      for (let node = all.nextNode(); node !== null; node = all.nextNode()) {
        if (node instanceof Text) {
          const text = english(node.data);
          if (text !== node.data) node.data = text;
        } else if (node instanceof Element) {
          for (const attribute of Array.from(node.attributes)) {
            if (attribute.value.includes("⟦")) attribute.value = english(attribute.value);
          }
        }
      }
    };
    document.documentElement.lang = "en";
    write();
    const changes = new MutationObserver(() => {
      write();
      changes.takeRecords();
    });
    changes.observe(document, {
      attributes: true,
      characterData: true,
      childList: true,
      subtree: true,
    });
  }, plainLetters);

/** Every text and every name that a page shows or tells a screen reader, in its order. */
export const saidTexts = async (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const said: string[] = [document.title];
    const names = ["aria-label", "title", "placeholder", "alt"];
    const all = document.createTreeWalker(
      document.body,
      NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
    );
    for (let node = all.nextNode(); node !== null; node = all.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      if (element === null || element.closest("noscript") !== null) continue;
      if (!element.checkVisibility() && element.closest("select") === null) continue;
      if (node instanceof Element) said.push(...names.map((name) => node.getAttribute(name) ?? ""));
      else said.push(node.textContent ?? "");
    }
    return said.filter((text) => text.trim() !== "");
  });

const SEPARATOR = "\u0000";
const MESSAGE = /⟦[^⟦⟧]*⟧/g;
/** Days as the language's own formats write them, also as the one letter over a column. */
const DAY =
  /\b(Mon|Tues?|Wed(nes)?|Thu(rs)?|Fri|Sat(ur)?|Sun)(day)?\b|\b(Jan(uary)?|Feb(ruary)?|Mar(ch)?|Apr(il)?|May|June?|July?|Aug(ust)?|Sep(tember)?|Oct(ober)?|Nov(ember)?|Dec(ember)?)\b|^[MTWFS]$|(?<=\d\s)[AP]M\b/g;
const LETTER = /\p{L}/u;
const EMAIL = /\S+@\S+\.example/g;
const ZONE = /\b[A-Z]\w+(\/[\w+-]+)+|\bUTC\b/g;

const asWord = (texts: readonly string[]): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\d])(${texts.map(RegExp.escape).join("|")})(?![\p{L}\d])`, "gu");

/** What is left of the texts without messages, people's own words, days and numbers. */
export function rawWords(texts: readonly string[], own: RegExp): string[] {
  let left = texts.join(SEPARATOR);
  // A message may stand in another one, and an element may stand in a message.
  while (MESSAGE.test(left)) left = left.replaceAll(MESSAGE, "");
  const foreign = (text: string): string =>
    text.replaceAll(ZONE, "").replaceAll(EMAIL, "").replaceAll(own, "");
  return left
    .split(SEPARATOR)
    .filter((text) => LETTER.test(text))
    .map((text) => foreign(text).trim().replaceAll(DAY, "").trim())
    .filter((text) => LETTER.test(text));
}
