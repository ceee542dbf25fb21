import { ClientSummary } from "@trellis/domain/client";
import * as z from "zod/mini";
import { Nothing } from "./empty.ts";
import { operation } from "./operation.ts";

export const listClients = operation({
  name: "client.list",
  summary: "The clients to whom the signed-in clinician has a relation today.",
  method: "GET",
  path: "/api/clients",
  audience: { who: "account", kinds: ["clinician"] },
  params: Nothing,
  query: Nothing,
  body: Nothing,
  output: z.object({ clients: z.array(ClientSummary) }),
});
