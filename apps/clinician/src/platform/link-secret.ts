import { LinkSecret } from "@trellis/domain/invite";

/** The secret of a mailed link, as it stood behind the `#` of its address; null for anything else. */
export function readLinkSecret(fragment: string): string | null {
  const secret = LinkSecret.safeParse(fragment.replace(/^#/, ""));
  return secret.success ? secret.data : null;
}

/** Reads the secret of this page's address, and takes it out of the address bar and the history at once. */
export function takeLinkSecret(): string | null {
  const { hash, pathname, search } = window.location;
  if (hash === "") return null;
  window.history.replaceState(window.history.state, "", pathname + search);
  return readLinkSecret(hash);
}
