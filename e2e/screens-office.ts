import { randomUUID } from "node:crypto";
import type { Account, AccountDetail } from "@trellis/domain/account-life";
import type { Mail } from "@trellis/domain/mail";
import type { Page } from "playwright-core";
import { ADMINISTRATOR, changeAnswer, cutOff, holdBack, type Screen } from "./screen.ts";
import type { Visit } from "./visit.ts";

const LIST = /\/api\/accounts(\?.*)?$/;
const ONE = /\/api\/accounts\/[\w-]+$/;
const MAILS = /\/api\/mails(\?.*)?$/;
const SOON = new Date(Date.now() + 3_600_000).toISOString();
const BEFORE = "2026-11-20T09:30:00Z";

const press = async ({ page, words }: Visit, message: string) =>
  page
    .getByRole("button", { name: words(message), exact: true })
    .first()
    .click();

const openAccounts = async ({ page, open }: Visit) => {
  await open("/accounts");
  await page.getByRole("link", { name: "Iris Boateng", exact: true }).waitFor();
};

const openSheet = async (visit: Visit) => {
  await openAccounts(visit);
  await press(visit, "accounts_invite");
  await visit.page.getByRole("dialog").waitFor();
};

/** Opens the account of a clinician, with what the screen wants to be true of it. */
async function openAccount(visit: Visit, as: Partial<AccountDetail> = {}): Promise<void> {
  const { page, words } = visit;
  await changeAnswer<AccountDetail>(page, ONE, (account) => ({ ...account, ...as }));
  await openAccounts(visit);
  await page.getByRole("link", { name: "Dr. Ada Okafor", exact: true }).click();
  await page.getByRole("heading", { name: words("account_person"), exact: true }).waitFor();
}

/** Answers a change with something else than the server would, and changes nothing. */
async function answerWith(page: Page, address: RegExp, json: unknown, status = 200): Promise<void> {
  await page.route(address, async (route) => {
    if (route.request().method() === "GET") await route.fallback();
    else await route.fulfill({ status, json });
  });
}

const LOOKS_LIKE_ANOTHER = {
  code: "looks-like-another",
  params: {
    accounts: [{ id: randomUUID(), kind: "clinician", name: "Dr. Ada Okafor" }],
  },
  message: "",
};

async function fillInvite({ page, words }: Visit): Promise<void> {
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("radio", { name: words("account_kind_clinician"), exact: true }).click();
  await sheet.getByLabel(words("person_name"), { exact: true }).fill("Nell Ware");
  await sheet.getByLabel(words("person_email"), { exact: true }).fill("nell@demo.example");
}

const accounts: readonly Omit<Screen, "app" | "email">[] = [
  { name: "accounts", arrive: openAccounts },
  {
    name: "accounts in every state",
    arrive: async (visit) => {
      const { page, words, open } = visit;
      await changeAnswer<{ accounts: Account[]; after: string | null }>(page, LIST, (list) => ({
        accounts: list.accounts.map((account, at) => ({
          ...account,
          state: at % 3 === 0 ? "invited" : at % 3 === 1 ? "deactivated" : "active",
          invitedUntil: at === 0 ? SOON : null,
        })),
        after: randomUUID(),
      }));
      await open("/accounts");
      await page.getByText(words("account_stand_no_link")).first().waitFor();
      await page.getByRole("button", { name: words("clinician_more_lines") }).waitFor();
    },
  },
  {
    name: "accounts on their way",
    arrive: async ({ page, words, open }) => {
      await holdBack(page, LIST);
      await open("/accounts");
      await page.getByText(words("accounts_loading")).waitFor({ state: "attached" });
    },
  },
  {
    name: "accounts that did not come",
    arrive: async (visit) => {
      await cutOff(visit, LIST);
      await visit.open("/accounts");
      await visit.page.getByText(visit.words("clinician_error_title")).waitFor();
    },
  },
  {
    name: "no account like this",
    arrive: async (visit) => {
      const { page, words } = visit;
      await openAccounts(visit);
      await page.getByLabel(words("accounts_find"), { exact: true }).fill("8888");
      await page.getByText(words("accounts_none_title")).waitFor();
    },
  },
  {
    name: "inviting, with fields missing",
    arrive: async (visit) => {
      await openSheet(visit);
      await press(visit, "accounts_invite_submit");
      await visit.page.getByText(visit.words("clinician_email_wrong")).waitFor();
    },
  },
  {
    name: "inviting somebody who looks like another",
    arrive: async (visit) => {
      const { page, words, expectTrouble } = visit;
      expectTrouble(/^answer 409 /);
      await answerWith(page, LIST, LOOKS_LIKE_ANOTHER, 409);
      await openSheet(visit);
      await fillInvite(visit);
      await press(visit, "accounts_invite_submit");
      await page.getByText(words("twin_question")).waitFor();
      await press(visit, "accounts_invite_submit");
      await page.getByText(words("clinician_choose_one")).waitFor();
    },
  },
  {
    name: "a code to be said aloud",
    arrive: async (visit) => {
      const { page, words } = visit;
      await answerWith(page, LIST, {
        account: { name: "Nell Ware" },
        invite: { code: "061920", expiresAt: SOON },
      });
      await openSheet(visit);
      await fillInvite(visit);
      await press(visit, "accounts_invite_submit");
      await page.getByText(words("handed_how")).waitFor();
    },
  },
];

const RESET = {
  askedBy: "Iris Boateng",
  askedAt: BEFORE,
  expiresAt: SOON,
  waitsForApproval: true,
  mayApprove: true,
} as const;

