import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useQueryClient,
} from "@tanstack/react-query";
import {
  approveReset,
  deactivateAccount,
  endSignInsOf,
  inviteAccount,
  listAccounts,
  readAccount,
  reactivateAccount,
  renameAccount,
  resetAccount,
  unlinkPerson,
} from "@trellis/api/account";
import { renewInvite, revokeInvite } from "@trellis/api/invite";
import { changeEmailOf } from "@trellis/api/own-account";
import type { AccountKind } from "@trellis/domain/account";
import type { AccountDetail, AccountState, NewAccount } from "@trellis/domain/account-life";
import { ask } from "#platform/api.ts";
import { useChange, useGate } from "#platform/use-change.ts";

export type AccountFilter = {
  readonly kind: AccountKind | null;
  readonly state: AccountState | null;
  /** The beginning of a name, or a whole address. */
  readonly find: string;
};

const LIST = ["accounts"] as const;

/** The clinic's accounts that a filter leaves, a page at a time. The list before stays to be seen until it is there. */
export const accountsQuery = ({ kind, state, find }: AccountFilter) =>
  infiniteQueryOptions({
    queryKey: [...LIST, kind, state, find],
    queryFn: async ({ pageParam }) =>
      ask(listAccounts, {
        query: {
          ...(kind === null ? {} : { kind }),
          ...(state === null ? {} : { state }),
          ...(find === "" ? {} : { find }),
          ...(pageParam === null ? {} : { after: pageParam }),
        },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.after,
    placeholderData: keepPreviousData,
  });

/** One account with what is under way for it. */
export const accountQuery = (accountId: string) =>
  queryOptions({
    queryKey: ["account", accountId],
    queryFn: async () => ask(readAccount, { params: { accountId } }),
  });

/** Invites a clinician or an administrator. */
export function useInvite() {
  const queries = useQueryClient();
  return useChange({
    send: async (body: NewAccount) => ask(inviteAccount, { body }),
    onMade: () => {
      void queries.invalidateQueries({ queryKey: LIST });
    },
  });
}

/** What can be done with an account, each made once by a double click. The answer takes the place of what is on the screen. */
export function useAccountChanges(accountId: string) {
  const queries = useQueryClient();
  const gate = useGate();
  const params = { accountId };
  const { queryKey } = accountQuery(accountId);
  const others = () => {
    void queries.invalidateQueries({ queryKey: LIST });
    void queries.invalidateQueries({ queryKey: ["client-admin"] });
  };
  const put = (account: AccountDetail) => {
    queries.setQueryData(queryKey, account);
    others();
  };
  const readAgain = async () => {
    others();
    await queries.invalidateQueries({ queryKey });
  };
  return {
    renew: useChange({ gate, send: async () => ask(renewInvite, { params }), onMade: readAgain }),
    revoke: useChange({ gate, send: async () => ask(revokeInvite, { params }), onMade: readAgain }),
    reset: useChange({ gate, send: async () => ask(resetAccount, { params }), onMade: readAgain }),
    signOut: useChange({
      gate,
      send: async () => ask(endSignInsOf, { params }),
      onMade: readAgain,
    }),
    approve: useChange({ gate, send: async () => ask(approveReset, { params }), onMade: put }),
    rename: useChange({
      send: async (name: string) => ask(renameAccount, { params, body: { name } }),
      onMade: put,
    }),
    changeEmail: useChange({
      send: async (email: string) => ask(changeEmailOf, { params, body: { email } }),
      onMade: put,
    }),
    unlink: useChange({
      gate,
      send: async () => ask(unlinkPerson, { params }),
      onMade: (account) => {
        put(account);
        void queries.invalidateQueries({ queryKey: ["account"] });
      },
    }),
    deactivate: useChange({
      gate,
      send: async () => ask(deactivateAccount, { params }),
      onMade: ({ account }) => put(account),
    }),
    reactivate: useChange({
      gate,
      send: async () => ask(reactivateAccount, { params }),
      onMade: put,
    }),
  };
}

export type AccountChanges = ReturnType<typeof useAccountChanges>;
