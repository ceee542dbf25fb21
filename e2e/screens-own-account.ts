import { randomUUID } from "node:crypto";
import type { OwnAccount } from "@trellis/domain/account-life";
import { civilDate } from "@trellis/domain/civil-date";
import type { DeviceSignIn } from "@trellis/domain/device";
import { diaryToday } from "./card.ts";
import { changeAnswer, cutOff, type Screen, THERAPIST } from "./screen.ts";
import type { Visit } from "./visit.ts";

const DEVICES = /\/api\/sign-ins$/;
const OWN = /\/api\/account$/;

/** This device, and two more of which one is of a kind that nobody knows. */
async function withDevices({ page }: Visit): Promise<void> {
  const days = {
    firstUsedOn: civilDate("2025-12-30"),
    firstUsedAt: "2025-12-30T18:20:00.000Z",
    lastUsedOn: diaryToday(),
  };
  const other = { app: "clinician", isThis: false, ...days } as const;
  await changeAnswer<{ signIns: DeviceSignIn[] }>(page, DEVICES, ({ signIns }) => ({
    signIns: [
      ...signIns.filter(({ isThis }) => isThis),
      { id: randomUUID(), browser: "firefox", system: "windows", ...other },
      { id: randomUUID(), browser: "other", system: "other", ...other },
    ],
  }));
}

async function openAccount(visit: Visit): Promise<void> {
  const { page, words, open } = visit;
  await withDevices(visit);
  await open("/account");
  await page.getByText(words("devices_this"), { exact: true }).waitFor();
  await page.getByText(words.like("own_account_email_now")).waitFor();
}

/** One's own account in the clinician's app, and the note before a page is covered. */
export const OWN_ACCOUNT_SCREENS: readonly Omit<Screen, "app">[] = [
  { name: "my devices and password", email: THERAPIST, arrive: openAccount },
  {
    name: "my devices and password, with empty fields",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words } = visit;
      await openAccount(visit);
      await page.getByRole("button", { name: words("own_account_password_submit") }).click();
      await page.getByText(words("clinic_welcome_password_short", { least: 15 })).waitFor();
      await page.getByRole("button", { name: words("own_account_email_change") }).click();
      await page.getByRole("button", { name: words("own_account_email_submit") }).click();
      await page.getByText(words("own_account_email_needed")).waitFor();
    },
  },
  {
    name: "a change of e-mail that waits",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words } = visit;
      await changeAnswer<OwnAccount>(page, OWN, (account) => ({
        ...account,
        emailChange: {
          email: "ada@new-address.example",
          worksFrom: "2026-11-22T08:00:00Z",
          expiresAt: "2026-11-25T08:00:00Z",
          askedBySelf: true,
        },
      }));
      await openAccount(visit);
      await page.getByRole("button", { name: words("own_account_email_cancel") }).waitFor();
    },
  },
  {
    name: "my devices that did not come",
    email: THERAPIST,
    arrive: async (visit) => {
      await cutOff(visit, DEVICES);
      await visit.open("/account");
      await visit.page.getByText(visit.words("clinician_error_title")).waitFor();
    },
  },
  {
    name: "the note before a page is covered",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words, open } = visit;
      await page.clock.install();
      await open();
      await page.getByRole("link", { name: /^R\. L\./ }).waitFor();
      await page.clock.fastForward("28:00");
      await page.getByText(words("idle_note_words")).waitFor();
    },
  },
];
