import {
  approveReset,
  deactivateAccount,
  inviteAccount,
  inviteClient,
  inviteClientByAdministrator,
  listAccounts,
  reactivateAccount,
  readAccount,
  readClientAccount,
  renameAccount,
  resetAccount,
  resetClientAccount,
} from "./account.ts";
import { exportAudit, listAudit, readAccessLog } from "./audit.ts";
import { importCard, previewCardImport } from "./card-import.ts";
import { addCardItem, addTarget, readCardDesign, reviseCardItem } from "./card-item.ts";
import {
  addGrant,
  addGrantByAdministrator,
  changeTherapist,
  endGrant,
  endGrantByAdministrator,
  listClinicians,
  readCareTeam,
  readCareTeamByAdministrator,
} from "./care-team.ts";
import {
  addClient,
  addClientByAdministrator,
  listClients,
  listClinicClients,
  readClinicClient,
} from "./client.ts";
import {
  changeClinicSettings,
  checkPhone,
  listSettingVersions,
  readClinicSettings,
} from "./clinic-setting.ts";
import { notePrint, readWeek, saveCard } from "./diary-card.ts";
import { readInstallation } from "./installation.ts";
import {
  acceptInvite,
  lookAtInvite,
  renewClientInvite,
  renewInvite,
  revokeInvite,
} from "./invite.ts";
import { listMails, sendMailAgain } from "./mail.ts";
import type { Operation } from "./operation.ts";
import {
  cancelEmailChange,
  changeEmail,
  changeEmailOf,
  confirmEmail,
  readOwnAccount,
} from "./own-account.ts";
import {
  changePassword,
  endOtherSignIn,
  endOtherSignIns,
  listSignIns,
  readDoor,
  readSignIn,
  signIn,
  signOut,
} from "./sign-in.ts";
import { readPractice } from "./skill-practice.ts";
import { recordTherapySession, withdrawTherapySession } from "./therapy-session.ts";

/** Every operation that the server answers. One without a handler or a rights row fails a test. */
export const CONTRACT: readonly Operation[] = [
  readDoor,
  signIn,
  readSignIn,
  signOut,
  listSignIns,
  endOtherSignIn,
  endOtherSignIns,
  changePassword,
  readOwnAccount,
  changeEmail,
  cancelEmailChange,
  confirmEmail,
  listAccounts,
  readAccount,
  inviteAccount,
  renameAccount,
  changeEmailOf,
  deactivateAccount,
  reactivateAccount,
  resetAccount,
  approveReset,
  renewInvite,
  revokeInvite,
  readClientAccount,
  inviteClient,
  inviteClientByAdministrator,
  renewClientInvite,
  resetClientAccount,
  lookAtInvite,
  acceptInvite,
  listClients,
  addClient,
  listClinicClients,
  readClinicClient,
  addClientByAdministrator,
  listClinicians,
  readCareTeam,
  addGrant,
  endGrant,
  readCareTeamByAdministrator,
  addGrantByAdministrator,
  endGrantByAdministrator,
  changeTherapist,
  readPractice,
  readWeek,
  notePrint,
  saveCard,
  readCardDesign,
  addTarget,
  addCardItem,
  reviseCardItem,
  recordTherapySession,
  withdrawTherapySession,
  previewCardImport,
  importCard,
  readClinicSettings,
  changeClinicSettings,
  listSettingVersions,
  checkPhone,
  readInstallation,
  listMails,
  sendMailAgain,
  listAudit,
  exportAudit,
  readAccessLog,
];
