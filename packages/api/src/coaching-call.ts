import { CoachingPerson, CoachingTimes } from "@trellis/domain/coaching-call";
import { Uuid } from "@trellis/domain/id";
import * as z from "zod/mini";
import { Nothing } from "./empty.ts";
import { operation } from "./operation.ts";

export const readCoaching = operation({
  name: "coaching-call.read",
  summary:
    "Whom the client can call for coaching and when: the therapist and who covers now or within two weeks. The same whatever was recorded.",
  method: "GET",
  path: "/api/clients/:clientId/coaching",
  audience: { who: "client-record", data: "care-team", action: "read" },
  params: z.object({ clientId: Uuid }),
  query: Nothing,
  body: Nothing,
  output: z.object({ people: z.array(CoachingPerson) }),
});

export const readOwnCoaching = operation({
  name: "coaching-call.read-own",
  summary: "When and how the clinician's clients can call them.",
  method: "GET",
  path: "/api/coaching",
  audience: { who: "account", kinds: ["clinician"] },
  params: Nothing,
  query: Nothing,
  body: Nothing,
  output: CoachingTimes,
});

export const writeOwnCoaching = operation({
  name: "coaching-call.write-own",
  summary: "Sets when and how the clinician's clients can call them.",
  method: "PUT",
  path: "/api/coaching",
  audience: { who: "account", kinds: ["clinician"] },
  params: Nothing,
  query: Nothing,
  body: CoachingTimes,
  output: CoachingTimes,
});
