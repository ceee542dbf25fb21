import { randomUUID } from "node:crypto";
import type { AccountDetail } from "@trellis/domain/account-life";
import type { CareGrant, CareTeam } from "@trellis/domain/care-team";
import {
  openClient,
  ADMINISTRATOR,
  changeAnswer,
  cutOff,
  type Screen,
  THERAPIST,
} from "./screen.ts";
import type { Visit } from "./visit.ts";

/** Skills trainer of one client of the demo clinic, supervisor for another. */
const COLLEAGUE = "bea.hartnell@demo.example";
const TEAM = /\/api\/\S+\/care-team$/;
const CLIENTS = /\/api\/clinic\/clients(\?.*)?$/;
const OWN_CLIENTS = /\/api\/clients$/;
const ACCOUNT = /\/api\/clients\/[\w-]+\/account$/;
const BEFORE = "2026-10-01T09:30:00Z";
const LATER = "2027-02-01T09:30:00Z";
const LAST = "2027-02-10T09:30:00Z";

const press = async ({ page, words }: Visit, message: string) =>
  page
    .getByRole("button", { name: words(message), exact: true })
    .first()
    .click();

const inDialog = async ({ page, words }: Visit, message: string) =>
  page
    .getByRole("dialog")
    .getByRole("button", { name: words(message), exact: true })
    .click();

const grant = (part: Partial<CareGrant>): CareGrant => ({
  id: randomUUID(),
  accountId: randomUUID(),
  name: "Bea Hartnell",
  kind: "supervisor",
  from: BEFORE,
  until: null,
  state: "now",
  givenBy: "Dr. Ada Okafor",
  endedBy: null,
  ...part,
});

/** A team in which everything happens once. */
const wholeTeam = (team: CareTeam): CareTeam => ({
  grants: [
    ...team.grants.filter(({ kind }) => kind === "therapist"),
    grant({}),
    grant({ kind: "cover", state: "coming", from: LATER, until: LAST }),
    grant({ kind: "cover", state: "past", until: BEFORE, endedBy: "Iris Boateng" }),
    grant({ kind: "skills-trainer", state: "past", until: LATER, givenBy: null }),
  ],
});

async function openTeam(visit: Visit, initials = "I. C."): Promise<void> {
  const { page, words } = visit;
  await openClient(visit, initials, "care-team");
  await page.getByRole("heading", { name: words("care_team_now"), exact: true }).waitFor();
  await page.getByRole("heading", { name: words("client_account_title"), exact: true }).waitFor();
}

async function withoutAccount(visit: Visit): Promise<void> {
  await visit.page.route(ACCOUNT, async (route) => route.fulfill({ json: { account: null } }));
  await openTeam(visit);
  await visit.page.getByText(visit.words("client_account_none")).waitFor();
}

const therapist: readonly Omit<Screen, "app" | "email">[] = [
  {
    name: "care team",
    arrive: async (visit) => {
      const { page, words } = visit;
      await changeAnswer<CareTeam>(page, TEAM, wholeTeam);
      await openTeam(visit);
      await page.getByText(words("care_team_past", { count: 2 })).click();
      await page.getByText(words("care_team_given_on_server")).first().waitFor();
    },
  },
  {
    name: "care team that did not come",
    arrive: async (visit) => {
      await cutOff(visit, TEAM);
      await openClient(visit, "I. C.", "care-team");
      await visit.page.getByText(visit.words("clinician_error_title")).waitFor();
    },
  },
  {
    name: "somebody who ended, and the way back",
    arrive: async (visit) => {
      const { page, words } = visit;
      await changeAnswer<CareTeam>(page, TEAM, wholeTeam);
      await page.route(/\/api\/\S+\/care-team\/[\w-]+$/, async (route) =>
        route.fulfill({ json: { grants: [] } }),
      );
      await openTeam(visit);
      await page.getByText(words("care_team_end"), { exact: true }).first().click();
      await page.getByRole("button", { name: words("clinician_undo"), exact: true }).waitFor();
      await page.getByText(words("care_team_no_therapist")).waitFor();
    },
  },
  {
    name: "adding to the care team, with fields missing",
    arrive: async (visit) => {
      const { page, words } = visit;
      await openTeam(visit);
      await press(visit, "care_team_add");
      await page.getByRole("radio", { name: words("relation_cover"), exact: true }).click();
      await page.getByLabel(words("care_team_person"), { exact: true }).waitFor();
      await inDialog(visit, "care_team_add_submit");
      await page.getByText(words("care_team_day_needed")).waitFor();
    },
  },
  {
    name: "a client without an account",
    arrive: async (visit) => withoutAccount(visit),
  },
  {
    name: "inviting a client, with fields missing",
    arrive: async (visit) => {
      await withoutAccount(visit);
      await press(visit, "client_account_invite");
      await inDialog(visit, "accounts_invite_submit");
      await visit.page.getByText(visit.words("clinician_email_wrong")).waitFor();
    },
  },
  {
    name: "a client who is invited",
    arrive: async (visit) => {
      const { page, words } = visit;
      await changeAnswer<{ account: AccountDetail }>(page, ACCOUNT, ({ account }) => ({
        account: { ...account, state: "invited", invitedUntil: null },
      }));
      await openTeam(visit);
      await page.getByRole("button", { name: words("account_invite_renew") }).waitFor();
    },
  },
  {
    name: "helping a client in again",
    arrive: async (visit) => {
      await openTeam(visit);
      await press(visit, "account_reset");
      await visit.page.getByText(visit.words("account_reset_sure")).waitFor();
    },
  },
  {
    name: "adding a client who is no adult",
    arrive: async (visit) => {
      const { page, words, open } = visit;
      await open();
      await press(visit, "new_client_add");
      await page.getByLabel(words("new_client_birth_date"), { exact: true }).fill("2015-05-05");
      await inDialog(visit, "new_client_submit");
      await page.getByText(words("clinician_error_adults_only")).waitFor();
    },
  },
  {
    name: "adding a client who looks like another",
    arrive: async (visit) => {
      const { page, words, open, expectTrouble } = visit;
      expectTrouble(/^answer 409 /);
      await page.route(OWN_CLIENTS, async (route) => {
        if (route.request().method() === "GET") return route.fallback();
        const clients = [{ id: randomUUID(), initials: "I. C.", tag: "8" }];
        const problem = { code: "looks-like-another", params: { clients }, message: "" };
        return route.fulfill({ status: 409, json: problem });
      });
      await open();
      await press(visit, "new_client_add");
      await page.getByLabel(words("new_client_initials"), { exact: true }).fill("I. C.");
      await page.getByLabel(words("new_client_birth_date"), { exact: true }).fill("1990-05-05");
      await inDialog(visit, "new_client_submit");
      await page.getByText(words("twin_question")).waitFor();
      await inDialog(visit, "new_client_submit");
      await page.getByText(words("clinician_choose_one")).waitFor();
    },
  },
];

