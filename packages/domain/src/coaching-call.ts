import * as z from "zod/mini";
import { CivilDateSchema } from "./civil-date.ts";
import { PhoneNumber } from "./crisis-line.ts";
import { text } from "./text.ts";

/** When and how a clinician can be called for coaching, in their own words. The same whatever was recorded. */
export const CoachingTimes = z.object({
  phone: z.nullable(PhoneNumber),
  hours: text(300),
  /** What the clinician keeps to: length of a call, days without, what it is for. */
  limits: text(300),
});
export type CoachingTimes = z.infer<typeof CoachingTimes>;

export const NO_COACHING_TIMES: CoachingTimes = { phone: null, hours: "", limits: "" };

/** Whom a client can call for coaching: the therapist, and who stands in from when until when. */
export const CoachingPerson = z.object({
  name: z.string(),
  kind: z.enum(["therapist", "cover"]),
  /** Days of the grant in the client's zone; null has no end. For a therapist from the beginning. */
  from: CivilDateSchema,
  until: z.nullable(CivilDateSchema),
  times: CoachingTimes,
});
export type CoachingPerson = z.infer<typeof CoachingPerson>;
