import { CivilDateSchema } from "@trellis/domain/civil-date";
import { Uuid } from "@trellis/domain/id";
import { TherapySession } from "@trellis/domain/therapy-session";
import * as z from "zod/mini";
import { Nothing } from "./empty.ts";
import { operation } from "./operation.ts";

export const recordTherapySession = operation({
  name: "therapy-session.record",
  summary:
    "Records that a therapy hour took place on a day. The id is made by the caller, so a replay changes nothing.",
  method: "PUT",
  path: "/api/clients/:clientId/therapy-sessions/:sessionId",
  audience: { who: "client-record", data: "therapy-session", action: "write" },
  params: z.object({ clientId: Uuid, sessionId: Uuid }),
  query: Nothing,
  body: z.object({ heldOn: CivilDateSchema }),
  output: TherapySession,
});

export const withdrawTherapySession = operation({
  name: "therapy-session.withdraw",
  summary: "Takes back a recorded therapy hour that did not take place.",
  method: "DELETE",
  path: "/api/clients/:clientId/therapy-sessions/:sessionId",
  audience: { who: "client-record", data: "therapy-session", action: "write" },
  params: z.object({ clientId: Uuid, sessionId: Uuid }),
  query: Nothing,
  body: Nothing,
  output: TherapySession,
});
