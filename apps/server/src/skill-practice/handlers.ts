import { readPractice } from "@trellis/api/skill-practice";
import { standsOn } from "@trellis/domain/card-item";
import { addDays, type CivilDate, eachDay } from "@trellis/domain/civil-date";
import {
  inCardOrder,
  isReadableRange,
  MOST_DAYS,
  MOST_RANGE_DAYS,
  weekRange,
} from "@trellis/domain/diary-card";
import { earlierVersionsOf, itemOn } from "@trellis/domain/item-history";
import { SKILL_ASPECT, type SkillPractice } from "@trellis/domain/skill-practice";
import { entriesOf } from "#platform/diary-entry.ts";
import { Failure, notFound } from "#platform/failure.ts";
import { readItemHistories } from "#platform/item-history.ts";
import { forRecord, type Route } from "#platform/route.ts";
import { readPerson, readSkillEntries } from "./store.ts";

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
    const [[client], histories, rows] = await tx.finish(
      readPerson(access),
      readItemHistories(access, SKILL_ASPECT),
      readSkillEntries(access, from, to),
    );
    if (!client) throw notFound();
    const entries = entriesOf(rows);
    const days = eachDay(from, to);
    const shown = histories
      .map((history) => ({
        history,
        item: { ...itemOn(history, to), level: null, targetId: null },
      }))
      .filter(
        ({ item }) =>
          entries.some((entry) => entry.item === item.id) ||
          days.some((day) => standsOn(item, day) !== null),
      );
    return {
      client,
      from,
      to,
      items: inCardOrder(shown.map(({ item }) => item)),
      earlierVersions: shown.flatMap(({ history, item }) => {
        const own = entries.filter((entry) => entry.item === item.id);
        const used = new Set(own.map(({ version }) => version));
        return earlierVersionsOf(history, item.version, { from, to }, used);
      }),
      entries,
    };
  }),
];
