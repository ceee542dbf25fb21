import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { SignedIn } from "@trellis/domain/account";
import { m } from "@trellis/messages/messages";
import { useState } from "react";
import { useLocale } from "#platform/locale.tsx";
import { QueryState } from "#platform/query-state.tsx";
import { signInQuery } from "#platform/sign-in-state.ts";
import { SignInAgain } from "./sign-in/sign-in-again.tsx";
import { SignInPage } from "./sign-in/sign-in-page.tsx";
import { Workspace } from "./workspace.tsx";

/** Decides between the sign-in page and the app; keeps the app where it was while somebody signs in again. */
export function App() {
  useLocale();
  const queries = useQueryClient();
  const query = useQuery(signInQuery);
  const [held, hold] = useState<SignedIn | null>(null);
  if (query.data && query.data !== held) hold(query.data);

  const welcome = (who: SignedIn) => {
    if (held !== null && held.accountId !== who.accountId) queries.clear();
    queries.setQueryData(signInQuery.queryKey, who);
    void queries.invalidateQueries({
      predicate: (each) => each.queryKey[0] !== signInQuery.queryKey[0],
    });
  };
  return (
    <QueryState query={query} loading={m.loading()} shape="cards" lines={2}>
      {(now) => {
        const who = now ?? held;
        if (who === null) return <SignInPage onSignedIn={welcome} />;
        return (
          <>
            <Workspace key={who.accountId} signedIn={who} />
            {now === null ? <SignInAgain onSignedIn={welcome} /> : null}
          </>
        );
      }}
    </QueryState>
  );
}
