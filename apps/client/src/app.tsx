import { m } from "@trellis/messages/messages";
import { EmptyState } from "@trellis/ui/empty-state";
import { Skeleton } from "@trellis/ui/skeleton";
import { lazy, Suspense, useEffect } from "react";
import { Route, Router, Switch, useLocation } from "wouter";
import { aMomentLater } from "#platform/a-moment-later.ts";
import { BASE, boot } from "#platform/boot.ts";
import { useToday } from "#platform/diary-day.ts";
import { useLanguage } from "#platform/language.ts";
import { ScreenErrors } from "#platform/screen-errors.tsx";
import { Screen } from "#platform/screen.tsx";
import { useSigned } from "#platform/signed-in.ts";
import { useCardState } from "./diary-card/card-store.ts";
import { TodayScreen } from "./diary-card/today-screen.tsx";
import { UnsentStrip } from "./diary-card/unsent-strip.tsx";
import { HelpScreen } from "./help-now/help-screen.tsx";

/** Fetched ahead, so that opening it asks for nothing, with a connection or without. */
const ahead = {
  rightNow: async () => import("./right-now-route.tsx"),
  coaching: async () => import("./coaching-call/coaching-screen.tsx"),
  plan: async () => import("./safety-plan/plan-screen.tsx"),
  ownPlan: async () => import("./help-now/own-plan.tsx"),
  country: async () => import("./help-now/country-choice.tsx"),
  unsent: async () => import("./diary-card/waiting-sheet.tsx"),
  // Needed when the sign-in has ended, and that page still holds what was not sent.
  signIn: async () => import("./sign-in/sign-in-screen.tsx"),
  more: async () => import("./more/more-screen.tsx"),
} as const;
const RightNowRoute = lazy(async () => ({ default: (await ahead.rightNow()).RightNowRoute }));
const CoachingScreen = lazy(async () => ({ default: (await ahead.coaching()).CoachingScreen }));
const PlanScreen = lazy(async () => ({ default: (await ahead.plan()).PlanScreen }));
const WritePlanScreen = lazy(async () => ({
  default: (await import("./safety-plan/write-plan-screen.tsx")).WritePlanScreen,
}));
const PlanVersionsScreen = lazy(async () => ({
  default: (await import("./safety-plan/plan-versions-screen.tsx")).PlanVersionsScreen,
}));

const WeekScreen = lazy(async () => ({
  default: (await import("./diary-card/week-screen.tsx")).WeekScreen,
}));
const SinceScreen = lazy(async () => ({
  default: (await import("./diary-card/since-screen.tsx")).SinceScreen,
}));
const MyCardsScreen = lazy(async () => ({
  default: (await import("./my-cards/my-cards-screen.tsx")).MyCardsScreen,
}));
const MoreScreen = lazy(async () => ({ default: (await ahead.more()).MoreScreen }));
const SignInScreen = lazy(async () => ({ default: (await ahead.signIn()).SignInScreen }));
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
            <Ahead />
            <Screens />
          </Suspense>
        </ScreenErrors>
      </Screen>
    </Router>
  );
}

/** Once Today is there, or another screen is shown in its place: what help needs comes while nothing else does. */
function Ahead() {
  const signed = useSigned();
  const clientId = signed.state === "in" ? signed.clientId : null;
  const today = useToday();
  const card = useCardState(clientId ?? "");
  const [path] = useLocation();
  const isBusy = clientId !== null && path === "/" && card.week === null && card.problem === null;
  useEffect(() => {
    if (isBusy) return;
    let end: (() => void) | undefined;
    let wanted = true;
    const callOff = aMomentLater(() => {
      for (const fetchPage of Object.values(ahead)) fetchPage().catch(() => undefined);
      if (clientId === null) return;
      import("#platform/own-help-read.ts").then(
        ({ keepOwnHelp }) => {
          if (wanted) end = keepOwnHelp(clientId, today);
        },
        () => undefined,
      );
    });
    return () => {
      wanted = false;
      callOff();
      end?.();
    };
  }, [isBusy, clientId, today]);
  return null;
}

function Screens() {
  return (
    <Switch>
      <Route path="/help">
        <HelpScreen />
      </Route>
      <Route path="/right-now">
        <RightNowRoute />
      </Route>
      <Route path="/coaching">
        <CoachingScreen />
      </Route>
      <Route path="/plan">
        <PlanScreen />
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
      <Route path="/since">
        <SinceScreen clientId={clientId} />
      </Route>
      <Route path="/more">
        <MoreScreen />
      </Route>
      <Route path="/skills">
        <SkillScreen />
      </Route>
      <Route path="/plan/write">
        <WritePlanScreen clientId={clientId} />
      </Route>
      <Route path="/plan/versions">
        <PlanVersionsScreen clientId={clientId} />
      </Route>
      <Route path="/more/who-looked">
        <AccessLogScreen clientId={clientId} />
      </Route>
      <Route path="/more/my-cards">
        <MyCardsScreen clientId={clientId} />
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
