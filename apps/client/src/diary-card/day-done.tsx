import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { useState } from "react";
import css from "./day-done.module.css";

/**
 * The end of the card. The line thanks for the recording and knows nothing of what was recorded:
 * warmth that followed a high rating or an act would reward it (clinical review §2.2).
 */
export function DayDone({ isToday }: { isToday: boolean }) {
  const [done, setDone] = useState(false);
  return (
    <div className={css.done}>
      <Button variant="primary" wide onClick={() => setDone(true)}>
        {isToday ? m.today_done() : m.today_done_other_day()}
      </Button>
      <p role="status">{done ? m.today_thanks() : null}</p>
    </div>
  );
}
