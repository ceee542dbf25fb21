import { randomUUID } from "node:crypto";
import type { OwnAccount } from "@trellis/domain/account-life";
import type { AccessLog } from "@trellis/domain/audit";
import type { CareGrant, CareTeam } from "@trellis/domain/care-team";
import { civilDate } from "@trellis/domain/civil-date";
import type { DeviceSignIn } from "@trellis/domain/device";
import type { InviteLook } from "@trellis/domain/invite";
import { diaryToday } from "./card.ts";
import { changeAnswer, cutOff, holdBack, type Screen } from "./screen.ts";
import { CLINIC } from "./server-api.ts";
import type { Visit } from "./visit.ts";

const CLIENT = "rosa@demo.example";
const DEVICES = /\/api\/sign-ins$/;
const TEAM = /\/care-team$/;
const LOG = /\/access-log(\?.*)?$/;
const OWN = /\/api\/account$/;
const LOOK = /\/api\/invites\/look$/;
/** The shape of a secret that no server has given out. */
const SECRET = `${CLINIC}.${"x".repeat(43)}`;

const heading = async ({ page, words }: Visit, message: string) =>
  page.getByRole("heading", { level: 1, name: words(message), exact: true }).waitFor();

const press = async ({ page, words }: Visit, message: string) =>
  page
    .getByRole("button", { name: words(message), exact: true })
    .first()
    .click();

/** A link that works, without using one up. */
async function invited({ page }: Visit, purpose: InviteLook["purpose"]): Promise<void> {
  const look: InviteLook = {
    clinic: { code: CLINIC, name: "Trellis Demo Clinic", appName: "Card" },
    app: "client",
    purpose,
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    waitsForApproval: false,
    shortestPassword: 8,
  };
  await page.route(LOOK, async (route) => route.fulfill({ json: look }));
}

const wayIn: readonly Omit<Screen, "app">[] = [
  {
    name: "no way in",
    arrive: async (visit) => {
      await visit.open("/cannot-sign-in");
      await heading(visit, "cannot_sign_in_title");
    },
  },
  {
    name: "welcome",
    arrive: async (visit) => {
      await invited(visit, "invite");
      await visit.open(`/welcome#${SECRET}`);
      await visit.page.getByLabel(visit.words("welcome_code"), { exact: true }).waitFor();
    },
  },
  {
    name: "a new password, with empty fields",
    arrive: async (visit) => {
      const { page, words, open } = visit;
      await invited(visit, "reset");
      await open(`/welcome#${SECRET}`);
      await press(visit, "welcome_submit");
      await page.getByText(words("welcome_code_needed")).waitFor();
    },
  },
  {
    name: "welcome without a link",
    arrive: async (visit) => {
      await visit.open("/welcome");
      await visit.page.getByText(visit.words("welcome_no_link_title")).waitFor();
    },
  },
  {
    name: "welcome with a link that is over",
    arrive: async (visit) => {
      visit.expectTrouble(/^answer 4\d\d \S+\/api\/invites\/look$/);
      await visit.open(`/welcome#${SECRET}`);
      await visit.page.getByText(visit.words("welcome_link_unknown_title")).waitFor();
    },
  },
  {
    name: "a link that was closed after five wrong tries",
    arrive: async ({ page, words, open, expectTrouble }) => {
      expectTrouble(/^answer 410 \S+\/api\/invites\/look$/);
      const json = { code: "invite-locked", params: {}, message: "" };
      await page.route(LOOK, async (route) => route.fulfill({ status: 410, json }));
      await open(`/welcome#${SECRET}`);
      await page.getByText(words("welcome_link_locked")).waitFor();
    },
  },
  {
    name: "welcome that could not be looked up",
    arrive: async (visit) => {
      await cutOff(visit, LOOK);
      await visit.open(`/welcome#${SECRET}`);
      await visit.page.getByText(visit.words("welcome_not_looked")).waitFor();
    },
  },
  {
    name: "a new e-mail to confirm",
    arrive: async (visit) => {
      await visit.open(`/confirm-email#${SECRET}`);
      await visit.page
        .getByRole("button", { name: visit.words("confirm_email_submit"), exact: true })
        .waitFor();
    },
  },
  {
    name: "a new e-mail whose link was cut off",
    arrive: async (visit) => {
      visit.expectTrouble(/^answer 4\d\d \S+\/api\/email-changes\/confirm$/);
      await visit.open(`/confirm-email#${CLINIC}.abc`);
      await press(visit, "confirm_email_submit");
      await visit.page.getByText(visit.words("confirm_email_unknown")).waitFor();
    },
  },
];

