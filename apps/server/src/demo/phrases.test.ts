import { PLAN_PARTS } from "@trellis/domain/safety-plan";
import { filledText, text } from "@trellis/domain/text";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { STORIES } from "./generate-demo.ts";

/** Means, places and amounts do not belong beside a name; nor words that shame. */
const METHODS =
  /\b(cut|cuts|cutting|blade|razor|knife|pill|pills|tablet|tablets|overdos\w*|rope|hang(ed|ing)?|bridge|burn(ed|ing|s)?|scratch\w*|blood|bleed\w*|wound\w*|gun|jump(ed)?|pastillas?|cuchill\w*|navaja|cort(e|é|ar|arme)|sangr\w*|herid\w*|sobredosis|puente|soga)\b/iu;
const SHAMING =
  /\b(fail\w*|missed|only|overdue|homework|non-?compli\w*|streak|relaps\w*|lazy|weak|pathetic|stupid|manipulat\w*|attention[- ]seek\w*|refus\w*|fracas\w*|vag[oa]|débil|tont[oa]|solamente|tarea)\b/iu;
const FAMOUS = /linehan|trellis|dbt/iu;

const written = STORIES.flatMap((story) => [
  story.lifeLine,
  ...story.targets.map((target) => target.words),
  ...story.items.flatMap((item) => [
    item.words,
    item.revised?.words ?? item.words,
    item.coverWords ?? item.words,
    ...(typeof item.beside === "object" ? item.beside : []),
  ]),
  story.closingLine ?? story.lifeLine,
  ...story.plans.flatMap(({ plan }) => [
    ...PLAN_PARTS.flatMap((part) => plan[part].map(({ words }) => words)),
    ...plan.rightNow.moves.map(({ words }) => words),
    ...[plan.rightNow.reason, plan.rightNow.line].filter((words) => words !== ""),
  ]),
  ...story.phrases.hard,
  ...story.phrases.plain,
  ...story.phrases.keep,
]);

describe("what invented people write", () => {
  it.each([
    ["a method", METHODS],
    ["a word that shames or that the apps never use", SHAMING],
    ["a name that is somebody's", FAMOUS],
  ])("holds no %s", (_what, words) => {
    expect(written.filter((sentence) => words.test(sentence))).toEqual([]);
  });

  it("fits where it is stored", () => {
    expect(written.filter((sentence) => !z.safeParse(filledText(200), sentence).success)).toEqual(
      [],
    );
    for (const { initials, tag } of STORIES) {
      expect(z.safeParse(filledText(12), initials).success).toBe(true);
      expect(z.safeParse(text(20), tag).success).toBe(true);
    }
  });

  it("repeats no sentence within a list", () => {
    for (const { phrases } of STORIES) {
      for (const list of [phrases.hard, phrases.plain, phrases.keep])
        expect(new Set(list).size).toBe(list.length);
    }
  });

  it("is about people with names, keys and initials of their own", () => {
    for (const of of ["key", "name", "initials"] as const) {
      expect(new Set(STORIES.map((story) => story[of])).size).toBe(STORIES.length);
    }
  });
});
