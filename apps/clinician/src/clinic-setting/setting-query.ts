import { infiniteQueryOptions, queryOptions, useQueryClient } from "@tanstack/react-query";
import { ApiError } from "@trellis/api/api-client";
import {
  changeClinicSettings,
  checkPhone,
  type CurrentSettings,
  listSettingVersions,
  readClinicSettings,
} from "@trellis/api/clinic-setting";
import {
  type ClinicSettings,
  mergeSettings,
  type SettingField,
} from "@trellis/domain/clinic-setting";
import { m } from "@trellis/messages/messages";
import { showToast } from "@trellis/ui/toast-queue";
import { ask } from "#platform/api.ts";
import { setDayBoundary } from "#platform/day.ts";
import { problemWords } from "#platform/problem-words.ts";
import { signInQuery } from "#platform/sign-in-state.ts";
import { useChange } from "#platform/use-change.ts";

/** The settings that hold now. */
export const settingsQuery = queryOptions({
  queryKey: ["clinic-settings", "now"],
  queryFn: async () => ask(readClinicSettings, {}),
});

/** What was changed, newest first, page by page. */
export const versionsQuery = infiniteQueryOptions({
  queryKey: ["clinic-settings", "versions"],
  queryFn: async ({ pageParam }) =>
    ask(listSettingVersions, { query: pageParam === null ? {} : { before: String(pageParam) } }),
  initialPageParam: null as number | null,
  getNextPageParam: (page) => page.before,
});

/** Somebody else changed the same setting since it was read. Nothing was stored. */
export class SettingClash extends Error {
  readonly theirs: CurrentSettings;
  readonly fields: readonly SettingField[];
  constructor(theirs: CurrentSettings, fields: readonly SettingField[]) {
    super("Somebody else changed the same setting.");
    this.theirs = theirs;
    this.fields = fields;
  }
}

/** Why a change was not made. */
export const settingProblemWords = (error: unknown): string =>
  error instanceof SettingClash ? m.clinician_error_settings_changed() : problemWords(error);

type SettingChange = {
  /** What the person saw when they began. */
  readonly base: CurrentSettings;
  readonly own: ClinicSettings;
};

type Changed = {
  readonly now: CurrentSettings;
  /** Whose change of other settings came in between, if somebody's did. */
  readonly besides: CurrentSettings | null;
};

/** Times that somebody else may come in between before it is left to the person. */
const MOST_TRIES = 4;

/**
 * Sends a change. What somebody else changed meanwhile stays, as long as it was another setting.
 * @throws SettingClash when it was the same one
 */
async function sendChange({ base, own }: SettingChange): Promise<Changed> {
  let settings = own;
  let seen = base;
  let besides: CurrentSettings | null = null;
  for (let left = MOST_TRIES; ; left -= 1) {
    try {
      const now = await ask(changeClinicSettings, { body: { seen: seen.version, settings } });
      return { now, besides };
    } catch (error) {
      const isConflict = error instanceof ApiError && error.problem?.code === "settings-changed";
      if (!isConflict || left === 0) throw error;
      const theirs = await ask(readClinicSettings, {});
      const { merged, clashes } = mergeSettings(base.settings, own, theirs.settings);
      if (clashes.length > 0) throw new SettingClash(theirs, clashes);
      settings = merged;
      seen = theirs;
      besides = theirs;
    }
  }
}

const TOAST = "clinic-settings";

/** Says what became of the settings; the newest word takes the place of the one before. */
export const saySettings = (text: string, undo?: () => void): void =>
  void showToast({
    key: TOAST,
    text,
    ...(undo === undefined ? {} : { action: { label: m.clinician_undo(), onAction: undo } }),
  });

/** Puts changed settings in the place of those on the screen. */
function usePut() {
  const queries = useQueryClient();
  return ({ now }: Changed) => {
    queries.setQueryData(settingsQuery.queryKey, now);
    setDayBoundary(now.dayBoundary);
    void queries.invalidateQueries({ queryKey: versionsQuery.queryKey });
    void queries.invalidateQueries({ queryKey: signInQuery.queryKey });
  };
}

/** Changes the settings; the answer takes the place of what is on the screen. */
export function useSettingChange() {
  const queries = useQueryClient();
  return useChange({
    send: sendChange,
    onMade: usePut(),
    onRefused: (error) => {
      if (error instanceof SettingClash) queries.setQueryData(settingsQuery.queryKey, error.theirs);
    },
  });
}

/** Takes a change back. Says itself what came of it, since the sheet that asked is closed by then. */
export function useSettingUndo() {
  const put = usePut();
  return useChange({
    send: sendChange,
    onMade: (changed: Changed) => {
      put(changed);
      saySettings(m.setting_undone());
    },
    onRefused: (error) => saySettings(settingProblemWords(error)),
  });
}

/** Notes that a number was checked today, or takes that back, and says so. */
export function usePhoneCheck() {
  const queries = useQueryClient();
  const say = (phone: string, text: string, undo?: () => void) =>
    showToast({
      key: `check ${phone}`,
      text,
      ...(undo === undefined ? {} : { action: { label: m.clinician_undo(), onAction: undo } }),
    });
  const check = useChange({
    send: async (body: { phone: string; isRight: boolean }) => ask(checkPhone, { body }),
    onMade: ({ checks }, { phone, isRight }) => {
      queries.setQueryData(settingsQuery.queryKey, (now) =>
        now === undefined ? now : { ...now, checks },
      );
      if (isRight)
        say(phone, m.setting_checked_toast({ number: phone }), () =>
          check.mutate({ phone, isRight: false }),
        );
      else say(phone, m.setting_check_taken_back({ number: phone }));
    },
    onRefused: (error, { phone }) => say(phone, problemWords(error)),
  });
  return check;
}
