import { QueryClientProvider } from "@tanstack/react-query";
import "@trellis/ui/tokens.css";
import "@trellis/ui/base.css";
import { createRoot } from "react-dom/client";
import { Router } from "wouter";
import { BASE } from "#platform/address.ts";
import { BootContext } from "#platform/boot-context.tsx";
import { readBoot } from "#platform/boot.ts";
import { ErrorBoundary } from "#platform/error-boundary.tsx";
import { LocaleProvider } from "#platform/locale.tsx";
import { makeQueryClient } from "#platform/query-client.ts";
import { App } from "./app.tsx";

const meta = document.querySelector<HTMLMetaElement>('meta[name="trellis"]');
const boot = readBoot(meta?.content ?? null);
const queries = makeQueryClient();
const root = document.querySelector("#root");

if (root !== null) {
  createRoot(root).render(
    <BootContext value={boot}>
      <QueryClientProvider client={queries}>
        <Router base={BASE}>
          <LocaleProvider
            render={() => (
              <ErrorBoundary>
                <App />
              </ErrorBoundary>
            )}
          />
        </Router>
      </QueryClientProvider>
    </BootContext>,
  );
}
