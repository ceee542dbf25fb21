import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { listClients } from "@trellis/api/client";
import { readWeek } from "@trellis/api/diary-card";
import type { App } from "@trellis/domain/account";
import { addDays, type CivilDate, eachDay } from "@trellis/domain/civil-date";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../tools/browser.ts";
import { buildApps } from "../tools/build.ts";
import { root } from "../tools/root.ts";
import { acted, diaryToday, rated, saveState } from "./card.ts";
import { settled } from "./page-checks.ts";
import { type Product, startProduct } from "./product.ts";
import { type SignedInApi, signInThroughApi } from "./server-api.ts";
import { addressOf, openWindow } from "./window.ts";
import { wordsIn } from "./words.ts";

/** README's pictures, of the made-up clinic as it is after its first start: `node e2e/pictures.ts`. */
const FOLDER = join(root, "docs/pictures");
const MOST_BYTES = 150_000;
const words = wordsIn("en");
const CLIENT = { app: "client", email: "tobiah@demo.example" } as const;
const THERAPIST = { app: "clinician", email: "ada.okafor@demo.example" } as const;
const ADMINISTRATOR = { app: "clinician", email: "iris.boateng@demo.example" } as const;
/** How far back the fullest week is looked for, in days. */
const LOOK_BACK = 56;
/** More would leave no room for the words beside them. */
const MOST_DAYS = 8;

type Subject = { readonly page: Page; readonly product: Product; readonly api: SignedInApi };
type Picture = {
  readonly name: string;
  readonly app: App;
  readonly email: string;
  readonly colorScheme: "light" | "dark";
  /** Opens what is to be seen. */
  readonly arrive: (subject: Subject) => Promise<void>;
};

async function openToday({ page, product }: Subject): Promise<void> {
  await page.goto(addressOf(product.origin, "client", "/"));
  await rated(page, words, "Urge to hurt myself", 2).click();
  await acted(page, words, "Urge to hurt myself", "no").click();
  await rated(page, words, "Urge to stay away from therapy", 1).click();
  await saveState(page, words, "sent").waitFor();
}

/** The last day of a week in which this client kept the card well, felt different things and wrote something. */
async function fullestWeek(api: SignedInApi, clientId: string): Promise<CivilDate> {
  let best = { to: diaryToday(), score: -1 };
  for (let back = 1; back < LOOK_BACK; back += 1) {
    const to = addDays(diaryToday(), -back);
    const week = await api.call(readWeek, { params: { clientId }, query: { to } });
    const days = eachDay(week.from, week.to).length;
    if (days > MOST_DAYS) continue;
    const kept = week.entries.length / (week.items.length * days);
    const strengths = new Set(week.entries.map(({ value }) => value)).size;
    const score = kept + Math.min(week.notes.length, 2) / 4 + strengths / 20;
    if (score > best.score) best = { to, score };
  }
  return best.to;
}

async function openWeek({ page, product, api }: Subject): Promise<void> {
  const to = await fullestWeek(api, api.who.clientId ?? "");
  await page.goto(addressOf(product.origin, "client", `/week/${to}`));
  await page.getByRole("table").waitFor();
}

async function openSession({ page, product, api }: Subject): Promise<void> {
  const { clients } = await api.call(listClients, {});
  const id = clients.find(({ initials }) => initials === "R. L.")?.id ?? "";
  const to = await fullestWeek(api, id);
  await page.goto(addressOf(product.origin, "clinician", `/clients/${id}/session?to=${to}`));
  await page.getByRole("table").waitFor();
}

async function openWhoSees({ page, product }: Subject): Promise<void> {
  await page.goto(addressOf(product.origin, "client", "/more/who-sees-what"));
  await page.getByText(words("who_sees_accounts_title")).waitFor();
}

async function openAccessTable({ page, product }: Subject): Promise<void> {
  await page.goto(addressOf(product.origin, "clinician", "/who-sees-what"));
  await page.getByRole("table").waitFor();
}

async function openWhoLooked({ page, product }: Subject): Promise<void> {
  await page.goto(addressOf(product.origin, "client", "/more/who-looked"));
  await page.getByText(words("access_log_not_watching_title")).waitFor();
}

