import { Uuid } from "@trellis/domain/id";
import { oneLine } from "@trellis/domain/text";
import * as z from "zod/mini";
import { Nothing } from "./empty.ts";
import { operation } from "./operation.ts";

/** Both in the words of client and therapist; empty takes the line away. */
const Lines = z.object({ lifeLine: oneLine(200), closingLine: oneLine(200) });

export const writeLifeLine = operation({
  name: "life-line.write",
  summary:
    "Sets the line of the life that the client wants, and the line at the end of the card, by client or therapist.",
  method: "PUT",
  path: "/api/clients/:clientId/life-line",
  audience: { who: "client-record", data: "life-line", action: "write" },
  params: z.object({ clientId: Uuid }),
  query: Nothing,
  body: Lines,
  output: Lines,
});
