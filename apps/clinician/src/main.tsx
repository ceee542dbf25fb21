import { QueryClientProvider } from "@tanstack/react-query";
import "@trellis/ui/tokens.css";
import "@trellis/ui/base.css";
import { createRoot } from "react-dom/client";
import { Router } from "wouter";
import { BASE } from "#platform/address.ts";
import { BootContext } from "#platform/boot-context.tsx";
import { readBoot } from "#platform/boot.ts";
import { setDayBoundary } from "#platform/day.ts";
import { ErrorBoundary } from "#platform/error-boundary.tsx";
import { aroundNav } from "#platform/leave-guard.ts";
import { takeLinkSecret } from "#platform/link-secret.ts";
import { LocaleProvider } from "#platform/locale.tsx";
import { tellTabs } from "#platform/other-tabs.ts";
import { makeQueryClient } from "#platform/query-client.ts";
import { keepShownOnBack } from "#platform/show-to-client.ts";
import { Doors } from "./doors.tsx";

// Before anything else, so that the secret of a mailed link stands in the address for no longer than it must.
const secret = /\/(welcome|confirm-email)$/.test(window.location.pathname)
  ? takeLinkSecret()
  : null;
const meta = document.querySelector<HTMLMetaElement>('meta[name="trellis"]');
const boot = readBoot(meta?.content ?? null);
if (boot.clinic !== null) setDayBoundary(boot.clinic.dayBoundary);
const queries = makeQueryClient(() => tellTabs("ended"));
const root = document.querySelector("#root");

// A page that the browser kept from before a sign-out is asked for anew.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

keepShownOnBack();

if (root !== null) {
  createRoot(root).render(
    <BootContext value={boot}>
      <QueryClientProvider client={queries}>
        <Router base={BASE} aroundNav={aroundNav}>
          <LocaleProvider
            render={() => (
              <ErrorBoundary>
                <Doors secret={secret} />
              </ErrorBoundary>
            )}
          />
        </Router>
      </QueryClientProvider>
    </BootContext>,
  );
}
