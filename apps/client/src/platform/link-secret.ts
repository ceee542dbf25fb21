import { useEffect } from "react";
import { createStore, useStore } from "./external-store.ts";

type Held = { readonly path: string; readonly secret: string };

/** Lives as long as the page, so that a look at Help now loses nothing; a reload needs the link again. */
const held = createStore<Held | null>(null);

/** A secret of ours has a point in it, whole or cut off; the address of a part of the page has none. */
const inAddress = (): string | null => /^#(\S*\.\S*)$/.exec(location.hash)?.[1] ?? null;

/** Takes the secret out of the address, where others could read it and the browser would keep it. */
function take(): void {
  const secret = inAddress();
  if (secret === null) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  held.set({ path: location.pathname, secret });
}

/** What stood behind the # of the link that opened this screen: null without it, undefined for the moment before. */
export function useLinkSecret(): string | null | undefined {
  const now = useStore(held);
  useEffect(() => {
    take();
    // A second link opened here changes the address without loading the page.
    addEventListener("hashchange", take);
    return () => removeEventListener("hashchange", take);
  }, []);
  if (now !== null && now.path === location.pathname) return now.secret;
  return inAddress() === null ? null : undefined;
}

/** The link has done its work. */
export const forgetLinkSecret = (): void => held.set(null);
