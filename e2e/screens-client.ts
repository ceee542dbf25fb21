import { randomUUID } from "node:crypto";
import { saveCard } from "@trellis/api/diary-card";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import {
  acted,
  diaryToday,
  emptyDay,
  itemOf,
  rated,
  ratingOf,
  readDay,
  saveState,
} from "./card.ts";
import { changeAnswer, cutOff, holdBack, type Screen, WEEK_READ } from "./screen.ts";
import { ACCOUNT_SCREENS } from "./screens-account.ts";
import { HELP_SCREENS } from "./screens-help.ts";
import { SINCE_SCREENS } from "./screens-paper.ts";
import { TODAY_SCREENS } from "./screens-today.ts";
import type { Visit } from "./visit.ts";

const URGE = "Urge to hurt myself";
const CLIENT = "rosa@demo.example";
const SAVE = /\/card-operations$/;

const heading = async ({ page, words }: Visit, message: string) =>
  page.getByRole("heading", { level: 1, name: words(message), exact: true }).waitFor();

/** Enters a 5 for today from another phone. */
async function enterElsewhere({ api }: Visit): Promise<void> {
  const item = itemOf(await readDay(api, diaryToday()), URGE);
  const operation = {
    id: randomUUID(),
    schema: 1 as const,
    kind: "rate" as const,
    date: diaryToday(),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    madeAt: new Date().toISOString(),
    sequence: 1,
    sitting: randomUUID(),
    item: item.id,
    version: item.version,
    value: 5,
  };
  const params = { clientId: api.who.clientId ?? "" };
  await api.call(saveCard, { params, body: { operations: [operation] } });
}

async function fillToday(visit: Visit): Promise<void> {
  const { page, words, open, api } = visit;
  await emptyDay(api, diaryToday());
  await enterElsewhere(visit);
  await open();
  await rated(page, words, URGE, 2).click();
  await acted(page, words, URGE, "yes").click();
  await rated(page, words, "Joy", 4).click();
  await page.getByLabel("Hours of sleep").fill("99");
  await page.getByLabel(words("today_worth_keeping")).fill("Mint tea on the step.");
  await page.getByRole("button", { name: words("today_done"), exact: true }).click();
  await page
    .getByText(`${words("today_highest", { value: "5" })} ${words("today_therapist_sees")}`)
    .waitFor();
  await page.getByText(words("medical_line_nobody_sees")).waitFor();
  const notKept = words("today_done_not_kept", { item: "Hours of sleep" });
  await page.getByRole("button", { name: notKept }).waitFor();
  await saveState(page, words, "not_sent").waitFor();
}

async function failToSend(visit: Visit): Promise<void> {
  const { page, words, open, api } = visit;
  await emptyDay(api, diaryToday());
  await open();
  await ratingOf(page, URGE).waitFor();
  await cutOff(visit, SAVE);
  await rated(page, words, URGE, 3).click();
  await saveState(page, words, "not_sent").waitFor();
}

/** Signed out elsewhere while something was not sent. */
async function endUnsent(visit: Visit): Promise<void> {
  const { page, words, open, api, expectTrouble } = visit;
  await emptyDay(api, diaryToday());
  await open();
  await ratingOf(page, URGE).waitFor();
  expectTrouble(/^answer 401 \S+\/card-operations$/);
  const json = { code: "sign-in-needed", params: {}, message: "" };
  await page.route(SAVE, async (route) => route.fulfill({ status: 401, json }));
  await rated(page, words, URGE, 3).click();
  await page.getByText(words("sign_in_again_why")).waitFor();
}

const signedOut: readonly Omit<Screen, "app">[] = [
  {
    name: "sign-in",
    arrive: async (visit) => {
      await visit.open();
      await heading(visit, "sign_in_title");
    },
  },
  {
    name: "sign-in with empty fields",
    arrive: async (visit) => {
      const { page, words, open } = visit;
      await open();
      await page.getByRole("button", { name: words("sign_in_submit"), exact: true }).click();
      await page.getByText(words("sign_in_fill_both")).waitFor();
    },
  },
  {
    name: "help",
    arrive: async (visit) => {
      await visit.open("/help");
      await heading(visit, "help_title");
      // Comes last, as a part of its own.
      await visit.page.getByLabel(visit.words("help_country_label")).waitFor();
    },
  },
  {
    name: "more, signed out",
    arrive: async (visit) => {
      await visit.open("/more");
      await heading(visit, "more_title");
    },
  },
];

