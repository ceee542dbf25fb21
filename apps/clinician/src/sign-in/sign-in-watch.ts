import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { readSignIn } from "@trellis/api/sign-in";
import { useEffect } from "react";
import { askUnasked } from "#platform/api.ts";
import { tellTabs } from "#platform/other-tabs.ts";
import { markSignedOut, needsSignIn, signInQuery } from "#platform/sign-in-state.ts";

/** How often an open page asks whether its sign-in still stands, in milliseconds. */
const PERIOD = 60_000;

/** An answer that does not come changes nothing. */
async function look(queries: QueryClient): Promise<void> {
  if (document.visibilityState !== "visible" || !navigator.onLine) return;
  const { queryKey } = signInQuery;
  const before = queries.getQueryData(queryKey);
  // Somebody may have signed in anew while the question was under way.
  const isStill = () => queries.getQueryData(queryKey) === before;
  try {
    const who = await askUnasked(readSignIn, {});
    if (isStill() && who.accountId !== before?.accountId) queries.setQueryData(queryKey, who);
  } catch (error) {
    if (!needsSignIn(error) || !isStill()) return;
    markSignedOut(queries);
    tellTabs("ended");
  }
}

/**
 * Covers a page that lies open untouched when its sign-in was ended elsewhere or its account was deactivated: asks
 * when the page comes back to sight, and once a minute while it is looked at. To be used while somebody is signed in.
 */
export function useSignInWatch(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const ask = () => void look(queries);
    document.addEventListener("visibilitychange", ask);
    const timer = setInterval(ask, PERIOD);
    return () => {
      document.removeEventListener("visibilitychange", ask);
      clearInterval(timer);
    };
  }, [queries]);
}
