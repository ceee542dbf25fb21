import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { ApiError } from "@trellis/api/api-client";
import { readSignIn, signOut } from "@trellis/api/sign-in";
import type { SignedIn } from "@trellis/domain/account";
import { ask } from "./api.ts";

/** True for the one answer that leads to the sign-in page. */
export const needsSignIn = (error: unknown): boolean =>
  error instanceof ApiError && error.status === 401;

/** Who is signed in; null when nobody is. */
export const signInQuery = queryOptions({
  queryKey: ["sign-in"],
  queryFn: async (): Promise<SignedIn | null> => {
    try {
      return await ask(readSignIn, {});
    } catch (error) {
      if (needsSignIn(error)) return null;
      throw error;
    }
  },
  staleTime: Infinity,
  gcTime: Infinity,
});

/** Takes note that the server knows nobody any more; what is on the screen stays under the sign-in. */
export function markSignedOut(client: QueryClient): void {
  client.setQueryData(signInQuery.queryKey, null);
}

let ending: Promise<unknown> = Promise.resolve();

/** Ends the sign-in on the server because nobody is here any more; without a network it ends there by itself. */
export async function endSignInUnseen(): Promise<void> {
  ending = ask(signOut, {}).catch(() => undefined);
  await ending;
}

/** Waits for an end that is under way: its late answer would take the cookie of the next sign-in away. */
export async function untilSignInEnded(): Promise<void> {
  await ending;
}
