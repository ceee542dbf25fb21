import type { InviteLook } from "@trellis/domain/invite";
import { holdBack, type Screen } from "./screen.ts";
import { CLINIC } from "./server-api.ts";
import type { Visit } from "./visit.ts";

const LOOK = /\/api\/invites\/look$/;
const REFUSED = /^answer 4\d\d \S+\/api\/(invites\/|email-changes\/)/;
/** The shape of a secret that no server has given out. */
const SECRET = `${CLINIC}.${"x".repeat(43)}`;

/** Opens a link that works, without using one up. */
async function openLink({ page, open }: Visit, as: Partial<InviteLook> = {}): Promise<void> {
  const look: InviteLook = {
    clinic: { code: CLINIC, name: "Trellis Demo Clinic", appName: "Card" },
    app: "clinician",
    purpose: "invite",
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    waitsForApproval: false,
    shortestPassword: 15,
    ...as,
  };
  await page.route(LOOK, async (route) => route.fulfill({ json: look }));
  await open(`/welcome#${SECRET}`);
}

const submit = async ({ page, words }: Visit) =>
  page.getByRole("button", { name: words("clinic_welcome_submit"), exact: true }).click();

/** What a mailed link opens in the clinician's app, in every state that looks different. */
export const WELCOME_SCREENS: readonly Omit<Screen, "app">[] = [
  {
    name: "welcome",
    arrive: async (visit) => {
      await openLink(visit);
      await visit.page.getByLabel(visit.words("clinic_welcome_code"), { exact: true }).waitFor();
    },
  },
  {
    name: "welcome, with empty fields",
    arrive: async (visit) => {
      await openLink(visit, { purpose: "reset" });
      await submit(visit);
      await visit.page.getByText(visit.words("clinic_welcome_code_needed")).waitFor();
    },
  },
  {
    name: "welcome, with a code that does not fit",
    arrive: async (visit) => {
      const { page, words, expectTrouble } = visit;
      expectTrouble(REFUSED);
      await openLink(visit);
      await page.getByLabel(words("clinic_welcome_code"), { exact: true }).fill("123 456");
      await page.getByLabel(words("clinic_welcome_password"), { exact: true }).fill("8".repeat(15));
      await submit(visit);
      await page.getByText(words("account_error_invite_unknown")).waitFor();
    },
  },
  {
    name: "welcome on its way",
    arrive: async ({ page, words, open }) => {
      await holdBack(page, LOOK);
      await open(`/welcome#${SECRET}`);
      await page.getByText(words("clinic_welcome_loading")).waitFor({ state: "attached" });
    },
  },
  {
    name: "welcome without a link",
    arrive: async ({ page, words, open }) => {
      await open("/welcome");
      await page.getByText(words("clinic_welcome_no_link")).waitFor();
    },
  },
  {
    name: "a link that opens nothing",
    arrive: async ({ page, words, open, expectTrouble }) => {
      expectTrouble(REFUSED);
      await open(`/welcome#${SECRET}`);
      await page.getByText(words("account_error_invite_unknown")).waitFor();
    },
  },
  {
    name: "a link that waits for approval",
    arrive: async (visit) => {
      await openLink(visit, { purpose: "reset", waitsForApproval: true });
      await visit.page.getByText(visit.words("clinic_welcome_waits")).waitFor();
    },
  },
  {
    name: "a link for the phone app",
    arrive: async (visit) => {
      await openLink(visit, { app: "client" });
      await visit.page.getByText(visit.words("clinic_welcome_other_app")).waitFor();
    },
  },
  {
    name: "a new e-mail to be confirmed",
    arrive: async ({ page, words, open }) => {
      await open(`/confirm-email#${SECRET}`);
      await page.getByText(words("clinic_confirm_words")).waitFor();
    },
  },
  {
    name: "a new e-mail that cannot be confirmed",
    arrive: async ({ page, words, open, expectTrouble }) => {
      expectTrouble(REFUSED);
      await open(`/confirm-email#${SECRET}`);
      await page.getByRole("button", { name: words("clinic_confirm_submit"), exact: true }).click();
      await page.getByText(words("account_error_invite_unknown")).waitFor();
    },
  },
];
