import type { AccountKind } from "@trellis/domain/account";
import { m } from "@trellis/messages/messages";

/** A page of the app that is about no single client. */
export type Place = { readonly id: string; readonly href: string; readonly label: string };

const PLACES = {
  list: () => ({ id: "list", href: "/", label: m.caseload_title() }),
  accounts: () => ({ id: "accounts", href: "/accounts", label: m.accounts_title() }),
  clients: () => ({ id: "clients", href: "/clients", label: m.client_admin_title() }),
  mails: () => ({ id: "mails", href: "/mails", label: m.mails_title() }),
  audit: () => ({ id: "audit", href: "/audit", label: m.place_audit() }),
  settings: () => ({ id: "settings", href: "/settings", label: m.place_settings() }),
  server: () => ({ id: "server", href: "/this-server", label: m.place_this_server() }),
  access: () => ({ id: "access", href: "/who-sees-what", label: m.place_who_sees_what() }),
  account: () => ({ id: "account", href: "/account", label: m.place_account() }),
} as const satisfies Record<string, () => Place>;

/** What stands in the bar on top, first the page that opens after the sign-in. */
export function navPlaces(kind: AccountKind): readonly Place[] {
  if (kind !== "administrator") return [PLACES.list()];
  const { accounts, clients, mails, audit, settings, server } = PLACES;
  return [accounts(), clients(), mails(), audit(), settings(), server()];
}

/** What stands under the name of who is signed in. */
export function accountPlaces(kind: AccountKind): readonly Place[] {
  const { account, access, server } = PLACES;
  return kind === "administrator" ? [account(), access()] : [account(), access(), server()];
}
