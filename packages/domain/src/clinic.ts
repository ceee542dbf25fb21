import * as z from "zod/mini";
import { CivilDateSchema, DayBoundary } from "./civil-date.ts";
import { ClinicCode } from "./id.ts";

/** Set when a database is made and never changed: demo data, or a clinic. */
export const InstallationMode = z.enum(["demo", "clinic"]);
export type InstallationMode = z.infer<typeof InstallationMode>;

/** What a signed-out visitor of a clinic's address may know. */
export const ClinicDoor = z.object({
  code: ClinicCode,
  name: z.string(),
  /** The neutral name of the phone app, chosen by the clinic. */
  appName: z.string(),
  country: z.string(),
  mode: InstallationMode,
  dayBoundary: DayBoundary,
  /** Whom to call, as the clinic has set it; for phones without a sign-in, too. */
  contacts: z.array(z.object({ name: z.string(), phone: z.string(), about: z.string() })),
  crisisLines: z.nullable(z.array(z.object({ name: z.string(), phone: z.string() }))),
  checks: z.array(z.object({ phone: z.string(), on: CivilDateSchema })),
  /** When somebody of the clinic can be called, in its words; may be empty. */
  coachingHours: z.string(),
});
export type ClinicDoor = z.infer<typeof ClinicDoor>;
