import type { CurrentSettings } from "@trellis/api/clinic-setting";
import type { readInstallation } from "@trellis/api/installation";
import type { OutputOf } from "@trellis/api/operation";
import { civilDate } from "@trellis/domain/civil-date";
import { diaryToday } from "./card.ts";
import { ADMINISTRATOR, changeAnswer, holdBack, type Screen, THERAPIST } from "./screen.ts";
import type { Visit } from "./visit.ts";

const SETTINGS_READ = /\/api\/clinic\/settings$/;
const INSTALLATION_READ = /\/api\/installation$/;

async function openSettings({ page, words, open }: Visit): Promise<void> {
  await open("/settings");
  await page.getByText(words("setting_history"), { exact: true }).waitFor();
  await page.getByText(words("setting_version_now")).waitFor();
}

async function openSheet(visit: Visit, part: string): Promise<void> {
  const { page, words } = visit;
  await openSettings(visit);
  const name = words("setting_change_named", { part: words(part) });
  await page.getByRole("button", { name, exact: true }).click();
  await page.getByRole("dialog", { name: words(part), exact: true }).waitFor();
}

const press = async ({ page, words }: Visit, key: string): Promise<void> =>
  page.getByRole("button", { name: words(key), exact: true }).click();

/** Every number was checked, one of them long ago. */
const checked = (settings: CurrentSettings): CurrentSettings => ({
  ...settings,
  checks: [
    { phone: "911", on: diaryToday(), by: "Iris Boateng" },
    { phone: "988", on: civilDate("2020-01-06"), by: "Iris Boateng" },
  ],
});

/** Settings and the page about the server, in every state that looks different. */
export const SETTING_SCREENS: readonly Omit<Screen, "app">[] = [
  { name: "settings", email: ADMINISTRATOR, arrive: openSettings },
  {
    name: "settings on their way",
    email: ADMINISTRATOR,
    arrive: async (visit) => {
      await holdBack(visit.page, SETTINGS_READ);
      await visit.open("/settings");
      await visit.page.getByText(visit.words("setting_loading")).waitFor({ state: "attached" });
    },
  },
  {
    name: "settings as a therapist sees them, with checked numbers",
    email: THERAPIST,
    arrive: async (visit) => {
      await changeAnswer<CurrentSettings>(visit.page, SETTINGS_READ, checked);
      await openSettings(visit);
      await visit.page.getByText(visit.words.like("setting_check_again")).waitFor();
    },
  },
  {
    name: "the clinic's names",
    email: ADMINISTRATOR,
    arrive: async (visit) => {
      await openSheet(visit, "setting_card_clinic");
      await visit.page.getByLabel(visit.words("setting_app_name")).fill("DBT");
      await visit.page.getByText(visit.words("setting_names_treatment")).waitFor();
    },
  },
  {
    name: "days and hours in the wrong order",
    email: ADMINISTRATOR,
    arrive: async (visit) => {
      const { page, words } = visit;
      await openSheet(visit, "setting_card_times");
      const until = page.getByLabel(words("setting_card_reading_until"), { exact: true });
      await until.selectOption("2");
      await press(visit, "setting_save");
      await page.getByText(words("setting_card_reading_order")).waitFor();
    },
  },
  {
    name: "a person to call without a number",
    email: ADMINISTRATOR,
    arrive: async (visit) => {
      await openSheet(visit, "setting_card_contacts");
      await press(visit, "setting_contact_add");
      await press(visit, "setting_save");
      await visit.page.getByText(visit.words("setting_contact_phone_wrong")).waitFor();
    },
  },
  {
    name: "crisis lines of one's own choice",
    email: ADMINISTRATOR,
    arrive: async (visit) => {
      const { page, words } = visit;
      await openSheet(visit, "setting_crisis_lines");
      await page.getByRole("radio", { name: words("setting_lines_own"), exact: true }).click();
      await press(visit, "setting_line_add");
      await page
        .getByRole("group", { name: words("setting_line_number", { number: 2 }) })
        .waitFor();
    },
  },
  {
    name: "agreements and words of a reminder",
    email: ADMINISTRATOR,
    arrive: async (visit) => {
      const { page, words } = visit;
      await openSheet(visit, "setting_card_agreements");
      await page.getByRole("radio", { name: words("setting_reminder_own"), exact: true }).click();
      await press(visit, "setting_save");
      await page.getByText(words("words_fault_needed")).waitFor();
    },
  },
  {
    name: "this server",
    email: ADMINISTRATOR,
    arrive: async ({ page, words, open }) => {
      await changeAnswer<OutputOf<typeof readInstallation>>(page, INSTALLATION_READ, (told) => ({
        ...told,
        places: told.places.map((place) => ({ ...place, where: "/srv/trellis" })),
      }));
      await open("/this-server");
      await page.getByText("/srv/trellis").first().waitFor();
      await page.getByRole("table").waitFor();
      await page.getByText(words("server_missing_note")).waitFor();
    },
  },
];
