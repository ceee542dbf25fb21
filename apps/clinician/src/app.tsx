import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { SignedIn } from "@trellis/domain/account";
import { m } from "@trellis/messages/messages";
import { useEffect, useEffectEvent, useState } from "react";
import { BASE } from "#platform/address.ts";
import { Arriving } from "#platform/arriving.tsx";
import { useLocale } from "#platform/locale.tsx";
import { hearTabs, type SignInNews, tellTabs } from "#platform/other-tabs.ts";
import { QueryState } from "#platform/query-state.tsx";
import { markSignedOut, signInQuery } from "#platform/sign-in-state.ts";
import { IdleNote } from "./sign-in/idle-note.tsx";
import { SignInAgain } from "./sign-in/sign-in-again.tsx";
import { SignInPage } from "./sign-in/sign-in-page.tsx";
import { Workspace } from "./workspace.tsx";

/** What one person left on the screen is nothing for the next one: they get a page of their own. */
const isAnotherPerson = (before: SignedIn | null, now: SignedIn | null): boolean =>
  before !== null && now !== null && before.accountId !== now.accountId;

/** Decides between the sign-in page and the app; keeps the app where it was while somebody signs in again. */
export function App() {
  useLocale();
  const queries = useQueryClient();
  const query = useQuery(signInQuery);
  const [held, hold] = useState<SignedIn | null>(null);
  const isAnother = isAnotherPerson(held, query.data ?? null);
  if (query.data && query.data !== held && !isAnother) hold(query.data);
  // By now nothing of the first person's page is mounted, so nothing there holds the way up.
  useEffect(() => {
    if (isAnother) window.location.replace(`${BASE}/`);
  }, [isAnother]);

  const welcome = (who: SignedIn) => {
    queries.setQueryData(signInQuery.queryKey, who);
    if (isAnotherPerson(held, who)) return;
    void queries.invalidateQueries({
      predicate: (each) => each.queryKey[0] !== signInQuery.queryKey[0],
    });
  };
  const welcomeHere = (who: SignedIn) => {
    tellTabs("begun");
    welcome(who);
  };
  // Another tab's sign-out covers the record here at once; then the server is asked who is signed in.
  const follow = useEffectEvent(async (news: SignInNews) => {
    if (news === "ended") markSignedOut(queries);
    const who = await queries.fetchQuery({ ...signInQuery, staleTime: 0 }).catch(() => null);
    if (who !== null) welcome(who);
  });
  useEffect(() => hearTabs((news) => void follow(news)), []);
  if (isAnother) return <Arriving />;
  return (
    <QueryState query={query} loading={m.loading()} shape="cards" lines={2}>
      {(now) => {
        const who = now ?? held;
        if (who === null) return <SignInPage onSignedIn={welcomeHere} />;
        return (
          <>
            <Workspace key={who.accountId} signedIn={who} />
            {now === null ? <SignInAgain before={who} onSignedIn={welcomeHere} /> : <IdleNote />}
          </>
        );
      }}
    </QueryState>
  );
}
