import { m } from "@trellis/messages/messages";
import { Banner } from "@trellis/ui/banner";
import { BottomNav } from "@trellis/ui/bottom-nav";
import { SkipLink } from "@trellis/ui/skip-link";
import type { ReactNode } from "react";
import { useLocation } from "wouter";
import { BASE, boot } from "./boot.ts";
import { useSigned } from "./signed-in.ts";
import css from "./screen.module.css";

type ScreenProps = {
  /** Stays in view above the bar. */
  strip: ReactNode;
  children: ReactNode;
};

/** What stands around every screen: the banner, and the bar with Help now at its end. */
export function Screen({ strip, children }: ScreenProps) {
  const [path, navigate] = useLocation();
  const signed = useSigned();
  const at = (start: string) => path === start || path.startsWith(`${start}/`);
  const inHelp = ["/help", "/right-now", "/coaching", "/plan"].some(at);
  const elsewhere = at("/week") || at("/more") || inHelp;
  const item = (to: string, label: string, current: boolean) => ({
    href: `${BASE}${to}`,
    label,
    current,
  });
  const inside = [
    item("/", m.nav_today(), !elsewhere),
    item("/week", m.nav_week(), at("/week")),
    item("/more", m.nav_more(), at("/more")),
  ];
  const outside = [
    item("/", m.nav_sign_in(), !inHelp && !at("/more")),
    item("/more", m.nav_more(), at("/more")),
  ];
  return (
    <>
      <SkipLink href="#main">{m.skip_to_content()}</SkipLink>
      <div className={css.page}>
        <header>
          <ModeBanner />
        </header>
        <main id="main" className={css.main} tabIndex={-1}>
          {children}
        </main>
      </div>
      <BottomNav
        label={m.nav_label()}
        above={strip}
        items={[
          ...(signed.state === "in" ? inside : outside),
          { ...item("/help", m.nav_help(), inHelp), strong: true },
        ]}
        onNavigate={(href) => navigate(`~${href}`)}
      />
    </>
  );
}

/** Says what the server is not for; it can be closed by nobody. */
function ModeBanner() {
  const { mode, isDatabaseWeak } = boot;
  return (
    <Banner kind={mode === "demo" && !isDatabaseWeak ? "info" : "caution"}>
      {mode === "demo" ? m.demo_banner() : m.clinic_banner()}
      {isDatabaseWeak ? ` ${m.clinician_database_weak()}` : null}
    </Banner>
  );
}
