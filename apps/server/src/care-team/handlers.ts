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
import { MAIL_JOB } from "#platform/mail.ts";
import {
  type Arrived,
  forAccount,
  forClinicRecord,
  forRecord,
  type Route,
} from "#platform/route.ts";
import type { Statement } from "#platform/statement.ts";
import { noticesOf } from "./notice.ts";
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

/** The same by an administrator, who cannot bring anybody to a record unseen: those whom it concerns are mailed. */
async function bring(
  tx: Tx,
  access: RecordAccess<"care-team", "write">,
  change: ReturnType<typeof giveGrant>,
  newcomer: string,
  arrived: Arrived,
): Promise<CareTeam> {
  const [[made]] = await tx.run(change);
  const mails = made?.is_new === true ? await noticesOf(tx, access, newcomer, arrived) : [];
  const [rows] = await tx.finish(readTeam(access), ...mails);
  arrived.services.jobs.wake(MAIL_JOB);
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

  forClinicRecord(addGrantByAdministrator, "care-team", "write", (tx, access, { body }, arrived) =>
    bring(tx, access, giveGrant(access, body), body.accountId, arrived),
  ),

  forClinicRecord(endGrantByAdministrator, "care-team", "write", (tx, access, { params }) =>
    changeTeam(tx, access, endGrantOf(access, params.grantId)),
  ),

  forClinicRecord(changeTherapist, "care-team", "write", (tx, access, { body }, arrived) =>
    bring(tx, access, replaceTherapist(access, body, randomUUID()), body.toAccountId, arrived),
  ),
];
