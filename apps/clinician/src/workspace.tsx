import type { SignedIn } from "@trellis/domain/account";
import { lazy, Suspense, useEffect, useState } from "react";
import { Arriving } from "#platform/arriving.tsx";
import { useClinicDay } from "#platform/clinic-day.ts";
import { Frame } from "#platform/frame.tsx";
import { usePaletteKey } from "#platform/palette-key.ts";
import { useIsShown } from "#platform/show-to-client.ts";
import { Pages } from "./routes.tsx";

const loadPalette = async () => {
  const loaded = await import("./command-palette/command-palette.tsx");
  return { default: loaded.CommandPalette };
};
const CommandPalette = lazy(loadPalette);

/** The first page comes before the palette; whoever presses its keys must not wait for it. In milliseconds. */
const PALETTE_AFTER = 500;

/** The app of somebody who is signed in. */
export function Workspace({ signedIn }: { signedIn: SignedIn }) {
  const shown = useIsShown();
  const isDayKnown = useClinicDay(signedIn.clinic.code);
  const [palette, setPalette] = useState<"unused" | "open" | "closed">("unused");
  useEffect(() => {
    const mount = () => setPalette((before) => (before === "unused" ? "closed" : before));
    // Without a network it is fetched when it is asked for.
    const load = () => void loadPalette().then(mount, () => undefined);
    const ahead = setTimeout(load, PALETTE_AFTER);
    return () => clearTimeout(ahead);
  }, []);
  usePaletteKey(() => setPalette("open"), !shown);
  return (
    <>
      <Frame signedIn={signedIn} onOpenPalette={() => setPalette("open")}>
        {isDayKnown ? <Pages kind={signedIn.kind} /> : <Arriving />}
      </Frame>
      {palette === "unused" || shown ? null : (
        <Suspense fallback={null}>
          <CommandPalette
            kind={signedIn.kind}
            open={palette === "open"}
            onClose={() => setPalette("closed")}
          />
        </Suspense>
      )}
    </>
  );
}
