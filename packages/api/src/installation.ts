import { InstallationMode } from "@trellis/domain/clinic";
import { MissingPart, Place, Protection, Sending } from "@trellis/domain/installation";
import * as z from "zod/mini";
import { Nothing } from "./empty.ts";
import { operation } from "./operation.ts";

export const readInstallation = operation({
  name: "installation.read",
  summary:
    "What leaves this server, where everything is, which protections are on and which are still to come, from its live configuration. Paths and hosts for administrators alone.",
  method: "GET",
  path: "/api/installation",
  audience: { who: "account", kinds: ["clinician", "administrator"] },
  params: Nothing,
  query: Nothing,
  body: Nothing,
  output: z.object({
    mode: InstallationMode,
    version: z.string(),
    sends: z.array(Sending),
    places: z.array(Place),
    protections: z.array(Protection),
    missing: z.array(MissingPart),
  }),
});
