import { m } from "@trellis/messages/messages";
import { dayText } from "#platform/day-words.ts";
import type { RangeTitle } from "./range-title.ts";

/** The heading of the matrix in words. */
export function rangeWords(title: RangeTitle): string {
  switch (title.kind) {
    case "since-session":
      return m.session_since({ day: dayText(title.session) });
    case "last-days":
      return m.session_last_days({ count: title.days });
    case "span":
      return m.session_span({ from: dayText(title.from), to: dayText(title.to) });
  }
}

/** What is to be known about the heading, if anything. */
export function rangeNote(title: RangeTitle): string | undefined {
  switch (title.kind) {
    case "since-session":
      return title.cut ? m.session_cut() : undefined;
    case "last-days":
      return title.session === null
        ? m.session_none_yet()
        : m.session_last({ day: dayText(title.session) });
    case "span":
      return undefined;
  }
}
