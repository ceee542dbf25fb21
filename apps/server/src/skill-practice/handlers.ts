import { readPractice } from "@trellis/api/skill-practice";
import { isAskedOn } from "@trellis/domain/card-item";
import { addDays, type CivilDate, eachDay } from "@trellis/domain/civil-date";
import {
  inCardOrder,
  isReadableRange,
  MOST_DAYS,
  MOST_RANGE_DAYS,
  weekRange,
} from "@trellis/domain/diary-card";
import type { SkillPractice } from "@trellis/domain/skill-practice";
import { Failure, notFound } from "#platform/failure.ts";
import { forRecord, type Route } from "#platform/route.ts";
import { readPerson, readSkillEntries, readSkillItems, readSkillVersions } from "./store.ts";

const fortnightBefore = (to: CivilDate): CivilDate =>
  weekRange(to, addDays(to, 1 - MOST_DAYS)).from;

const tooWide = () =>
  new Failure(400, "invalid-input", `The range has to be 1 to ${MOST_RANGE_DAYS} days long.`, {
    path: "query.from",
  });

export const skillPracticeRoutes: readonly Route[] = [
  forRecord(readPractice, async (tx, access, { query }): Promise<SkillPractice> => {
    const { to } = query;
    const from = query.from ?? fortnightBefore(to);
    if (!isReadableRange(from, to)) throw tooWide();
    const [[client], items, versions, entries] = await tx.finish(
      readPerson(access),
      readSkillItems(access, to),
      readSkillVersions(access, from, to),
      readSkillEntries(access, from, to),
    );
    if (!client) throw notFound();
    const withEntry = new Set(entries.map((entry) => entry.item));
    const days = eachDay(from, to);
    const shown = items.filter(
      (item) => withEntry.has(item.id) || days.some((day) => isAskedOn(item, day)),
    );
    const present = new Map(shown.map((item) => [item.id, item.version]));
    return {
      client,
      from,
      to,
      items: inCardOrder(shown),
      earlierVersions: versions.filter((each) => present.get(each.item) !== each.version),
      entries: [...entries],
    };
  }),
];
