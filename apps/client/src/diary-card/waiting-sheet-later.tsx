import { type ComponentType, useEffect, useState } from "react";

type SheetProps = { open: boolean; onClose: () => void };

/**
 * The list of what is not sent, which the first screen does not wait for. It is needed when there is no connection, so
 * that it is fetched ahead with help; should it not come, the page with all that was entered goes on without it.
 */
export function WaitingSheetLater(props: SheetProps) {
  const { open } = props;
  const [sheet, setSheet] = useState<{ readonly Sheet: ComponentType<SheetProps> } | null>(null);
  const isWanted = open && sheet === null;
  useEffect(() => {
    if (!isWanted) return;
    import("./waiting-sheet.tsx").then(
      ({ WaitingSheet }) => setSheet({ Sheet: WaitingSheet }),
      // Asked for again when it is opened again.
      () => undefined,
    );
  }, [isWanted]);
  return sheet === null ? null : <sheet.Sheet {...props} />;
}