/** Three more devices, two of which look alike, and one of a kind that nobody knows. */
const moreDevices = (signIns: readonly DeviceSignIn[]): DeviceSignIn[] => {
  const days = {
    firstUsedOn: civilDate("2025-12-30"),
    firstUsedAt: "2025-12-30T18:20:00.000Z",
    lastUsedOn: diaryToday(),
  };
  const other = { app: "client", isThis: false, ...days } as const;
  return [
    ...signIns.filter(({ isThis }) => isThis),
    { id: randomUUID(), browser: "samsung-internet", system: "android", ...other },
    { id: randomUUID(), browser: "samsung-internet", system: "android", ...other },
    { id: randomUUID(), browser: "other", system: "other", ...other },
  ];
};

async function openDevices(visit: Visit): Promise<void> {
  const { page, words, open } = visit;
  await changeAnswer<{ signIns: DeviceSignIn[] }>(page, DEVICES, ({ signIns }) => ({
    signIns: moreDevices(signIns),
  }));
  await open("/more/devices");
  await page.getByText(words("devices_this"), { exact: true }).waitFor();
}

const devices: readonly Omit<Screen, "app">[] = [
  { name: "my devices", email: CLIENT, arrive: openDevices },
  {
    name: "signing other devices out",
    email: CLIENT,
    arrive: async (visit) => {
      await openDevices(visit);
      await press(visit, "devices_sign_out_others");
      await visit.page
        .getByRole("dialog", { name: visit.words("devices_ask_others_title"), exact: true })
        .waitFor();
    },
  },
  {
    name: "devices that did not come",
    email: CLIENT,
    arrive: async (visit) => {
      await cutOff(visit, DEVICES);
      await visit.open("/more/devices");
      await visit.page.getByText(visit.words("devices_not_loaded")).waitFor();
    },
  },
  {
    name: "devices on their way",
    email: CLIENT,
    arrive: async ({ page, words, open }) => {
      await holdBack(page, DEVICES);
      await open("/more/devices");
      await page.getByText(words("loading")).waitFor({ state: "attached" });
    },
  },
];

const account: readonly Omit<Screen, "app">[] = [
  {
    name: "another password, with empty fields",
    email: CLIENT,
    arrive: async (visit) => {
      await visit.open("/more/password");
      await press(visit, "change_password_submit");
      await visit.page.getByText(visit.words("change_email_password_needed")).waitFor();
    },
  },
  {
    name: "another e-mail, with empty fields",
    email: CLIENT,
    arrive: async (visit) => {
      await visit.open("/more/email");
      await press(visit, "change_email_submit");
      await visit.page.getByText(visit.words("change_email_new_needed")).waitFor();
    },
  },
  {
    name: "another e-mail that the clinic asked for",
    email: CLIENT,
    arrive: async ({ page, words, open }) => {
      const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
      await changeAnswer<OwnAccount>(page, OWN, (own) => ({
        ...own,
        emailChange: {
          email: "rosa.l@demo.example",
          worksFrom: at(20),
          expiresAt: at(92),
          askedBySelf: false,
        },
      }));
      await open("/more/email");
      await page.getByText(words("change_email_waits_title")).waitFor();
    },
  },
];

