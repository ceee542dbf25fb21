import {
  CareTeam,
  ChangeOfTherapist,
  NewGrant,
  NewGrantByTherapist,
} from "@trellis/domain/care-team";
import { Uuid } from "@trellis/domain/id";
import * as z from "zod/mini";
import { Nothing } from "./empty.ts";
import { operation } from "./operation.ts";

const byAdministrator = { who: "account", kinds: ["administrator"] } as const;
const byTherapist = { who: "client-record", data: "care-team", action: "write" } as const;
const ofClient = z.object({ clientId: Uuid });
const ofGrant = z.object({ clientId: Uuid, grantId: Uuid });

export const listClinicians = operation({
  name: "clinician.list",
  summary: "Everybody in the clinic who can be given a relation to a client: clinicians at work.",
  method: "GET",
  path: "/api/clinicians",
  audience: { who: "account", kinds: ["clinician", "administrator"] },
  params: Nothing,
  query: Nothing,
  body: Nothing,
  output: z.object({ clinicians: z.array(z.object({ id: Uuid, name: z.string() })) }),
});

export const readCareTeam = operation({
  name: "care-team.read",
  summary: "Who is, was and will be what to this client.",
  method: "GET",
  path: "/api/clients/:clientId/care-team",
  audience: { who: "client-record", data: "care-team", action: "read" },
  params: ofClient,
  query: Nothing,
  body: Nothing,
  output: CareTeam,
});

export const addGrant = operation({
  name: "access-grant.add",
  summary:
    "Gives another clinician a relation to one's client for a time: cover (92 days at most), skills trainer or supervisor. Answers the care team.",
  method: "POST",
  path: "/api/clients/:clientId/care-team",
  audience: byTherapist,
  params: ofClient,
  query: Nothing,
  body: NewGrantByTherapist,
  output: CareTeam,
});

export const endGrant = operation({
  name: "access-grant.end",
  summary: "Ends such a relation now, or takes back one that is to come. Answers the care team.",
  method: "DELETE",
  path: "/api/clients/:clientId/care-team/:grantId",
  audience: byTherapist,
  params: ofGrant,
  query: Nothing,
  body: Nothing,
  output: CareTeam,
});

export const readCareTeamByAdministrator = operation({
  name: "care-team.read-by-administrator",
  summary: "Who is, was and will be what to this client, for administrators.",
  method: "GET",
  path: "/api/clinic/clients/:clientId/care-team",
  audience: byAdministrator,
  params: ofClient,
  query: Nothing,
  body: Nothing,
  output: CareTeam,
});

export const addGrantByAdministrator = operation({
  name: "access-grant.add-by-administrator",
  summary: "Gives a clinician any relation to a client for a time. Answers the care team.",
  method: "POST",
  path: "/api/clinic/clients/:clientId/grants",
  audience: byAdministrator,
  params: ofClient,
  query: Nothing,
  body: NewGrant,
  output: CareTeam,
});

export const endGrantByAdministrator = operation({
  name: "access-grant.end-by-administrator",
  summary: "Ends any relation to a client now, or takes back one that is to come.",
  method: "DELETE",
  path: "/api/clinic/clients/:clientId/grants/:grantId",
  audience: byAdministrator,
  params: ofGrant,
  query: Nothing,
  body: Nothing,
  output: CareTeam,
});

export const changeTherapist = operation({
  name: "access-grant.change-therapist",
  summary:
    "One therapist after another at a moment, in one step: nobody is without one in between. Whatever else the one who leaves is to this client ends then, too. Answers the care team; `changed-meanwhile` when `fromAccountId` is not the therapist at that moment.",
  method: "POST",
  path: "/api/clinic/clients/:clientId/therapist",
  audience: byAdministrator,
  params: ofClient,
  query: Nothing,
  body: ChangeOfTherapist,
  output: CareTeam,
});
