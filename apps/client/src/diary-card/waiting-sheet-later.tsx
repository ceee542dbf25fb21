import { type ComponentType, useEffect, useState } from "react";

type SheetProps = { open: boolean; onClose: () => void };

/**
 * The list of what is not sent. The first screen does not wait for it; it is asked for at once all the same, for it
 * is needed when there is no connection. Should it not come, the page with all that was entered goes on without it.
 */
export function WaitingSheetLater(props: SheetProps) {
  const { open } = props;
  const [sheet, setSheet] = useState<{ readonly Sheet: ComponentType<SheetProps> } | null>(null);
  const isHere = sheet !== null;
  useEffect(() => {
    if (isHere) return;
    import("./waiting-sheet.tsx").then(
      ({ WaitingSheet }) => setSheet({ Sheet: WaitingSheet }),
      // Asked for again when it is opened.
      () => undefined,
    );
  }, [isHere, open]);
  return sheet === null ? null : <sheet.Sheet {...props} />;
}
