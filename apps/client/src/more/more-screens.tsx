import { Redirect, Route, Switch } from "wouter";
import { ChangeEmailScreen } from "./change-email-screen.tsx";
import { ChangePasswordScreen } from "./change-password-screen.tsx";
import { DevicesScreen } from "./devices-screen.tsx";
import { LinesScreen } from "./lines-screen.tsx";
import { WhoSeesScreen } from "./who-sees-screen.tsx";

/** The screens behind More that need a sign-in. */
export function MoreScreens({ clientId }: { clientId: string }) {
  return (
    <Switch>
      <Route path="/more/who-sees-what">
        <WhoSeesScreen clientId={clientId} />
      </Route>
      <Route path="/more/lines">
        <LinesScreen clientId={clientId} />
      </Route>
      <Route path="/more/devices">
        <DevicesScreen />
      </Route>
      <Route path="/more/password">
        <ChangePasswordScreen />
      </Route>
      <Route path="/more/email">
        <ChangeEmailScreen />
      </Route>
      <Route>
        <Redirect to="/more" replace />
      </Route>
    </Switch>
  );
}