const colleague: readonly Omit<Screen, "app" | "email">[] = [
  {
    name: "clients of a trainer and supervisor",
    arrive: async ({ page, words, open }) => {
      await open();
      await page.getByText(words("relation_skills_trainer")).waitFor();
    },
  },
  {
    name: "skills practice",
    arrive: async (visit) => {
      await openClient(visit, "I. C.", "practice");
      await visit.page.getByRole("table").waitFor();
    },
  },
  {
    name: "what a supervisor reads",
    arrive: async (visit) => {
      const { page, words } = visit;
      await openClient(visit, "M. A.", "card");
      await page.getByRole("listitem").first().waitFor();
      await page.getByRole("link", { name: words("care_team_tab"), exact: true }).waitFor();
    },
  },
  {
    name: "a page that a relation does not open",
    arrive: async (visit) => {
      visit.expectTrouble(/^answer 404 /);
      await openClient(visit, "M. A.", "practice");
      await visit.page.getByText(visit.words("clinician_no_record_title")).waitFor();
    },
  },
];

async function openList({ page, open }: Visit): Promise<void> {
  await open("/clients");
  await page.getByRole("link", { name: /^I\. C\./ }).waitFor();
}

async function openOne(visit: Visit): Promise<void> {
  const { page, words } = visit;
  await openList(visit);
  await page.getByRole("link", { name: /^I\. C\./ }).click();
  await page.getByRole("heading", { name: words("care_team_now"), exact: true }).waitFor();
  await page.getByRole("heading", { name: words("client_account_title"), exact: true }).waitFor();
}

const office: readonly Omit<Screen, "app" | "email">[] = [
  { name: "the clinic's clients", arrive: openList },
  {
    name: "no client like this",
    arrive: async (visit) => {
      const { page, words } = visit;
      await openList(visit);
      await page.getByLabel(words("client_admin_find"), { exact: true }).fill("8888");
      await page.getByText(words("client_admin_none_title")).waitFor();
    },
  },
  {
    name: "the clinic's clients that did not come",
    arrive: async (visit) => {
      await cutOff(visit, CLIENTS);
      await visit.open("/clients");
      await visit.page.getByText(visit.words("clinician_error_title")).waitFor();
    },
  },
  {
    name: "adding a client to the clinic",
    arrive: async (visit) => {
      const { page, words } = visit;
      await openList(visit);
      await press(visit, "new_client_add");
      await page.getByLabel(words("relation_therapist"), { exact: true }).waitFor();
      await inDialog(visit, "new_client_submit");
      await page.getByText(words("new_client_birth_date_needed")).waitFor();
    },
  },
  {
    name: "a client of the clinic",
    arrive: async (visit) => {
      await changeAnswer<CareTeam>(visit.page, TEAM, wholeTeam);
      await openOne(visit);
    },
  },
  {
    name: "changing the therapist, with fields missing",
    arrive: async (visit) => {
      const { page, words } = visit;
      await openOne(visit);
      await press(visit, "care_team_therapist_change");
      await page.getByLabel(words("care_team_therapist_after"), { exact: true }).waitFor();
      await page.getByLabel(words("care_team_therapist_at"), { exact: true }).fill("2020-01-01");
      await inDialog(visit, "care_team_therapist_submit");
      await page.getByText(words("care_team_day_from_today")).waitFor();
    },
  },
];

/** Clients, care teams and what each relation opens, in every state that looks different. */
export const CARE_TEAM_SCREENS: readonly Omit<Screen, "app">[] = [
  ...therapist.map((screen) => ({ ...screen, email: THERAPIST })),
  ...colleague.map((screen) => ({ ...screen, email: COLLEAGUE })),
  ...office.map((screen) => ({ ...screen, email: ADMINISTRATOR })),
];
