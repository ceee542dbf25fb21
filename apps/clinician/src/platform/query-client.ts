import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "@trellis/api/api-client";
import { markSignedOut, needsSignIn } from "./sign-in-state.ts";

/** True when asking again may help: no answer, or a server that is busy. At most two more times. */
export function shouldRetry(failures: number, error: unknown): boolean {
  if (failures >= 2 || !(error instanceof ApiError)) return false;
  return error.status === 0 || error.status === 503;
}

/**
 * The store of answers. It never asks again by itself when a window gets the focus: every reading of a
 * record is written down, and the account of it should say when somebody looked.
 * @param onSignedOut called when the server answers that nobody is signed in any more
 */
export function makeQueryClient(onSignedOut: () => void = () => undefined): QueryClient {
  const onError = (error: unknown) => {
    if (!needsSignIn(error)) return;
    markSignedOut(client);
    onSignedOut();
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        retry: shouldRetry,
        retryDelay: (failures) => 400 * 2 ** failures,
        refetchOnWindowFocus: false,
        staleTime: 30_000,
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
  return client;
}