const today: readonly Omit<Screen, "app">[] = [
  { name: "today, filled in", email: CLIENT, arrive: fillToday },
  {
    name: "today without items",
    email: CLIENT,
    arrive: async ({ page, words, open }) => {
      await changeAnswer<DiaryWeek>(page, WEEK_READ, (week) => ({ ...week, items: [] }));
      await open();
      await page.getByText(words("today_no_items_title")).waitFor();
      await page.getByRole("button", { name: words("today_life_line_hide"), exact: true }).click();
      await page.getByText(words("today_life_line_hidden")).waitFor();
    },
  },
  {
    name: "today on its way",
    email: CLIENT,
    arrive: async ({ page, words, open }) => {
      await holdBack(page, WEEK_READ);
      await open();
      await page.getByText(words("loading")).waitFor({ state: "attached" });
    },
  },
  {
    name: "today that did not come",
    email: CLIENT,
    arrive: async (visit) => {
      await cutOff(visit, WEEK_READ);
      await visit.open();
      await visit.page.getByText(visit.words("today_not_loaded")).waitFor();
    },
  },
  {
    name: "what is not sent",
    email: CLIENT,
    arrive: async (visit) => {
      const { page, words } = visit;
      await failToSend(visit);
      await saveState(page, words, "not_sent").click();
      await page
        .getByRole("dialog", { name: words("unsent_title", { count: 1 }), exact: true })
        .waitFor();
    },
  },
];

const ended: readonly Omit<Screen, "app">[] = [
  {
    name: "what is not sent, signed out",
    email: CLIENT,
    arrive: async (visit) => {
      const { page, words } = visit;
      await endUnsent(visit);
      await page
        .getByRole("button", { name: words("unsent_title", { count: 1 }), exact: true })
        .click();
      await page.getByText(words("unsent_signed_out")).waitFor();
    },
  },
  {
    name: "more, after the sign-in has ended",
    email: CLIENT,
    arrive: async (visit) => {
      const { page, words } = visit;
      await endUnsent(visit);
      const nav = page.getByRole("navigation");
      await nav.getByRole("link", { name: words("nav_more"), exact: true }).click();
      await page.getByText(words("more_signed_out")).waitFor();
    },
  },
];

const week: readonly Omit<Screen, "app">[] = [
  {
    name: "week",
    email: CLIENT,
    arrive: async ({ page, open }) => {
      await open("/week");
      await page.getByRole("table").waitFor();
    },
  },
  {
    name: "a day of the week",
    email: "tobiah@demo.example",
    arrive: async ({ page, open }) => {
      await open("/week");
      await page.getByRole("columnheader").getByRole("button").nth(2).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "an empty week",
    email: CLIENT,
    arrive: async ({ page, words, open }) => {
      await open("/week/2020-01-05");
      await page.getByText(words("week_empty_title")).waitFor();
    },
  },
  {
    name: "a week that did not come",
    email: CLIENT,
    arrive: async (visit) => {
      await cutOff(visit, WEEK_READ);
      await visit.open("/week");
      await visit.page.getByText(visit.words("week_not_loaded")).waitFor();
    },
  },
];

const rest: readonly Omit<Screen, "app">[] = [
  {
    name: "more",
    email: CLIENT,
    arrive: async (visit) => {
      const { page, words, open } = visit;
      await open("/more");
      await heading(visit, "more_title");
      await page
        .getByRole("button", { name: words("more_about_licence_title"), exact: true })
        .click();
      await page.getByText(words("more_about_licence"), { exact: true }).waitFor();
    },
  },
  {
    name: "the names of all skills",
    email: CLIENT,
    arrive: async (visit) => {
      await visit.open("/skills");
      await heading(visit, "skills_title");
    },
  },
  {
    name: "signing out with something unsent",
    email: CLIENT,
    arrive: async (visit) => {
      const { page, words } = visit;
      await failToSend(visit);
      await page
        .getByRole("navigation")
        .getByRole("link", { name: words("nav_more"), exact: true })
        .click();
      await page.getByRole("button", { name: words("more_sign_out"), exact: true }).click();
      await page
        .getByRole("dialog", { name: words("more_sign_out_ask_title", { count: 1 }), exact: true })
        .waitFor();
    },
  },
  {
    name: "a screen that did not open",
    email: CLIENT,
    arrive: async (visit) => {
      await cutOff(visit, /\/assets\/more-screen-[\w-]+\.js$/);
      await visit.open("/more");
      await visit.page.getByText(visit.words("error_screen_title")).waitFor();
    },
  },
];

/** Every screen of the client's app, in every state that looks different. */
export const CLIENT_SCREENS: readonly Screen[] = [
  ...signedOut,
  ...today,
  ...TODAY_SCREENS,
  ...ended,
  ...week,
  ...rest,
  ...ACCOUNT_SCREENS,
  ...SINCE_SCREENS,
  ...HELP_SCREENS,
].map((screen) => ({ ...screen, app: "client" }));
