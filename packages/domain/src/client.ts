import * as z from "zod/mini";
import { AccountState } from "./account-life.ts";
import { BirthDate } from "./birth-date.ts";
import { GrantKind } from "./care-team.ts";
import { CivilDateSchema, Zone } from "./civil-date.ts";
import { Uuid } from "./id.ts";
import { filledLine, oneLine } from "./text.ts";

/** Initials are no pseudonym, so a short tag of the clinic keeps two people with the same ones apart. */
const Initials = filledLine(12);
const ClientTag = oneLine(20);

/**
 * A line of "My clients". Nothing here is a score and nothing is ranked. Life line and days are null where none of the
 * relations may see them.
 */
export const ClientSummary = z.object({
  id: Uuid,
  initials: z.string(),
  tag: z.string(),
  /** What the signed-in clinician is to this client now, at least one. */
  relations: z.array(GrantKind),
  lifeLine: z.nullable(z.string()),
  lastSessionOn: z.nullable(CivilDateSchema),
  lastEntryOn: z.nullable(CivilDateSchema),
});
export type ClientSummary = z.infer<typeof ClientSummary>;

/** A person who comes to therapy, before there is anything about them. The id is made by the caller. */
export const NewClient = z.object({
  id: Uuid,
  initials: Initials,
  tag: ClientTag,
  /** Told apart by it, and nothing else: no answer ever holds it. */
  birthDate: BirthDate,
  zone: Zone,
  /** True once somebody has looked and says that this is another person than the one who looks the same. */
  apart: z.optional(z.boolean()),
});
export type NewClient = z.infer<typeof NewClient>;

/** A client as administrators see them: nothing clinical. */
export const ClinicClient = z.object({
  id: Uuid,
  initials: z.string(),
  tag: z.string(),
  /** The client's own account; null before there is one. */
  account: z.nullable(z.object({ id: Uuid, state: AccountState })),
  /** Therapists of today, by name. Nobody is a state that an administrator wants to see. */
  therapists: z.array(z.object({ accountId: Uuid, name: z.string() })),
});
export type ClinicClient = z.infer<typeof ClinicClient>;

/** Somebody who looks like the person to be added; null where the one who asks may not see who it is. */
export type ClientTwin = {
  readonly id: string;
  readonly initials: string;
  readonly tag: string;
} | null;
