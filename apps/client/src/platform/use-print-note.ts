import { notePrint } from "@trellis/api/diary-card";
import { useEffect } from "react";
import { callServer } from "./server-call.ts";

/** Notes among who looked that this page is being printed. Without a network it is printed all the same. */
export function usePrintNote(clientId: string): void {
  useEffect(() => {
    const note = () => void callServer(notePrint, { params: { clientId } }).catch(() => undefined);
    window.addEventListener("beforeprint", note);
    return () => window.removeEventListener("beforeprint", note);
  }, [clientId]);
}
