import type { SignedIn } from "@trellis/domain/account";
import { m } from "@trellis/messages/messages";
import { EmptyState } from "@trellis/ui/empty-state";
import { lazy, Suspense, useState } from "react";
import { Frame } from "#platform/frame.tsx";
import { PageHeading } from "#platform/page-heading.tsx";
import { usePaletteKey } from "#platform/palette-key.ts";
import { useIsShown } from "#platform/show-to-client.ts";
import { Pages } from "./routes.tsx";

const CommandPalette = lazy(async () => {
  const loaded = await import("./command-palette/command-palette.tsx");
  return { default: loaded.CommandPalette };
});

/** The app of somebody who is signed in. */
export function Workspace({ signedIn }: { signedIn: SignedIn }) {
  const shown = useIsShown();
  const [palette, setPalette] = useState<"unused" | "open" | "closed">("unused");
  usePaletteKey(() => setPalette("open"), !shown);
  return (
    <>
      <Frame signedIn={signedIn} onOpenPalette={() => setPalette("open")}>
        {signedIn.kind === "clinician" ? <Pages /> : <NoPages />}
      </Frame>
      {palette === "unused" || shown ? null : (
        <Suspense fallback={null}>
          <CommandPalette open={palette === "open"} onClose={() => setPalette("closed")} />
        </Suspense>
      )}
    </>
  );
}

/** For accounts that have no clients: an administrator's pages are still to come. */
function NoPages() {
  return (
    <>
      <PageHeading page={m.clinician_no_pages_title()}>{m.clinician_no_pages_title()}</PageHeading>
      <EmptyState title={m.clinician_no_pages_what()}>
        <p>{m.clinician_no_pages_words()}</p>
      </EmptyState>
    </>
  );
}
