import { ownOrigin } from "./own-product.ts";
import { A_PLAN, putPlan } from "./plan.ts";
import { changeAnswer, cutOff, type Screen, THERAPIST } from "./screen.ts";
import { signInThroughApi } from "./server-api.ts";
import type { Visit } from "./visit.ts";

const CLIENT = "rosa@demo.example";
const PLAN_READ = /\/safety-plan$/;

const press = async ({ page, words }: Visit, name: string) =>
  page.getByRole("button", { name: words(name), exact: true }).click();

const rate = async ({ page, words }: Visit, question: string, value: number) =>
  page
    .getByRole("radiogroup", { name: words(question), exact: true })
    .getByRole("radio", { name: new RegExp(`^${String(value)} `) })
    .check();

/** Opens a page of help once the plan is there. */
async function openWithPlan(visit: Visit, path: string): Promise<void> {
  await putPlan(visit.api, A_PLAN);
  const plan = visit.page.waitForResponse(PLAN_READ);
  await visit.open(path);
  await plan;
}

async function rideOut(visit: Visit): Promise<void> {
  const { page, words } = visit;
  await openWithPlan(visit, "/right-now");
  await rate(visit, "right_now_strength", 5);
  await page.getByRole("checkbox", { name: "Tea on the step", exact: true }).check();
  await page.getByText(A_PLAN.rightNow.line).waitFor();
  await page.getByText(words("right_now_quiet_note")).waitFor();
}

const rightNow: readonly Omit<Screen, "app">[] = [
  {
    name: "right now, after the minutes",
    email: CLIENT,
    arrive: async (visit) => {
      await rideOut(visit);
      await rate(visit, "right_now_after", 3);
      await visit.page.getByText(visit.words("right_now_next_note")).waitFor();
    },
  },
  {
    name: "ten quiet minutes",
    email: CLIENT,
    arrive: async (visit) => {
      await rideOut(visit);
      await press(visit, "right_now_quiet_start");
      await visit.page.getByText(visit.words("right_now_quiet_lock")).waitFor();
    },
  },
  {
    name: "right now, signed out",
    arrive: async (visit) => {
      await visit.open("/right-now");
      await rate(visit, "right_now_strength", 2);
      await visit.page.getByText(visit.words("right_now_moves_not_here")).waitFor();
      await rate(visit, "right_now_after", 2);
      await visit.page.getByText(visit.words("right_now_put_sign_in")).waitFor();
    },
  },
  {
    name: "before a coaching call",
    email: CLIENT,
    arrive: async (visit) => {
      const { page, words } = visit;
      await openWithPlan(visit, "/coaching");
      await rate(visit, "coaching_strength", 4);
      await page.getByRole("checkbox", { name: "Tea on the step", exact: true }).check();
      await page.getByLabel(words("coaching_want")).fill("Getting through the next hour");
      await page.getByText(words("coaching_read_out")).waitFor();
    },
  },
];

const plan: readonly Omit<Screen, "app">[] = [
  {
    name: "help with a plan",
    email: CLIENT,
    arrive: async (visit) => {
      await openWithPlan(visit, "/help");
      await visit.page.getByText(A_PLAN.rightNow.reason).waitFor();
      await visit.page.getByText(visit.words("plan_copy_title")).waitFor();
    },
  },
  {
    name: "a plan to agree to",
    email: CLIENT,
    arrive: async (visit) => {
      const therapist = await signInThroughApi(ownOrigin(), "clinician", THERAPIST);
      const signs = [...A_PLAN.signs, { words: "I skip meals", phone: null }];
      await putPlan(therapist, { ...A_PLAN, signs }, visit.api.who.clientId ?? "");
      await visit.open("/plan");
      await visit.page.getByText(visit.words.like("plan_agree_ask")).waitFor();
      await press(visit, "plan_copy_yes");
      await visit.page.getByText(visit.words("plan_copy_kept_who")).waitFor();
    },
  },
  {
    name: "a plan that is written",
    email: CLIENT,
    arrive: async (visit) => {
      const { page, words } = visit;
      await openWithPlan(visit, "/plan/write");
      const people = page.getByRole("region", { name: words("safety_plan_part_people") });
      const phone = people.getByLabel(words("safety_plan_phone", { number: "2" }), { exact: true });
      await phone.fill("ring him");
      await press(visit, "plan_save");
      await page.getByText(words("safety_plan_phone_wrong")).waitFor();
    },
  },
  {
    name: "versions of a plan",
    email: CLIENT,
    arrive: async (visit) => {
      const { page, words } = visit;
      await openWithPlan(visit, "/plan/versions");
      await page
        .getByRole("button", { name: words.like("plan_version_show") })
        .first()
        .click();
      await page.getByRole("dialog").getByText(A_PLAN.rightNow.line).waitFor();
    },
  },
  {
    name: "no plan yet",
    email: CLIENT,
    arrive: async ({ page, words, open }) => {
      await changeAnswer(page, PLAN_READ, () => ({ newest: null }));
      await open("/plan");
      await page.getByText(words("plan_none_title")).waitFor();
    },
  },
  {
    name: "a plan that did not come",
    email: CLIENT,
    arrive: async (visit) => {
      await cutOff(visit, PLAN_READ);
      await visit.open("/plan");
      await visit.page.getByText(visit.words("plan_not_loaded")).waitFor();
    },
  },
];

/** Help beyond the numbers: the minutes of an urge, the coaching card, and the safety plan. */
export const HELP_SCREENS: readonly Omit<Screen, "app">[] = [...rightNow, ...plan];
