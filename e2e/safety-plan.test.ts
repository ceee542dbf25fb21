import { agreeSafetyPlan } from "@trellis/api/safety-plan";
import { expect, test } from "vitest";
import { ownOrigin } from "./own-product.ts";
import { A_PLAN, FULLEST_PLAN, putPlan } from "./plan.ts";
import { printedPages } from "./printed-pages.ts";
import { THERAPIST } from "./screen.ts";
import { signInThroughApi } from "./server-api.ts";
import { useVisits, type Visit } from "./visit.ts";

const { visit } = useVisits();

const CLIENT = "rosa@demo.example";

const press = async ({ page, words }: Visit, name: string) =>
  page.getByRole("button", { name: words(name), exact: true }).click();
const follow = async ({ page, words }: Visit, name: string) =>
  page
    .getByRole("main")
    .getByRole("link", { name: words(name), exact: true })
    .click();
const part = ({ page, words }: Visit, name: string) =>
  page.getByRole("region", { name: words(`safety_plan_part_${name}`), exact: true });
const line = (visitor: Visit, name: string, number: number) =>
  part(visitor, name).getByLabel(visitor.words("safety_plan_words", { number: String(number) }), {
    exact: true,
  });

test("a plan is written by the client and agreed by the therapist, and what both change at once is joined", async () => {
  const visitor = await visit({ app: "client", email: CLIENT });
  const { page, words, open, api } = visitor;
  const clientId = api.who.clientId ?? "";
  const therapist = await signInThroughApi(ownOrigin(), "clinician", THERAPIST);
  await putPlan(api, A_PLAN);
  await open("/plan");
  await follow(visitor, "plan_change");
  await line(visitor, "alone", 3).fill("Count the red cars");
  // Help is one tap away, and what was typed is there again.
  await follow(visitor, "nav_help");
  await page.goBack();
  expect(await line(visitor, "alone", 3).inputValue()).toBe("Count the red cars");
  const places = [...A_PLAN.places, { words: "The swimming pool", phone: null }];
  await putPlan(therapist, { ...A_PLAN, places }, clientId);
  visitor.expectTrouble(/^answer 409 \S+\/safety-plan$/);
  await press(visitor, "plan_save");
  await page.getByText(words("plan_newer", { name: therapist.who.name })).waitFor();
  expect(await line(visitor, "places", 2).inputValue()).toBe("The swimming pool");
  expect(await line(visitor, "alone", 3).inputValue()).toBe("Count the red cars");
  await press(visitor, "plan_save");
  await page.getByText("The swimming pool").waitFor();
  await page.getByText("Count the red cars").waitFor();
  await page.getByText(words("safety_plan_not_agreed")).waitFor();

  const params = { clientId };
  const mine = await putPlan(api, { ...A_PLAN, places });
  await therapist.call(agreeSafetyPlan, { params, body: { version: mine.version } });
  await open("/plan");
  await page.getByText(words.like("safety_plan_written")).waitFor();
  await page.getByText(new RegExp(therapist.who.name)).waitFor();

  await putPlan(therapist, A_PLAN, clientId);
  await open("/plan");
  await page.getByText(words("plan_agree_ask", { name: therapist.who.name })).waitFor();
  await press(visitor, "plan_agree");
  await page.getByText(words.like("safety_plan_agreed")).filter({ hasText: "R. L." }).waitFor();
});

test.each([
  ["a plan", A_PLAN, "A4"],
  ["the fullest plan", FULLEST_PLAN, "A4"],
  ["the fullest plan", FULLEST_PLAN, "Letter"],
] as const)("%s is printed on one page (%#)", async (_which, plan, format) => {
  const { page, words, open, api } = await visit({ app: "client", email: CLIENT });
  await putPlan(api, plan);
  await open("/plan");
  await page.getByText(words("safety_plan_right_now")).waitFor();
  expect(await printedPages(page, format)).toBe(1);
  await putPlan(api, A_PLAN);
});
