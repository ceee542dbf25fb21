import { ClientSummary, ClinicClient, NewClient } from "@trellis/domain/client";
import { Uuid } from "@trellis/domain/id";
import { text } from "@trellis/domain/text";
import * as z from "zod/mini";
import { Nothing } from "./empty.ts";
import { operation } from "./operation.ts";

const byAdministrator = { who: "account", kinds: ["administrator"] } as const;

/** Clients of a page of the clinic's list. */
export const CLIENTS_A_PAGE = 50;

export const listClients = operation({
  name: "client.list",
  summary: "The clients to whom the signed-in clinician has a relation today, with the relations.",
  method: "GET",
  path: "/api/clients",
  audience: { who: "account", kinds: ["clinician"] },
  params: Nothing,
  query: Nothing,
  body: Nothing,
  output: z.object({ clients: z.array(ClientSummary) }),
});

export const addClient = operation({
  name: "client.add",
  summary:
    "Adds a client, whose therapist the signed-in clinician becomes. Adults alone. Somebody with the same initials and birth date is answered `looks-like-another` until `apart` is said; `params.clients` holds those, null where one may not see who it is.",
  method: "POST",
  path: "/api/clients",
  audience: { who: "account", kinds: ["clinician"] },
  params: Nothing,
  query: Nothing,
  body: NewClient,
  output: ClientSummary,
});

export const listClinicClients = operation({
  name: "client.list-all",
  summary:
    "All clients of the clinic by initials and tag, 50 a page. `find` is the beginning of initials or tag; `without` leaves those who have no therapist; `after` is the last id of the page before.",
  method: "GET",
  path: "/api/clinic/clients",
  audience: byAdministrator,
  params: Nothing,
  query: z.object({
    find: z.optional(text(40)),
    without: z.optional(z.literal("therapist")),
    after: z.optional(Uuid),
  }),
  body: Nothing,
  output: z.object({ clients: z.array(ClinicClient), after: z.nullable(Uuid) }),
});

export const readClinicClient = operation({
  name: "client.read-by-administrator",
  summary: "One client of the clinic as administrators see them: nothing clinical.",
  method: "GET",
  path: "/api/clinic/clients/:clientId",
  audience: byAdministrator,
  params: z.object({ clientId: Uuid }),
  query: Nothing,
  body: Nothing,
  output: ClinicClient,
});

export const addClientByAdministrator = operation({
  name: "client.add-by-administrator",
  summary: "Adds a client, with the therapist named or with none yet. Adults alone.",
  method: "POST",
  path: "/api/clinic/clients",
  audience: byAdministrator,
  params: Nothing,
  query: Nothing,
  body: z.extend(NewClient, { therapistId: z.nullable(Uuid) }),
  output: ClinicClient,
});
