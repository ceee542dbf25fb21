import { readCoaching, readOwnCoaching, writeOwnCoaching } from "@trellis/api/coaching-call";
import { type CivilDate, diaryDayAt } from "@trellis/domain/civil-date";
import { type CoachingPerson, NO_COACHING_TIMES } from "@trellis/domain/coaching-call";
import { auditStatement } from "#platform/access.ts";
import { forAccount, forRecord, type Route } from "#platform/route.ts";
import { type PersonRow, readOwn, readPeople, writeOwn } from "./store.ts";

/** The civil day of a moment in this zone; of an end, the last day that is a part of it. */
const dayOf = (moment: Date, zone: string, before = 0): CivilDate =>
  diaryDayAt(moment.getTime() - before, zone, 0);

const asPerson = (row: PersonRow): CoachingPerson => ({
  name: row.name,
  kind: row.kind,
  from: dayOf(row.startsAt, row.zone),
  until: row.endsAt === null ? null : dayOf(row.endsAt, row.zone, 1),
  times:
    row.hours === null
      ? NO_COACHING_TIMES
      : { phone: row.phone, hours: row.hours, limits: row.limits ?? "" },
});

export const coachingCallRoutes: readonly Route[] = [
  forRecord(readCoaching, async (tx, access) => {
    const [rows] = await tx.finish(readPeople(access));
    return { people: rows.map(asPerson) };
  }),

  forAccount(readOwnCoaching, async (tx, _input, { requestId }) => {
    const [[row]] = await tx.finish(
      readOwn(),
      auditStatement(readOwnCoaching.name, [], requestId, true),
    );
    return row ?? NO_COACHING_TIMES;
  }),

  forAccount(writeOwnCoaching, async (tx, { body }, { requestId }) => {
    const [, [row]] = await tx.finish(
      writeOwn(body),
      readOwn(),
      auditStatement(writeOwnCoaching.name, [], requestId, false),
    );
    return row ?? NO_COACHING_TIMES;
  }),
];
