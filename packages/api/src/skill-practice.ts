import { CivilDateSchema } from "@trellis/domain/civil-date";
import { Uuid } from "@trellis/domain/id";
import { SkillPractice } from "@trellis/domain/skill-practice";
import * as z from "zod/mini";
import { Nothing } from "./empty.ts";
import { operation } from "./operation.ts";

export const readPractice = operation({
  name: "skill-practice.read-week",
  summary:
    "The card's items about skills with their entries: no other item, no note. Without `from` the fourteen days up to `to`.",
  method: "GET",
  path: "/api/clients/:clientId/practice",
  audience: { who: "client-record", data: "skill-practice", action: "read" },
  params: z.object({ clientId: Uuid }),
  query: z.object({ to: CivilDateSchema, from: z.optional(CivilDateSchema) }),
  body: Nothing,
  output: SkillPractice,
});
