import { DayBoundary } from "@trellis/domain/civil-date";
import { ClinicSettings, PhoneCheck, SettingField } from "@trellis/domain/clinic-setting";
import { PhoneNumber } from "@trellis/domain/crisis-line";
import * as z from "zod/mini";
import { Nothing } from "./empty.ts";
import { operation } from "./operation.ts";

const Version = z.int().check(z.minimum(1), z.maximum(2_000_000_000));

/** The settings that hold now, who set them, and which numbers were checked. */
const CurrentSettings = z.object({
  version: Version,
  /** ISO 8601. */
  changedAt: z.string(),
  /** Null for what the clinic was set up with. */
  changedBy: z.nullable(z.string()),
  settings: ClinicSettings,
  dayBoundary: DayBoundary,
  checks: z.array(PhoneCheck),
});
export type CurrentSettings = z.infer<typeof CurrentSettings>;

export const readClinicSettings = operation({
  name: "clinic-setting.read",
  summary: "What the clinic has set for itself, and which phone numbers somebody has checked.",
  method: "GET",
  path: "/api/clinic/settings",
  audience: { who: "account", kinds: ["clinician", "administrator"] },
  params: Nothing,
  query: Nothing,
  body: Nothing,
  output: CurrentSettings,
});

export const changeClinicSettings = operation({
  name: "clinic-setting.change",
  summary:
    "Takes settings over as a new version. Answers 409 settings-changed when `seen` is not the newest one.",
  method: "POST",
  path: "/api/clinic/settings",
  audience: { who: "account", kinds: ["administrator"] },
  params: Nothing,
  query: Nothing,
  body: z.object({ seen: Version, settings: ClinicSettings }),
  output: CurrentSettings,
});

/** One version with what it changed of the one before. */
const SettingVersion = z.object({
  version: Version,
  changedAt: z.string(),
  changedBy: z.nullable(z.string()),
  settings: ClinicSettings,
  /** Empty for the first version. */
  changed: z.array(SettingField),
});
export type SettingVersion = z.infer<typeof SettingVersion>;

export const listSettingVersions = operation({
  name: "clinic-setting.list-versions",
  summary: "Earlier and present versions of the settings, newest first, twenty at a time.",
  method: "GET",
  path: "/api/clinic/settings/versions",
  audience: { who: "account", kinds: ["clinician", "administrator"] },
  params: Nothing,
  query: z.object({
    /** Versions older than this one. */
    before: z.optional(z.string().check(z.regex(/^[1-9]\d{0,8}$/))),
  }),
  body: Nothing,
  output: z.object({ versions: z.array(SettingVersion), before: z.nullable(Version) }),
});

export const checkPhone = operation({
  name: "clinic-setting.check-phone",
  summary:
    "Notes that the signed-in administrator has made sure today that a number of the clinic's country is right, or takes that back.",
  method: "POST",
  path: "/api/clinic/settings/checks",
  audience: { who: "account", kinds: ["administrator"] },
  params: Nothing,
  query: Nothing,
  body: z.object({ phone: PhoneNumber, isRight: z.boolean() }),
  output: z.object({ checks: z.array(PhoneCheck) }),
});
