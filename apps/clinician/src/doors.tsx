import { lazy, Suspense } from "react";
import { Route, Switch } from "wouter";
import { Arriving } from "#platform/arriving.tsx";
import { useLocale } from "#platform/locale.tsx";
import { App } from "./app.tsx";

const WelcomePage = lazy(async () => {
  const loaded = await import("./welcome/welcome-page.tsx");
  return { default: loaded.WelcomePage };
});
const ConfirmEmailPage = lazy(async () => {
  const loaded = await import("./welcome/confirm-email-page.tsx");
  return { default: loaded.ConfirmEmailPage };
});

/** What a mailed link opens, whoever is signed in; everything else is the app. */
export function Doors({ secret }: { secret: string | null }) {
  useLocale();
  return (
    <Suspense fallback={<Arriving />}>
      <Switch>
        <Route path="/welcome">
          <WelcomePage secret={secret} />
        </Route>
        <Route path="/confirm-email">
          <ConfirmEmailPage secret={secret} />
        </Route>
        <Route>
          <App />
        </Route>
      </Switch>
    </Suspense>
  );
}
