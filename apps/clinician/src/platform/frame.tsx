import type { SignedIn } from "@trellis/domain/account";
import { m } from "@trellis/messages/messages";
import { SkipLink } from "@trellis/ui/skip-link";
import { dismissToastsAboutOthers } from "@trellis/ui/toast-queue";
import { Toasts } from "@trellis/ui/toasts";
import { type ReactNode, useEffect, useState } from "react";
import { Link, useLocation, useRoute } from "wouter";
import { AccountSheet } from "./account-sheet.tsx";
import { ModeBanner } from "./mode-banner.tsx";
import { navPlaces } from "./places.ts";
import { useIsShown } from "./show-to-client.ts";
import css from "./frame.module.css";

type FrameProps = {
  signedIn: SignedIn;
  onOpenPalette: () => void;
  children: ReactNode;
};

/** Everything around a page. While something is shown to a client, only the notice of what this server is for stays. */
export function Frame({ signedIn, onOpenPalette, children }: FrameProps) {
  const shown = useIsShown();
  const [ofClient, client] = useRoute("/clients/:id/*");
  const [ofAccount, account] = useRoute("/accounts/:id");
  useEffect(() => {
    if (shown) dismissToastsAboutOthers(null);
  }, [shown]);
  return (
    <>
      {shown ? null : (
        <>
          <SkipLink href="#main">{m.clinician_skip_link()}</SkipLink>
          <TopBar signedIn={signedIn} onOpenPalette={onOpenPalette} />
        </>
      )}
      <main id="main" tabIndex={-1} className={css.main}>
        <ModeBanner />
        {children}
      </main>
      {shown ? null : (
        <Toasts
          label={m.clinician_toasts()}
          dismissLabel={m.clinician_toast_dismiss()}
          about={ofClient ? client.id : ofAccount ? account.id : null}
        />
      )}
    </>
  );
}

function TopBar({ signedIn, onOpenPalette }: Omit<FrameProps, "children">) {
  const [path] = useLocation();
  const [accountOpen, setAccountOpen] = useState(false);
  return (
    <header className={css.bar} data-print="no">
      <Link href="/" className={css.brand}>
        {m.app_name()}
      </Link>
      <nav className={css.nav} aria-label={m.clinician_nav_label()}>
        {navPlaces(signedIn.kind).map(({ id, href, label }) => (
          <Link
            key={id}
            href={href}
            className={css.link}
            aria-current={path === href ? "page" : isBelow(path, href) ? "true" : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
      <div className={css.end}>
        <button className={css.quiet} type="button" onClick={onOpenPalette}>
          {m.palette_open()} <kbd className={css.key}>{m.palette_key()}</kbd>
        </button>
        <button className={css.quiet} type="button" onClick={() => setAccountOpen(true)}>
          {m.clinician_account_open()}
        </button>
      </div>
      <AccountSheet signedIn={signedIn} open={accountOpen} onClose={() => setAccountOpen(false)} />
    </header>
  );
}

const isBelow = (path: string, href: string): boolean =>
  href !== "/" && path.startsWith(`${href}/`);
