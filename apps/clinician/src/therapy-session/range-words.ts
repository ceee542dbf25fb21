import { asTitle } from "@trellis/clinical/civil-date-words/civil-date-words";
import { m } from "@trellis/messages/messages";
import { getLocale } from "@trellis/messages/runtime";
import { dayText } from "#platform/day-words.ts";
import type { RangeTitle } from "./range-title.ts";

/** The heading of the matrix in words. */
export function rangeWords(title: RangeTitle): string {
  switch (title.kind) {
    case "since-session":
      return m.session_since({ day: dayText(title.session) });
    case "part-since-session":
      return m.session_part_since({
        days: title.days,
        count: title.of,
        day: dayText(title.session),
      });
    case "last-days":
      return m.session_last_days({ count: title.days });
    case "span":
      return asTitle(
        m.session_span({ from: dayText(title.from), to: dayText(title.to) }),
        getLocale(),
      );
  }
}

/** What is to be known about the heading, if anything. */
export function rangeNote(title: RangeTitle): string | undefined {
  switch (title.kind) {
    case "part-since-session":
      return m.session_cut();
    case "last-days":
      return title.session === null
        ? m.session_none_yet()
        : m.session_last({ day: dayText(title.session) });
    case "since-session":
    case "span":
      return undefined;
  }
}
