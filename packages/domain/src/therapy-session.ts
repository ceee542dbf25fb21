import * as z from "zod/mini";
import { CivilDateSchema } from "./civil-date.ts";
import { Uuid } from "./id.ts";

/** A therapy hour that took place (not an account's sign-in). */
export const TherapySession = z.object({
  id: Uuid,
  heldOn: CivilDateSchema,
  withdrawn: z.boolean(),
});
export type TherapySession = z.infer<typeof TherapySession>;
