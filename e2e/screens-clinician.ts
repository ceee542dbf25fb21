import { randomUUID } from "node:crypto";
import type { ClientSummary } from "@trellis/domain/client";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import {
  changeAnswer,
  cutOff,
  holdBack,
  openClient,
  type Screen,
  THERAPIST,
  WEEK_READ,
} from "./screen.ts";
import { AUDIT_SCREENS } from "./screens-audit.ts";
import { CARD_SCREENS } from "./screens-card.ts";
import { CARE_TEAM_SCREENS } from "./screens-care-team.ts";
import { IMPORT_SCREENS } from "./screens-import.ts";
import { OFFICE_SCREENS } from "./screens-office.ts";
import { OWN_ACCOUNT_SCREENS } from "./screens-own-account.ts";
import { PAPER_SCREENS } from "./screens-paper.ts";
import { PLAN_SCREENS } from "./screens-plan.ts";
import { SETTING_SCREENS } from "./screens-settings.ts";
import { WELCOME_SCREENS } from "./screens-welcome.ts";
import type { Visit } from "./visit.ts";

const LIST_READ = /\/api\/clients$/;

type List = { clients: ClientSummary[] };

const openSession = async (visit: Visit, search = ""): Promise<void> => {
  await openClient(visit, "R. L.", `session${search}`);
  await visit.page.getByRole("heading", { level: 1, name: /^R\. L\./ }).waitFor();
};

async function openDialog(visit: Visit, button: string, title: string): Promise<void> {
  const { page, words } = visit;
  await page
    .getByRole("button", { name: words(button), exact: true })
    .first()
    .click();
  await page.getByRole("dialog", { name: words(title), exact: true }).waitFor();
}

const signIn: readonly Omit<Screen, "app">[] = [
  {
    name: "sign-in",
    arrive: async ({ page, words, open }) => {
      await open();
      await page
        .getByRole("heading", { name: words("clinician_sign_in_title"), exact: true })
        .waitFor();
    },
  },
  {
    name: "sign-in with empty fields",
    arrive: async ({ page, words, open }) => {
      await open();
      await page
        .getByRole("button", { name: words("clinician_sign_in_button"), exact: true })
        .click();
      await page.getByText(words("clinician_field_needed")).first().waitFor();
    },
  },
  {
    name: "sign-in again over a page",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, context, words, expectTrouble } = visit;
      await openSession(visit);
      await page.getByRole("table").waitFor();
      expectTrouble(/^answer 401 /);
      await context.clearCookies();
      await page.getByRole("button", { name: words("session_earlier"), exact: true }).click();
      await page
        .getByRole("dialog", { name: words("clinician_sign_in_again_title"), exact: true })
        .waitFor();
    },
  },
];

const list: readonly Omit<Screen, "app">[] = [
  {
    name: "my clients",
    email: THERAPIST,
    arrive: async ({ page, open }) => {
      await open();
      await page.getByRole("link", { name: /^R\. L\./ }).waitFor();
    },
  },
  {
    name: "many clients",
    email: THERAPIST,
    arrive: async ({ page, words, open }) => {
      await changeAnswer<List>(page, LIST_READ, ({ clients }) => ({
        clients: [...clients, ...clients.map((client) => ({ ...client, id: randomUUID() }))],
      }));
      await open();
      await page.getByLabel(words("caseload_filter")).fill("R. L.");
      await page.getByText(words("caseload_found", { count: 2 })).waitFor();
    },
  },
  {
    name: "no clients",
    email: THERAPIST,
    arrive: async ({ page, words, open }) => {
      await changeAnswer<List>(page, LIST_READ, () => ({ clients: [] }));
      await open();
      await page.getByText(words("caseload_empty_title")).waitFor();
    },
  },
  {
    name: "clients that did not come",
    email: THERAPIST,
    arrive: async (visit) => {
      await cutOff(visit, LIST_READ);
      await visit.open();
      await visit.page.getByText(visit.words("clinician_error_title")).waitFor();
    },
  },
  {
    name: "account",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words, open } = visit;
      await open();
      await page
        .getByRole("button", { name: words("clinician_account_open"), exact: true })
        .click();
      await page.getByRole("button", { name: words("clinician_sign_out"), exact: true }).waitFor();
    },
  },
  {
    name: "who sees what",
    email: THERAPIST,
    arrive: async ({ page, words, open }) => {
      await open("/who-sees-what");
      const choice = words("access_page_words_client");
      await page.getByRole("radio", { name: choice, exact: true }).check();
      const row = words("access_kind_life_line_for_client");
      await page.getByRole("rowheader", { name: row, exact: true }).waitFor();
    },
  },
  {
    name: "command palette",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, open } = visit;
      await open();
      await page.getByRole("link", { name: /^R\. L\./ }).waitFor();
      await page.keyboard.press("Control+k");
      await page.getByRole("option", { name: /^R\. L\./ }).waitFor();
    },
  },
];

