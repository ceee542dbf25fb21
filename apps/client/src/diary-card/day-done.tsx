import type { CivilDate } from "@trellis/domain/civil-date";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { useState } from "react";
import { useWaiting } from "#platform/waiting.ts";
import css from "./day-done.module.css";

/**
 * The end of the card. The line thanks for the recording and knows nothing of what was recorded:
 * warmth that followed a high rating or an act would reward it (clinical review §2.2). It thanks when
 * all is with the server, and says before that what is not.
 */
export function DayDone({ date, isToday }: { date: CivilDate; isToday: boolean }) {
  const [done, setDone] = useState(false);
  const { drafts, count, state } = useWaiting();
  const notKept = drafts.filter((each) => each.kind === "not-kept" && each.place.endsWith(date));
  const words = () => {
    if (state === "not-sent") return m.today_done_unsent({ count });
    if (!done) return null;
    return state === "sent" ? m.today_thanks() : m.today_sending();
  };
  return (
    <div className={css.done}>
      <Button variant="primary" wide onClick={() => setDone(true)}>
        {isToday ? m.today_done() : m.today_done_other_day()}
      </Button>
      <p role="status">{words()}</p>
      {notKept.map(({ place, label }) => (
        <Button key={place} variant="quiet" wide onClick={() => focusPlace(place)}>
          {m.today_done_not_kept({ item: label })}
        </Button>
      ))}
    </div>
  );
}

function focusPlace(place: string): void {
  document.querySelector<HTMLElement>(`[data-place="${CSS.escape(place)}"] input`)?.focus();
}
