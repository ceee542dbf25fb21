import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { readOwnCoaching, writeOwnCoaching } from "@trellis/api/coaching-call";
import type { BodyOf } from "@trellis/api/operation";
import { cancelEmailChange, changeEmail, readOwnAccount } from "@trellis/api/own-account";
import { changePassword, endOtherSignIn, endOtherSignIns, listSignIns } from "@trellis/api/sign-in";
import type { OwnAccount } from "@trellis/domain/account-life";
import type { CoachingTimes } from "@trellis/domain/coaching-call";
import type { DeviceSignIn } from "@trellis/domain/device";
import { ask } from "#platform/api.ts";
import { useChange } from "#platform/use-change.ts";

export const devicesQuery = queryOptions({
  queryKey: ["own-devices"],
  queryFn: async () => (await ask(listSignIns, {})).signIns,
  staleTime: 0,
});

export const ownAccountQuery = queryOptions({
  queryKey: ["own-account"],
  queryFn: async () => ask(readOwnAccount, {}),
});

/** When and how one's clients can call; for clinicians. */
export const ownCoachingQuery = queryOptions({
  queryKey: ["own-coaching"],
  queryFn: async () => ask(readOwnCoaching, {}),
});

type OnMade<Made> = (made: Made) => void;

/** Signs one device out. */
export function useEndDevice(onMade: OnMade<DeviceSignIn>) {
  const queries = useQueryClient();
  return useChange({
    send: async (device: DeviceSignIn) => {
      await ask(endOtherSignIn, { params: { signInId: device.id } });
      return device;
    },
    onMade: async (device) => {
      onMade(device);
      await queries.invalidateQueries({ queryKey: devicesQuery.queryKey });
    },
  });
}

/** Signs all other devices out; `onMade` hears how many there were. */
export function useEndOthers(onMade: OnMade<number>) {
  const queries = useQueryClient();
  return useChange({
    send: async () => (await ask(endOtherSignIns, {})).ended,
    onMade: async (ended) => {
      onMade(ended);
      await queries.invalidateQueries({ queryKey: devicesQuery.queryKey });
    },
  });
}

/** Changes the password; `onMade` hears how many other devices were signed out. */
export function useChangePassword(onMade: OnMade<number>) {
  const queries = useQueryClient();
  return useChange({
    send: async (body: BodyOf<typeof changePassword>) =>
      (await ask(changePassword, { body })).ended,
    onMade: async (ended) => {
      onMade(ended);
      await queries.invalidateQueries({ queryKey: devicesQuery.queryKey });
    },
  });
}

/** Asks for another address, or takes that back. */
export function useEmailChanges(onAsked: () => void, onCancelled: () => void) {
  const queries = useQueryClient();
  const put = (account: OwnAccount) => queries.setQueryData(ownAccountQuery.queryKey, account);
  return {
    change: useChange({
      send: async (body: BodyOf<typeof changeEmail>) => ask(changeEmail, { body }),
      onMade: (account) => {
        put(account);
        onAsked();
      },
    }),
    cancel: useChange({
      send: async () => ask(cancelEmailChange, {}),
      onMade: (account) => {
        put(account);
        onCancelled();
      },
    }),
  };
}

/** Sets when and how one's clients can call. */
export function useChangeCoaching(onMade: OnMade<CoachingTimes>) {
  const queries = useQueryClient();
  return useChange({
    send: async (body: CoachingTimes) => ask(writeOwnCoaching, { body }),
    onMade: async (times) => {
      queries.setQueryData(ownCoachingQuery.queryKey, times);
      onMade(times);
      await queries.invalidateQueries({ queryKey: ["coaching"] });
    },
  });
}
