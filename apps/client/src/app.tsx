import { m } from "@trellis/messages/messages";
import { EmptyState } from "@trellis/ui/empty-state";
import { Skeleton } from "@trellis/ui/skeleton";
import { lazy, Suspense } from "react";
import { Route, Router, Switch } from "wouter";
import { BASE, boot } from "#platform/boot.ts";
import { useLanguage } from "#platform/language.ts";
import { ScreenErrors } from "#platform/screen-errors.tsx";
import { Screen } from "#platform/screen.tsx";
import { useSigned } from "#platform/signed-in.ts";
import { TodayScreen } from "./diary-card/today-screen.tsx";
import { UnsentStrip } from "./diary-card/unsent-strip.tsx";
import { HelpScreen } from "./help-now/help-screen.tsx";

const WeekScreen = lazy(async () => ({
  default: (await import("./diary-card/week-screen.tsx")).WeekScreen,
}));
const MoreScreen = lazy(async () => ({
  default: (await import("./more/more-screen.tsx")).MoreScreen,
}));
const SignInScreen = lazy(async () => ({
  default: (await import("./sign-in/sign-in-screen.tsx")).SignInScreen,
}));
const CannotSignInScreen = lazy(async () => ({
  default: (await import("./sign-in/cannot-sign-in-screen.tsx")).CannotSignInScreen,
}));
const WelcomeScreen = lazy(async () => ({
  default: (await import("./welcome/welcome-screen.tsx")).WelcomeScreen,
}));
const ConfirmEmailScreen = lazy(async () => ({
  default: (await import("./welcome/confirm-email-screen.tsx")).ConfirmEmailScreen,
}));
const MoreScreens = lazy(async () => ({
  default: (await import("./more/more-screens.tsx")).MoreScreens,
}));
const SkillScreen = lazy(async () => ({
  default: (await import("./skill/skill-screen.tsx")).SkillScreen,
}));
const AccessLogScreen = lazy(async () => ({
  default: (await import("./access-log/access-log-screen.tsx")).AccessLogScreen,
}));

/** The whole app. Help now is there in every state; everything else needs a sign-in. */
export function App() {
  // Every screen is rendered again in the other language, and keeps what is being typed.
  useLanguage();
  return (
    <Router base={BASE}>
      <Screen strip={<UnsentStrip />}>
        <ScreenErrors>
          <Suspense fallback={<Skeleton label={m.loading()} shape="cards" lines={3} />}>
            <Screens />
          </Suspense>
        </ScreenErrors>
      </Screen>
    </Router>
  );
}

function Screens() {
  return (
    <Switch>
      <Route path="/help">
        <HelpScreen />
      </Route>
      <Route>
        <ClinicScreens />
      </Route>
    </Switch>
  );
}

function ClinicScreens() {
  if (boot.clinic === null) {
    return (
      <EmptyState title={m.boot_no_clinic_title()}>
        <p>{m.boot_no_clinic()}</p>
      </EmptyState>
    );
  }
  return (
    <Switch>
      <Route path="/welcome">
        <WelcomeScreen />
      </Route>
      <Route path="/confirm-email">
        <ConfirmEmailScreen />
      </Route>
      <Route path="/cannot-sign-in">
        <CannotSignInScreen />
      </Route>
      <Route>
        <SignedInScreens clinic={boot.clinic.code} />
      </Route>
    </Switch>
  );
}

function SignedInScreens({ clinic }: { clinic: string }) {
  const signed = useSigned();
  if (signed.state !== "in") {
    return (
      <Switch>
        <Route path="/more">
          <MoreScreen />
        </Route>
        <Route>
          <SignInScreen clinic={clinic} />
        </Route>
      </Switch>
    );
  }
  const { clientId } = signed;
  return (
    <Switch>
      <Route path="/week/:to?">{({ to }) => <WeekScreen clientId={clientId} asked={to} />}</Route>
      <Route path="/more">
        <MoreScreen />
      </Route>
      <Route path="/skills">
        <SkillScreen />
      </Route>
      <Route path="/more/who-looked">
        <AccessLogScreen clientId={clientId} />
      </Route>
      <Route path="/more/:screen">
        <MoreScreens clientId={clientId} />
      </Route>
      <Route>
        <TodayScreen clientId={clientId} />
      </Route>
    </Switch>
  );
}