const openOwn =
  (path: string, heading: string) =>
  async ({ page, product }: Subject): Promise<void> => {
    await page.goto(addressOf(product.origin, "client", path));
    await page.getByRole("heading", { level: 1, name: words(heading), exact: true }).waitFor();
  };

async function openHelp(subject: Subject): Promise<void> {
  await openOwn("/help", "help_title")(subject);
  await subject.page
    .getByRole("heading", { name: words("safety_plan_title"), exact: true })
    .waitFor();
}

/** With moves at hand: somebody has said how strong it is. */
async function openRightNow(subject: Subject): Promise<void> {
  await openHelp(subject);
  const { page } = subject;
  await page.getByRole("link", { name: words("help_to_right_now") }).click();
  await page.getByRole("radio", { name: /^4/ }).click();
}

const openOfClient =
  (part: string) =>
  async ({ page, product, api }: Subject): Promise<void> => {
    const { clients } = await api.call(listClients, {});
    const id = clients.find(({ initials }) => initials === "R. L.")?.id ?? "";
    await page.goto(addressOf(product.origin, "clinician", `/clients/${id}/${part}`));
    await page.getByRole("heading", { level: 2 }).first().waitFor();
  };

const openOffice =
  (path: string) =>
  async ({ page, product }: Subject): Promise<void> => {
    await page.goto(addressOf(product.origin, "clinician", path));
    await page.getByRole("table").or(page.getByRole("listitem")).first().waitFor();
  };

const PICTURES: readonly Picture[] = [
  { name: "today-phone", ...CLIENT, colorScheme: "light", arrive: openToday },
  { name: "today-phone-dark", ...CLIENT, colorScheme: "dark", arrive: openToday },
  { name: "week-phone", ...CLIENT, colorScheme: "light", arrive: openWeek },
  { name: "help-phone", ...CLIENT, colorScheme: "light", arrive: openHelp },
  { name: "right-now-phone", ...CLIENT, colorScheme: "light", arrive: openRightNow },
  { name: "card-editor", ...THERAPIST, colorScheme: "light", arrive: openOfClient("card") },
  { name: "safety-plan", ...THERAPIST, colorScheme: "dark", arrive: openOfClient("plan") },
  { name: "session", ...THERAPIST, colorScheme: "light", arrive: openSession },
  { name: "session-dark", ...THERAPIST, colorScheme: "dark", arrive: openSession },
  { name: "who-sees-what-phone", ...CLIENT, colorScheme: "light", arrive: openWhoSees },
  { name: "who-sees-what", ...THERAPIST, colorScheme: "light", arrive: openAccessTable },
  { name: "who-looked-phone", ...CLIENT, colorScheme: "light", arrive: openWhoLooked },
  { name: "accounts", ...ADMINISTRATOR, colorScheme: "light", arrive: openOffice("/accounts") },
  { name: "audit", ...ADMINISTRATOR, colorScheme: "dark", arrive: openOffice("/audit") },
];

/** Takes one picture and gives its size in bytes. */
async function takePicture(
  browser: Browser,
  product: Product,
  { name, app, email, colorScheme, arrive }: Picture,
): Promise<number> {
  const api = await signInThroughApi(product.origin, app, email);
  const wishes = { colorScheme, reducedMotion: "reduce" } as const;
  const context = await openWindow(browser, product.origin, { app, browser: wishes }, api);
  const page = await context.newPage();
  await arrive({ page, product, api });
  await page.evaluate(async () => {
    await document.fonts.ready;
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    scrollTo(0, 0);
  });
  await settled(page);
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path });
  await context.close();
  return statSync(path).size;
}

async function takePictures(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  await buildApps();
  const product = await startProduct();
  const browser = await launchBrowser();
  try {
    for (const picture of PICTURES) {
      const size = await takePicture(browser, product, picture);
      console.log(`${picture.name}.png: ${(size / 1000).toFixed(0)} KB`);
      if (size > MOST_BYTES)
        throw new Error(`${picture.name}.png is larger than a page should load`);
    }
  } finally {
    await browser.close();
    await product.stop();
  }
}

await takePictures();
