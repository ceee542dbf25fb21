import type { AccountKind } from "@trellis/domain/account";
import type { Account, AccountState } from "@trellis/domain/account-life";
import { m } from "@trellis/messages/messages";
import { dayOfMoment, momentText } from "./moment-words.ts";

export function accountKindWords(kind: AccountKind): string {
  switch (kind) {
    case "clinician":
      return m.account_kind_clinician();
    case "client":
      return m.account_kind_client();
    case "administrator":
      return m.account_kind_administrator();
  }
}

export function accountStateWords(state: AccountState): string {
  switch (state) {
    case "invited":
      return m.account_state_invited();
    case "active":
      return m.account_state_active();
    case "deactivated":
      return m.account_state_deactivated();
  }
}

/** Where an account stands, and until or since when. */
export function accountStandWords(
  account: Pick<Account, "state" | "invitedUntil" | "since">,
): string {
  const { state, invitedUntil, since } = account;
  switch (state) {
    case "invited":
      return invitedUntil === null
        ? m.account_stand_no_link()
        : m.account_stand_invited({ moment: momentText(invitedUntil) });
    case "active":
      return m.account_stand_active({ day: dayOfMoment(since) });
    case "deactivated":
      return m.account_stand_deactivated({ day: dayOfMoment(since) });
  }
}
