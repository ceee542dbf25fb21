import * as z from "zod/mini";
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
});
export type ClinicDoor = z.infer<typeof ClinicDoor>;
