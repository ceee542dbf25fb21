import { randomUUID } from "node:crypto";
import {
  addGrant,
  addGrantByAdministrator,
  changeTherapist,
  endGrant,
  endGrantByAdministrator,
  listClinicians,
  readCareTeam,
  readCareTeamByAdministrator,
} from "@trellis/api/care-team";
import type { CareTeam } from "@trellis/domain/care-team";
import { auditStatement, type RecordAccess } from "#platform/access.ts";
import type { Tx } from "#platform/database.ts";
import { forAccount, forClinicRecord, forRecord, type Route } from "#platform/route.ts";
import type { Statement } from "#platform/statement.ts";
import { asTeam, endGrantOf, giveGrant, listAtWork, readTeam, replaceTherapist } from "./store.ts";

/** One change of a team in one write, and the team as it then is. */
async function changeTeam(
  tx: Tx,
  access: RecordAccess<"care-team", "write">,
  change: Statement,
): Promise<CareTeam> {
  const [, rows] = await tx.finish(change, readTeam(access));
  return asTeam(rows);
}

export const careTeamRoutes: readonly Route[] = [
  forAccount(listClinicians, async (tx, _input, { requestId }) => {
    const [clinicians] = await tx.finish(
      listAtWork(),
      auditStatement(listClinicians.name, [], requestId, true),
    );
    return { clinicians: [...clinicians] };
  }),

  forRecord(readCareTeam, async (tx, access) => asTeam((await tx.finish(readTeam(access)))[0])),

  forRecord(addGrant, (tx, access, { body }) => changeTeam(tx, access, giveGrant(access, body))),

  forRecord(endGrant, (tx, access, { params }) =>
    changeTeam(tx, access, endGrantOf(access, params.grantId)),
  ),

  forClinicRecord(readCareTeamByAdministrator, "care-team", "read", async (tx, access) =>
    asTeam((await tx.finish(readTeam(access)))[0]),
  ),

  forClinicRecord(addGrantByAdministrator, "care-team", "write", (tx, access, { body }) =>
    changeTeam(tx, access, giveGrant(access, body)),
  ),

  forClinicRecord(endGrantByAdministrator, "care-team", "write", (tx, access, { params }) =>
    changeTeam(tx, access, endGrantOf(access, params.grantId)),
  ),

  forClinicRecord(changeTherapist, "care-team", "write", (tx, access, { body }) =>
    changeTeam(tx, access, replaceTherapist(access, body, randomUUID())),
  ),
];
