import * as z from "zod/mini";
import { CivilDateSchema } from "./civil-date.ts";
import { Uuid } from "./id.ts";
import { filledText, text } from "./text.ts";

/** Initials are no pseudonym, so a short tag of the clinic keeps two people with the same ones apart. */
export const Initials = filledText(12);
export const ClientTag = text(20);
/** One line of the life that the client wants, in their words. */
export const LifeLine = text(200);

/** A line of "My clients". Nothing here is a score and nothing is ranked. */
export const ClientSummary = z.object({
  id: Uuid,
  initials: z.string(),
  tag: z.string(),
  lifeLine: z.nullable(z.string()),
  lastSessionOn: z.nullable(CivilDateSchema),
  lastEntryOn: z.nullable(CivilDateSchema),
});
export type ClientSummary = z.infer<typeof ClientSummary>;
