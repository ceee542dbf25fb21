import {
  exportCard,
  MOST_EXPORT_DAYS,
  notePrint,
  readWeek,
  saveCard,
} from "@trellis/api/diary-card";
import type { Problem } from "@trellis/api/problem";
import { addDays, daysBetween } from "@trellis/domain/civil-date";
import {
  type CardExport,
  type DiaryWeek,
  isReadableRange,
  MOST_DAYS,
  MOST_RANGE_DAYS,
  NEWEST_SESSIONS,
  USUAL_DAYS,
  weekRange,
} from "@trellis/domain/diary-card";
import { entriesOf } from "#platform/diary-entry.ts";
import { Failure, notFound } from "#platform/failure.ts";
import { readItemHistories } from "#platform/item-history.ts";
import { forRecord, type Route } from "#platform/route.ts";
import { readFirstDay } from "./export-store.ts";
import { usedVersions } from "./export.ts";
import { saveOperations } from "./save.ts";
import {
  readCheckBefore,
  readDetails,
  readEntries,
  readHead,
  readNearest,
  readNotes,
  readRiddenOut,
  readSessions,
  readShortDays,
} from "./week-store.ts";
import { cutWeek } from "./week.ts";

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
    if (!isReadableRange(widest, to)) throw wideRange("query.from", MOST_RANGE_DAYS);
    const [
      [head],
      items,
      entries,
      details,
      notes,
      riddenOut,
      shortDays,
      [check],
      [nearest],
      sessions,
    ] = await tx.finish(
      readHead(access, to),
      readItemHistories(access),
      readEntries(access, addDays(widest, -USUAL_DAYS), to),
      readDetails(access, widest, to),
      readNotes(access, widest, to),
      readRiddenOut(access, widest, to),
      readShortDays(access, widest, to),
      readCheckBefore(access, widest),
      readNearest(access, widest, to),
      readSessions(access, widest, to, NEWEST_SESSIONS),
    );
    if (!head) throw notFound();
    const { lastSessionOn, ...client } = head;
    const range =
      query.from === undefined ? weekRange(to, lastSessionOn) : { from: query.from, to };
    return {
      client,
      ...range,
      lastSessionOn,
      sessions: [...sessions],
      ...cutWeek(range, {
        items,
        entries,
        details,
        notes,
        riddenOut,
        shortDays: shortDays.map(({ date }) => date),
        check: check ?? null,
        earlierEntryOn: nearest?.earlier ?? null,
      }),
      laterEntryOn: nearest?.later ?? null,
    };
  }),

  forRecord(notePrint, () => Promise.resolve({})),

  forRecord(saveCard, async (tx, access, { body }, { services, reply }) => {
    const at = services.now();
    const skew = body.sentAt === undefined ? null : Date.parse(body.sentAt) - at;
    const answers = await saveOperations(tx, access, body.operations, { at, skew });
    const output = { answers, receivedAt: new Date(at).toISOString() };
    if (answers.some((answer) => answer.outcome !== "refused")) return output;
    reply.status = 422;
    return { ...ALL_REFUSED, ...output };
  }),

  forRecord(exportCard, async (tx, access, { body }): Promise<CardExport> => {
    const { from, to } = body;
    const days = daysBetween(from, to) + 1;
    if (days < 1 || days > MOST_EXPORT_DAYS) throw wideRange("body.to", MOST_EXPORT_DAYS);
    const [[first], items, entries, details, notes, riddenOut, shortDays] = await tx.finish(
      readFirstDay(access),
      readItemHistories(access),
      readEntries(access, from, to),
      readDetails(access, from, to),
      readNotes(access, from, to),
      readRiddenOut(access, from, to),
      readShortDays(access, from, to),
    );
    return {
      firstEntryOn: first?.date ?? null,
      versions: usedVersions(items, { from, to }, { entries, details, riddenOut }),
      entries: entriesOf(entries),
      details: [...details],
      notes: [...notes],
      riddenOut: [...riddenOut],
      shortDays: shortDays.map(({ date }) => date),
    };
  }),
];

const wideRange = (path: string, days: number) =>
  new Failure(400, "invalid-input", `The range has to be 1 to ${days} days long.`, { path });
