import { addDays, eachDay } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { expect, test } from "vitest";
import { diaryToday } from "./card.ts";
import { printedPages } from "./printed-pages.ts";
import { changeAnswer, openClient, THERAPIST, WEEK_READ } from "./screen.ts";
import { useVisits, type Visit } from "./visit.ts";

const { visit } = useVisits();
const today = diaryToday();
/** Seven days, of which each has something worth keeping, and four a line about it. */
const aFullWeek = (week: DiaryWeek): DiaryWeek => {
  const from = addDays(today, -6);
  return {
    ...week,
    from,
    to: today,
    notes: eachDay(from, today).flatMap((date, at) => [
      { date, field: "worth-keeping" as const, words: "Tea on the step, and nobody rang." },
      ...(at % 2 === 0
        ? [{ date, field: "note" as const, words: "A letter came from the office. I read it." }]
        : []),
    ]),
  };
};

async function printable({ page }: Visit): Promise<void> {
  await page.getByRole("rowheader").first().waitFor();
  await page.evaluate("document.fonts.ready.then(() => true)");
}

test("a week is one printed page, A4 or Letter, for client and therapist", async () => {
  const phone = await visit({ app: "client", email: "rosa@demo.example", locale: "es" });
  await phone.open("/week");
  await printable(phone);
  const desk = await visit({ app: "clinician", email: THERAPIST });
  await openClient(desk, "R. L.", "session");
  await printable(desk);
  for (const format of ["A4", "Letter"] as const)
    for (const { page } of [phone, desk]) expect(await printedPages(page, format)).toBe(1);

  await changeAnswer<DiaryWeek>(phone.page, WEEK_READ, aFullWeek);
  await changeAnswer<DiaryWeek>(desk.page, WEEK_READ, aFullWeek);
  await Promise.all([phone.page.reload(), desk.page.reload()]);
  await Promise.all([printable(phone), printable(desk)]);
  for (const { page } of [phone, desk]) expect(await printedPages(page, "Letter")).toBe(1);
});