/** Everybody whom a team can have, now, later and before. */
function wholeTeam({ grants }: CareTeam): CareTeam {
  const base = grants.find(({ state }) => state === "now");
  if (base === undefined) throw new Error("nobody is on the team");
  const grant = (change: Partial<CareGrant>): CareGrant => ({
    ...base,
    id: randomUUID(),
    until: "2027-01-08T12:00:00.000Z",
    ...change,
  });
  return {
    grants: [
      base,
      grant({ kind: "skills-trainer" }),
      grant({ kind: "supervisor" }),
      grant({ kind: "cover", state: "coming" }),
      grant({ kind: "cover", state: "past" }),
    ],
  };
}

const whoSees: readonly Omit<Screen, "app">[] = [
  {
    name: "who sees what",
    email: CLIENT,
    arrive: async (visit) => {
      const { page, words, open } = visit;
      await changeAnswer(page, TEAM, wholeTeam);
      await open("/more/who-sees-what");
      await page.getByText(words("who_sees_past_title"), { exact: true }).waitFor();
      await press(visit, "who_sees_all_show");
      await page.getByRole("table").waitFor();
    },
  },
  {
    name: "a team of nobody",
    email: CLIENT,
    arrive: async ({ page, words, open }) => {
      await changeAnswer<CareTeam>(page, TEAM, () => ({ grants: [] }));
      await open("/more/who-sees-what");
      await page.getByText(words("who_sees_nobody_title")).waitFor();
    },
  },
  {
    name: "a team that did not come",
    email: CLIENT,
    arrive: async (visit) => {
      await cutOff(visit, TEAM);
      await visit.open("/more/who-sees-what");
      await visit.page.getByText(visit.words("who_sees_not_loaded")).waitFor();
    },
  },
];

/** A day of many different looks. */
function fullLog(log: AccessLog): AccessLog {
  const roles = ["therapist", "skills-trainer", "administrator", "server", "other"] as const;
  const things = ["card", "skill-practice", "account", "details", "other"] as const;
  const acts = ["looked", "changed", "exported", "printed", "looked"] as const;
  const day = {
    date: diaryToday(),
    looks: roles.map((role) => ({ role, count: 2, isListOnly: role === "administrator" })),
  };
  const looks = roles.map((role, at) => ({
    at: new Date().toISOString(),
    name: "",
    role,
    thing: things[at] ?? "other",
    act: acts[at] ?? "looked",
  }));
  return { ...log, days: [day], before: day.date, detail: log.detail === null ? null : looks };
}

const whoLooked: readonly Omit<Screen, "app">[] = [
  {
    name: "who looked, with a day",
    email: CLIENT,
    arrive: async (visit) => {
      const { page, words, open } = visit;
      await changeAnswer(page, LOG, fullLog);
      await open("/more/who-looked");
      await page.getByText(words("access_log_more"), { exact: true }).click();
      const thing = words("access_log_thing_card");
      await page.getByText(words("access_log_opened", { thing }), { exact: true }).waitFor();
    },
  },
  {
    name: "nobody looked",
    email: CLIENT,
    arrive: async ({ page, words, open }) => {
      await changeAnswer<AccessLog>(page, LOG, (log) => ({ ...log, days: [], before: null }));
      await open("/more/who-looked");
      await page.getByText(words("access_log_empty_title")).waitFor();
    },
  },
  {
    name: "who looked that did not come",
    email: CLIENT,
    arrive: async (visit) => {
      await cutOff(visit, LOG);
      await visit.open("/more/who-looked");
      await visit.page.getByText(visit.words("access_log_not_loaded")).waitFor();
    },
  },
];

/** The screens of the client's app about signing in and about who may see what. */
export const ACCOUNT_SCREENS: readonly Omit<Screen, "app">[] = [
  ...wayIn,
  ...devices,
  ...account,
  ...whoSees,
  ...whoLooked,
];
