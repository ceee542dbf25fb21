import { m } from "@trellis/messages/messages";
import type { PaperEntry } from "./paper-queue.ts";

/** Why the server did not take an entry, and what to do. */
export function refusalWords(refusal: PaperEntry["refusal"]): string {
  switch (refusal) {
    case "item-not-found":
      return m.paper_refused_item();
    case "item-version-not-found":
      return m.paper_refused_version();
    case "value-off-scale":
      return m.paper_refused_value();
    case "day-does-not-exist":
      return m.paper_refused_day();
    case "operation-id-taken":
    case "request":
    case null:
      return m.paper_refused_other();
  }
}
