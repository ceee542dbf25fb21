import { importCard, previewCardImport } from "./card-import.ts";
import { addCardItem, addTarget, readCardDesign, reviseCardItem } from "./card-item.ts";
import { listClients } from "./client.ts";
import {
  changeClinicSettings,
  checkPhone,
  listSettingVersions,
  readClinicSettings,
} from "./clinic-setting.ts";
import { readWeek, saveCard } from "./diary-card.ts";
import { readInstallation } from "./installation.ts";
import { listMails, sendMailAgain } from "./mail.ts";
import type { Operation } from "./operation.ts";
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
  listClients,
  readWeek,
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
];