const account: readonly Omit<Screen, "app" | "email">[] = [
  { name: "an account", arrive: async (visit) => openAccount(visit) },
  {
    name: "an account that is invited",
    arrive: async (visit) => {
      await openAccount(visit, { state: "invited", invitedUntil: SOON });
      const { page, words } = visit;
      await page.getByRole("button", { name: words("account_invite_revoke") }).waitFor();
    },
  },
  {
    name: "an account with much under way",
    arrive: async (visit) => {
      const emailChange = {
        email: "ada@new-address.example",
        worksFrom: BEFORE,
        expiresAt: SOON,
        askedBySelf: false,
      };
      const samePerson = [{ id: randomUUID(), kind: "client", name: "Nell Ware" } as const];
      await openAccount(visit, { reset: RESET, emailChange, samePerson });
      const { page, words } = visit;
      await page.getByRole("button", { name: words("account_reset_approve") }).waitFor();
    },
  },
  {
    name: "two accounts that are of two persons after all",
    arrive: async (visit) => {
      const samePerson = [{ id: randomUUID(), kind: "client", name: "Nell Ware" } as const];
      await openAccount(visit, { samePerson });
      await press(visit, "account_same_person_part");
      await visit.page.getByText(visit.words("account_same_person_part_what")).waitFor();
    },
  },
  {
    name: "helping somebody in again",
    arrive: async (visit) => {
      await openAccount(visit);
      await press(visit, "account_reset");
      await visit.page.getByText(visit.words("account_reset_second")).waitFor();
    },
  },
  {
    name: "changing a name",
    arrive: async (visit) => {
      const { page, words } = visit;
      await openAccount(visit);
      await press(visit, "account_rename");
      await page.getByRole("dialog").getByLabel(words("person_name"), { exact: true }).fill(" ");
      await press(visit, "account_save");
      await page.getByText(words("words_fault_needed")).waitFor();
    },
  },
  {
    name: "changing an e-mail",
    arrive: async (visit) => {
      await openAccount(visit);
      await press(visit, "account_change_email");
      await press(visit, "account_email_submit");
      await visit.page.getByText(visit.words("clinician_email_wrong")).waitFor();
    },
  },
  {
    name: "deactivating an account",
    arrive: async (visit) => {
      await openAccount(visit);
      await press(visit, "account_deactivate");
      await visit.page.getByText(visit.words("account_deactivate_what")).waitFor();
    },
  },
  {
    name: "clients who are left without a therapist",
    arrive: async (visit) => {
      const { page, words } = visit;
      const left = ["A. B.", "C. D."].map((initials) => ({
        clientId: randomUUID(),
        initials,
        tag: "",
      }));
      await openAccount(visit, { state: "active" });
      await page.route(/\/deactivation$/, async (route) => {
        const { url } = {
          url: route
            .request()
            .url()
            .replace(/\/deactivation$/, ""),
        };
        const read = await page.request.get(url, { headers: { "trellis-app": "clinician" } });
        const gone = { ...((await read.json()) as AccountDetail), state: "deactivated" };
        await route.fulfill({ json: { account: gone, withoutTherapist: left } });
      });
      await press(visit, "account_deactivate");
      await page
        .getByRole("dialog")
        .getByRole("button", { name: words("account_deactivate"), exact: true })
        .click();
      await page.getByText(words("account_left_words")).waitFor();
    },
  },
  {
    name: "an account that is deactivated",
    arrive: async (visit) => {
      await openAccount(visit, { state: "deactivated" });
      const { page, words } = visit;
      await page.getByRole("button", { name: words("account_reactivate") }).waitFor();
    },
  },
  {
    name: "no such account",
    arrive: async ({ page, words, open, expectTrouble }) => {
      expectTrouble(/^answer 404 /);
      await open(`/accounts/${randomUUID()}`);
      await page.getByText(words("account_none")).waitFor();
    },
  },
];

const mail = (part: Partial<Mail>): Mail => ({
  id: randomUUID(),
  kind: "invite",
  recipient: "nell@demo.example",
  state: "sent",
  trouble: null,
  tries: 1,
  queuedAt: BEFORE,
  sentAt: BEFORE,
  nextTryAt: null,
  content: null,
  ...part,
});

const mails: readonly Omit<Screen, "app" | "email">[] = [
  {
    name: "mails",
    arrive: async (visit) => {
      const { page, words, open } = visit;
      const list = [
        mail({ content: { subject: "Nell Ware", text: "061920\n\n1234" } }),
        mail({ state: "waiting", kind: "reset", sentAt: null, tries: 0 }),
        mail({
          state: "waiting",
          kind: "email-confirm",
          sentAt: null,
          tries: 2,
          trouble: "unreachable",
          nextTryAt: SOON,
        }),
        mail({
          state: "stopped",
          kind: "account-ended",
          sentAt: null,
          tries: 9,
          trouble: "refused",
        }),
      ];
      await page.route(MAILS, async (route) =>
        route.fulfill({ json: { mails: list, after: null } }),
      );
      await open("/mails");
      await page.getByText(words("mails_content")).click();
      await page.getByText("061920").waitFor();
    },
  },
  {
    name: "no mails",
    arrive: async ({ page, words, open }) => {
      await page.route(MAILS, async (route) => route.fulfill({ json: { mails: [], after: null } }));
      await open("/mails");
      await page.getByText(words("mails_none_title")).waitFor();
    },
  },
  {
    name: "mails that did not come",
    arrive: async (visit) => {
      await cutOff(visit, MAILS);
      await visit.open("/mails");
      await visit.page.getByText(visit.words("clinician_error_title")).waitFor();
    },
  },
];

/** An administrator's accounts and mails, in every state that looks different. */
export const OFFICE_SCREENS: readonly Omit<Screen, "app">[] = [
  ...accounts,
  ...account,
  ...mails,
].map((screen) => ({ ...screen, email: ADMINISTRATOR }));
