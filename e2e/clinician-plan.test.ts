import { randomUUID } from "node:crypto";
import { addGrant, endGrant } from "@trellis/api/care-team";
import { agreeSafetyPlan, readSafetyPlan } from "@trellis/api/safety-plan";
import { addDays } from "@trellis/domain/civil-date";
import { expect, test } from "vitest";
import { diaryToday } from "./card.ts";
import { ownOrigin } from "./own-product.ts";
import { A_PLAN, FULLEST_PLAN, putPlan } from "./plan.ts";
import { printedPages } from "./printed-pages.ts";
import { openClient, THERAPIST } from "./screen.ts";
import { signInThroughApi } from "./server-api.ts";
import { useVisits, type Visit } from "./visit.ts";

const { visit } = useVisits();

const CLIENT = { email: "imogen@demo.example", initials: "I. C." };
const COLLEAGUE = "bea.hartnell@demo.example";

const press = async ({ page, words }: Visit, name: string, version?: number) =>
  page
    .getByRole("button", {
      name: words(name, version === undefined ? {} : { version: String(version) }),
      exact: true,
    })
    .click();
const line = ({ page, words }: Visit, part: string, number: number) =>
  page
    .getByRole("region", { name: words(`safety_plan_part_${part}`), exact: true })
    .getByLabel(words("safety_plan_words", { number: String(number) }), { exact: true });

test("a therapist changes a plan in session, what the client wrote meanwhile is joined, and both names come under it", async () => {
  const client = await signInThroughApi(ownOrigin(), "client", CLIENT.email);
  const clientId = client.who.clientId ?? "";
  const { version } = await putPlan(client, A_PLAN);
  const desk = await visit({ app: "clinician", email: THERAPIST });
  const { page, words, api } = desk;
  await openClient(desk, CLIENT.initials, "plan");
  await press(desk, "plan_page_agree");
  await page.getByText(words("plan_page_agreed", { version: String(version) })).waitFor();

  await press(desk, "plan_page_change");
  expect(await line(desk, "signs", 1).evaluate((each) => each === document.activeElement)).toBe(
    true,
  );
  await line(desk, "alone", 3).fill("Sand a spoon");
  const theirs = {
    ...A_PLAN,
    alone: [{ words: "Loud music", phone: null }],
    places: [...A_PLAN.places, { words: "The swimming pool", phone: null }],
  };
  await putPlan(client, theirs);
  desk.expectTrouble(/^answer 409 \S+\/safety-plan$/);
  await press(desk, "plan_page_save", version + 1);
  const clash = page.getByRole("alert").filter({ hasText: words("plan_page_clash_both") });
  await clash.getByText("Loud music").waitFor();
  expect(await line(desk, "alone", 3).inputValue()).toBe("Sand a spoon");
  expect(await line(desk, "places", 2).inputValue()).toBe("The swimming pool");
  await press(desk, "plan_page_save", version + 2);
  await page.getByText(words("plan_page_waits")).waitFor();
  await page.getByText("Sand a spoon", { exact: true }).waitFor();

  const params = { clientId };
  await client.call(agreeSafetyPlan, { params, body: { version: version + 2 } });
  const { newest } = await api.call(readSafetyPlan, { params });
  expect(newest).toMatchObject({
    version: version + 2,
    written: { name: api.who.name, isClient: false },
    agreed: { name: CLIENT.initials, isClient: true },
  });
  expect(newest?.plan.alone.map((each) => each.words)).toContain("Sand a spoon");
});

test.each(["A4", "Letter"] as const)(
  "the fullest plan is one printed page (%s)",
  async (format) => {
    const client = await signInThroughApi(ownOrigin(), "client", CLIENT.email);
    await putPlan(client, FULLEST_PLAN);
    const desk = await visit({ app: "clinician", email: THERAPIST });
    await openClient(desk, CLIENT.initials, "plan");
    await desk.page.getByText(desk.words("safety_plan_right_now")).waitFor();
    expect(await printedPages(desk.page, format)).toBe(1);
    await putPlan(client, A_PLAN);
  },
);

test("a cover reads and prints the plan, and sees whom the client can call, and changes nothing", async () => {
  const therapist = await signInThroughApi(ownOrigin(), "clinician", THERAPIST);
  const client = await signInThroughApi(ownOrigin(), "client", CLIENT.email);
  await putPlan(client, A_PLAN);
  const clientId = client.who.clientId ?? "";
  const desk = await visit({ app: "clinician", email: COLLEAGUE });
  const id = randomUUID();
  await therapist.call(addGrant, {
    params: { clientId },
    body: {
      id,
      accountId: desk.api.who.accountId,
      kind: "cover",
      from: `${diaryToday()}T00:00:00.000Z`,
      until: `${addDays(diaryToday(), 2)}T00:00:00.000Z`,
    },
  });
  const { page, words } = desk;
  await openClient(desk, CLIENT.initials, "plan");
  await page.getByText(words("plan_page_reader")).waitFor();
  await page.getByText("My shoulders go up", { exact: true }).waitFor();
  await page.getByText(therapist.who.name, { exact: true }).waitFor();
  await page.getByRole("button", { name: words("plan_page_print"), exact: true }).waitFor();
  for (const name of ["plan_page_change", "plan_page_agree"])
    expect(await page.getByRole("button", { name: words(name), exact: true }).count()).toBe(0);
  await therapist.call(endGrant, { params: { clientId, grantId: id } });
});
