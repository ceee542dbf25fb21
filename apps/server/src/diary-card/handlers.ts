import { isDeepStrictEqual } from "node:util";
import { notePrint, readWeek, saveCard } from "@trellis/api/diary-card";
import type { Problem } from "@trellis/api/problem";
import { type CardItem, isAskedOn } from "@trellis/domain/card-item";
import { addDays, type CivilDate, eachDay } from "@trellis/domain/civil-date";
import {
  type DiaryWeek,
  inCardOrder,
  isReadableRange,
  MOST_DAYS,
  MOST_RANGE_DAYS,
  type DiaryEntry,
  type EarlierVersion,
  NEWEST_SESSIONS,
  USUAL_DAYS,
  usualValues,
  weekRange,
} from "@trellis/domain/diary-card";
import { Failure, notFound } from "#platform/failure.ts";
import { forRecord, type Route } from "#platform/route.ts";
import { saveOperations } from "./save.ts";
import {
  readEntries,
  readHead,
  readItems,
  readNearest,
  readNotes,
  readSessions,
  readUsedVersions,
} from "./week-store.ts";

/** An error like any other, besides the answers. */
const ALL_REFUSED: Problem = {
  code: "operations-refused",
  params: {},
  message: "None of these operations could be applied; their answers say why.",
};

export const diaryCardRoutes: readonly Route[] = [
  forRecord(readWeek, async (tx, access, { query }): Promise<DiaryWeek> => {
    const { to } = query;
    const widest = query.from ?? addDays(to, 1 - MOST_DAYS);
    refuseWideRange(widest, to);
    const [[head], items, entries, notes, [nearest], sessions, versions] = await tx.finish(
      readHead(access, to),
      readItems(access, to),
      readEntries(access, addDays(widest, -USUAL_DAYS), to),
      readNotes(access, widest, to),
      readNearest(access, widest, to),
      readSessions(access, widest, to, NEWEST_SESSIONS),
      readUsedVersions(access, addDays(widest, -USUAL_DAYS), to),
    );
    if (!head) throw notFound();
    const { lastSessionOn, ...client } = head;
    const range =
      query.from === undefined ? weekRange(to, lastSessionOn) : { from: query.from, to };
    const shown = entries.filter((entry) => entry.date >= range.from);
    const before = entries.filter(
      (entry) => entry.date < range.from && entry.date >= addDays(range.from, -USUAL_DAYS),
    );
    const withEntry = new Set(shown.map((entry) => entry.item));
    const days = eachDay(range.from, range.to);
    const kept = items.filter(
      (item) => withEntry.has(item.id) || days.some((day) => isAskedOn(item, day)),
    );
    return {
      client,
      ...range,
      lastSessionOn,
      sessions: [...sessions],
      items: inCardOrder(kept),
      earlierVersions: versions.filter(({ item, version }) =>
        isEarlier(kept, shown, item, version),
      ),
      entries: shown,
      notes: notes.filter((note) => note.date >= range.from),
      usual: usualValues(onPresentScale(before, kept, versions)),
      earlierEntryOn:
        entries.findLast((entry) => entry.date < range.from)?.date ?? nearest?.earlier ?? null,
      laterEntryOn: nearest?.later ?? null,
    };
  }),

  forRecord(notePrint, () => Promise.resolve({})),

  forRecord(saveCard, async (tx, access, { body }, { services, reply }) => {
    const receivedAt = services.now();
    const answers = await saveOperations(tx, access, body.operations, receivedAt);
    const output = { answers, receivedAt: new Date(receivedAt).toISOString() };
    if (answers.some((answer) => answer.outcome !== "refused")) return output;
    reply.status = 422;
    return { ...ALL_REFUSED, ...output };
  }),
];

/** Entries made on the scale that their item has in the range: an 8 of ten has no place among fives. */
function onPresentScale(
  entries: readonly DiaryEntry[],
  items: readonly CardItem[],
  versions: readonly EarlierVersion[],
): DiaryEntry[] {
  const scales = new Map(versions.map((each) => [`${each.item} ${each.version}`, each.scale]));
  const present = new Map(items.map((item) => [item.id, item]));
  return entries.filter(({ item, version }) => {
    const now = present.get(item);
    if (now === undefined) return false;
    return (
      now.version === version || isDeepStrictEqual(scales.get(`${item} ${version}`), now.scale)
    );
  });
}

/** True for a version that is not the item's present one and that an entry of the range was made with. */
const isEarlier = (
  items: readonly CardItem[],
  entries: readonly DiaryEntry[],
  item: string,
  version: number,
): boolean =>
  items.some((each) => each.id === item && each.version !== version) &&
  entries.some((entry) => entry.item === item && entry.version === version);

function refuseWideRange(from: CivilDate, to: CivilDate): void {
  if (!isReadableRange(from, to)) {
    throw new Failure(
      400,
      "invalid-input",
      `The range has to be 1 to ${MOST_RANGE_DAYS} days long.`,
      { path: "query.from" },
    );
  }
}
