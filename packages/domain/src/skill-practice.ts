import * as z from "zod/mini";
import { CardItem } from "./card-item.ts";
import { CivilDateSchema } from "./civil-date.ts";
import { DiaryEntry, EarlierVersion } from "./diary-card.ts";
import { Uuid } from "./id.ts";

/** The aspect that a skills trainer sees. */
export const SKILL_ASPECT = "skill";

/** What a skills trainer sees of a client's days: the items about skills alone. */
export const SkillPractice = z.object({
  client: z.object({ id: Uuid, initials: z.string(), tag: z.string(), zone: z.string() }),
  from: CivilDateSchema,
  to: CivilDateSchema,
  items: z.array(CardItem),
  /** Words and scale that entries of the range were made with, where the item has newer ones now. */
  earlierVersions: z.array(EarlierVersion),
  entries: z.array(DiaryEntry),
});
export type SkillPractice = z.infer<typeof SkillPractice>;
