import * as z from "zod/mini";
import { GRANT_KINDS, THERAPIST_GIVES } from "./access.ts";
import { type CivilDate, daysBetween } from "./civil-date.ts";
import { Uuid } from "./id.ts";

/** What a clinician can be to a client. */
export const GrantKind = z.enum(GRANT_KINDS);

/** A moment in UTC between 1900 and 2199. A grant holds from its first moment on, and no longer at its last. */
const GrantMoment = z.iso.datetime().check(
  z.maxLength(30),
  z.refine((time) => time >= "1900" && time < "2200", {
    error: "is not in the years 1900 to 2199",
  }),
);

/** The page of a client's team for those who work there. @param origin without a slash at the end */
export const careTeamLink = (origin: string, clientId: string): string =>
  `${origin}/clinic/clients/${clientId}/care-team`;

/** By the clock of the database: `now` it opens the record, `coming` not yet, `past` no longer. */
export const GrantState = z.enum(["now", "coming", "past"]);
export type GrantState = z.infer<typeof GrantState>;

/** That a person is something to a client, for a time. One that was taken back before it began has `until` equal to `from`. */
export const CareGrant = z.object({
  id: Uuid,
  accountId: Uuid,
  name: z.string(),
  kind: GrantKind,
  from: z.iso.datetime(),
  until: z.nullable(z.iso.datetime()),
  state: GrantState,
  /** Who gave it and who ended it; null for what the command line did. */
  givenBy: z.nullable(z.string()),
  endedBy: z.nullable(z.string()),
});
export type CareGrant = z.infer<typeof CareGrant>;

/** Everybody who is, was or will be something to a client: now first, then coming, then past, newest first. */
export const CareTeam = z.object({ grants: z.array(CareGrant) });
export type CareTeam = z.infer<typeof CareTeam>;

/** Most days that somebody stands in before it is asked anew. The database holds to it (`app.give_grant`). */
export const MOST_COVER_DAYS = 92;

/** @param first the day on which it begins, today at the soonest. @param last the last day of it */
export const isCoverTooLong = (first: CivilDate, last: CivilDate): boolean =>
  daysBetween(first, last) >= MOST_COVER_DAYS;

const ofGrant = {
  /** Made by the caller; the same id again changes nothing. */
  id: Uuid,
  accountId: Uuid,
  /** A moment that has passed means now: nobody is given a past. */
  from: GrantMoment,
  until: z.nullable(GrantMoment),
} as const;

/** Somebody who stands in does so for a time, so a cover has an end; how long it is depends on when it is given. */
const hasEnd = (grant: { kind: string; until: string | null }): boolean =>
  grant.kind !== "cover" || grant.until !== null;

/** A grant that a therapist gives for their client. */
export const NewGrantByTherapist = z
  .object({ ...ofGrant, kind: z.enum(THERAPIST_GIVES) })
  .check(z.refine(hasEnd, { error: "a cover needs an end", path: ["until"] }));

/** A grant that an administrator gives. */
export const NewGrant = z
  .object({ ...ofGrant, kind: GrantKind })
  .check(z.refine(hasEnd, { error: "a cover needs an end", path: ["until"] }));
export type NewGrant = z.infer<typeof NewGrant>;

/**
 * One therapist after another: the first one's grant ends at the moment at which the second one's begins, and with it
 * whatever else the first one is to this client. An administrator may give that anew.
 */
export const ChangeOfTherapist = z
  .object({
    /** Null where there is no therapist, or where the new one comes beside those there are. */
    fromAccountId: z.nullable(Uuid),
    toAccountId: Uuid,
    /** A moment that has passed means now. */
    at: GrantMoment,
  })
  .check(
    z.refine((change) => change.fromAccountId !== change.toAccountId, {
      error: "is the same person",
      path: ["toAccountId"],
    }),
  );
export type ChangeOfTherapist = z.infer<typeof ChangeOfTherapist>;
