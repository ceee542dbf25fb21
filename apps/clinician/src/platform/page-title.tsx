import { m } from "@trellis/messages/messages";
import { useEffect } from "react";

/** Names the browser's tab by the kind of page; a client is never named there, because tabs are seen by others. */
export function usePageTitle(page: string | null): void {
  const title = page === null ? m.app_name() : `${page} · ${m.app_name()}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
}
