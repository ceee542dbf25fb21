import { type ComponentType, useEffect, useState } from "react";
import { aMomentLater } from "#platform/a-moment-later.ts";

type SheetProps = { open: boolean; onClose: () => void };

/**
 * The list of what is not sent. It is fetched a moment after the first screen, for it is needed when there is no
 * connection; should it not come, the page with all that was entered goes on without it.
 */
export function WaitingSheetLater(props: SheetProps) {
  const { open } = props;
  const [sheet, setSheet] = useState<{ readonly Sheet: ComponentType<SheetProps> } | null>(null);
  const isHere = sheet !== null;
  useEffect(() => {
    if (isHere) return;
    const fetchSheet = () =>
      void import("./waiting-sheet.tsx").then(
        ({ WaitingSheet }) => setSheet({ Sheet: WaitingSheet }),
        () => undefined,
      );
    return open ? fetchSheet() : aMomentLater(fetchSheet);
  }, [isHere, open]);
  return sheet === null ? null : <sheet.Sheet {...props} />;
}
