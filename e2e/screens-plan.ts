import { EMPTY_PLAN, type SafetyPlanVersion } from "@trellis/domain/safety-plan";
import { changeAnswer, cutOff, openClient, type Screen, THERAPIST } from "./screen.ts";
import type { Visit } from "./visit.ts";

const PLAN = /\/api\/clients\/[\w-]+\/safety-plan$/;
const OWN_TIMES = /\/api\/coaching$/;

type Newest = { newest: SafetyPlanVersion | null };

async function openPlan(visit: Visit, initials: string): Promise<void> {
  await openClient(visit, initials, "plan");
  await visit.page.getByText(visit.words("plan_page_coaching"), { exact: true }).waitFor();
}

/** Puts something else in the place of what the server answers about the plan. */
const withNewest = async (
  { page }: Visit,
  change: (newest: SafetyPlanVersion) => SafetyPlanVersion | null,
): Promise<void> =>
  changeAnswer<Newest>(page, PLAN, ({ newest }) => ({ newest: newest && change(newest) }));

const change = async ({ page, words }: Visit): Promise<void> =>
  page.getByRole("button", { name: words("plan_page_change"), exact: true }).click();

/** A client's safety plan and coaching, and one's own coaching times. */
export const PLAN_SCREENS: readonly Omit<Screen, "app">[] = [
  {
    name: "a safety plan with an earlier version shown",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words } = visit;
      await openPlan(visit, "R. L.");
      await page.getByText(words("safety_plan_part_signs"), { exact: true }).waitFor();
      await page.getByRole("button", { name: words("plan_page_versions_show") }).click();
      const first = words("plan_page_version_show", { version: "1" });
      await page.getByRole("button", { name: first, exact: true }).click();
      await page.getByText("The late bakery on the corner", { exact: true }).waitFor();
    },
  },
  {
    name: "a safety plan that waits for the therapist's name",
    email: THERAPIST,
    arrive: async (visit) => {
      await openPlan(visit, "J. H.");
      await visit.page.getByRole("button", { name: visit.words("plan_page_agree") }).waitFor();
    },
  },
  {
    name: "a safety plan that waits for the client's name, and is to be looked at again",
    email: THERAPIST,
    arrive: async (visit) => {
      await withNewest(visit, (newest) => ({
        ...newest,
        plan: { ...newest.plan, reviewOn: "2026-03-02" as typeof newest.plan.reviewOn },
      }));
      await openPlan(visit, "T. W.");
      await visit.page.getByText(visit.words("plan_page_waits")).waitFor();
      await visit.page.getByText(visit.words("plan_page_review_due_words")).waitFor();
    },
  },
  {
    name: "a safety plan whose words are lost",
    email: THERAPIST,
    arrive: async (visit) => {
      await withNewest(visit, (newest) => ({ ...newest, plan: EMPTY_PLAN, lost: true }));
      await openPlan(visit, "M. A.");
      await visit.page.getByText(visit.words("safety_plan_lost")).waitFor();
    },
  },
  {
    name: "no safety plan yet",
    email: THERAPIST,
    arrive: async (visit) => {
      await openPlan(visit, "N. N.");
      await visit.page.getByRole("button", { name: visit.words("plan_page_write") }).waitFor();
    },
  },
  {
    name: "writing a safety plan, with a number that is none",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words } = visit;
      await openPlan(visit, "I. C.");
      await change(visit);
      await page
        .getByLabel(words("safety_plan_phone", { number: "1" }))
        .first()
        .fill("much");
      const save = words("plan_page_save", { version: "3" });
      await page.getByRole("button", { name: save, exact: true }).click();
      await page.getByText(words("plan_page_faults")).waitFor();
    },
  },
  {
    name: "words of a safety plan that would be lost",
    email: THERAPIST,
    arrive: async (visit) => {
      const { page, words } = visit;
      await openPlan(visit, "I. C.");
      await change(visit);
      await page
        .getByLabel(words("safety_plan_words", { number: "1" }))
        .first()
        .fill("Mint tea on the step.");
      await page.getByRole("button", { name: words("clinician_cancel"), exact: true }).click();
      await page.getByText(words("clinician_discard_question")).waitFor();
    },
  },
  {
    name: "a safety plan that could not be fetched",
    email: THERAPIST,
    arrive: async (visit) => {
      await cutOff(visit, PLAN);
      await openClient(visit, "R. L.", "plan");
      await visit.page.getByText(visit.words("clinician_error_title")).waitFor();
    },
  },
  {
    name: "my coaching times, with a number that is none",
    email: THERAPIST,
    arrive: async ({ page, words, open }) => {
      await changeAnswer(page, OWN_TIMES, () => ({
        phone: null,
        hours: "Tuesdays",
        limits: "",
      }));
      await open("/account");
      await page.getByLabel(words("own_account_coaching_phone")).fill("much");
      await page.getByRole("button", { name: words("own_account_coaching_save") }).click();
      await page.getByText(words("setting_contact_phone_wrong")).waitFor();
    },
  },
];
