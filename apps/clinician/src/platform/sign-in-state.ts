import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { ApiError } from "@trellis/api/api-client";
import { readSignIn } from "@trellis/api/sign-in";
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