const session: readonly Omit<Screen, "app">[] = [
  {
    name: "session",
    email: THERAPIST,
    arrive: async (visit) => {
      await openSession(visit);
      await visit.page.getByRole("table").waitFor();
    },
  },
  {
    name: "session on its way",
    email: THERAPIST,
    arrive: async (visit) => {
      await holdBack(visit.page, WEEK_READ);
      await openClient(visit, "R. L.", "session");
      await visit.page.getByText(visit.words("session_loading")).waitFor({ state: "attached" });
    },
  },
  {
    name: "session without entries",
    email: THERAPIST,
    arrive: async (visit) => {
      await openSession(visit, "?to=2020-01-05");
      await visit.page.getByText(visit.words("session_empty_title")).waitFor();
    },
  },
  {
    name: "session without a card",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words } = visit;
      await changeAnswer<DiaryWeek>(page, WEEK_READ, (week) => ({
        ...week,
        items: [],
        earlierVersions: [],
        entries: [],
        cleared: [],
        details: [],
        notes: [],
        riddenOut: [],
        shortDays: [],
        usual: [],
        checkedBefore: null,
        earlierEntryOn: null,
        laterEntryOn: null,
      }));
      await openSession(visit);
      await page.getByText(words("session_no_items_title")).waitFor();
    },
  },
  {
    name: "shown to the client",
    email: THERAPIST,
    arrive: async (visit) => {
      await openClient(visit, "T. W.", "session?show=client");
      await visit.page.getByRole("table").waitFor();
    },
  },
  {
    name: "choosing a day",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words } = visit;
      await openSession(visit);
      await openDialog(visit, "session_choose_day", "session_choose_day");
      await page.getByLabel(words("session_choose_day_label")).fill("2199-01-01");
      await page
        .getByRole("button", { name: words("session_choose_day_action"), exact: true })
        .click();
      await page.getByText(words("session_day_wrong")).waitFor();
    },
  },
  {
    name: "a session that was recorded and taken back",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words } = visit;
      await openClient(visit, "M. Q.", "session");
      const met = page.getByRole("button", { name: words("session_met_today"), exact: true });
      await met.click();
      await page.getByRole("button", { name: words("session_take_back"), exact: true }).click();
      await met.waitFor();
      await page.getByText(words.like("session_taken_back")).waitFor();
    },
  },
];

const strayed: readonly Omit<Screen, "app">[] = [
  {
    name: "no such page",
    email: THERAPIST,
    arrive: async ({ page, words, open }) => {
      await open("/nowhere");
      await page.getByText(words("clinician_no_page_what")).waitFor();
    },
  },
  {
    name: "no such record",
    email: THERAPIST,
    arrive: async ({ page, words, open, expectTrouble }) => {
      expectTrouble(/^answer 404 /);
      await open(`/clients/${randomUUID()}/session`);
      await page.getByText(words("clinician_error_not_found")).waitFor();
    },
  },
];

/** Every screen of the clinician's app, in every state that looks different. */
export const CLINICIAN_SCREENS: readonly Screen[] = [
  ...signIn,
  ...list,
  ...session,
  ...CARD_SCREENS,
  ...PAPER_SCREENS,
  ...PLAN_SCREENS,
  ...IMPORT_SCREENS,
  ...CARE_TEAM_SCREENS,
  ...OFFICE_SCREENS,
  ...OWN_ACCOUNT_SCREENS,
  ...SETTING_SCREENS,
  ...AUDIT_SCREENS,
  ...WELCOME_SCREENS,
  ...strayed,
].map((screen) => ({ ...screen, app: "clinician" }));
