import { notePrint } from "@trellis/api/diary-card";
import { useEffect } from "react";
import { ask } from "./api.ts";

/** Notes in the audit that this page is being printed, by its button or by the browser's menu. */
export function usePrintNote(clientId: string): void {
  useEffect(() => {
    const note = () => void ask(notePrint, { params: { clientId } }).catch(() => undefined);
    window.addEventListener("beforeprint", note);
    return () => window.removeEventListener("beforeprint", note);
  }, [clientId]);
}
