import type { CardItem } from "@trellis/domain/card-item";
import type { CivilDate } from "@trellis/domain/civil-date";
import { closingLine, type ClosingLine } from "@trellis/domain/closing-line";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { useState } from "react";
import { useWaiting } from "#platform/waiting.ts";
import { type CardState, itemStateOf } from "./card-state.ts";
import css from "./day-done.module.css";

type DayDoneProps = {
  card: CardState;
  date: CivilDate;
  isToday: boolean;
  items: readonly CardItem[];
  /** What the pair wants to read here. */
  own: string | null;
  short: boolean;
};

/**
 * The end of the card. What its line may know of what was recorded stands in `closingLine`. It thanks when all is
 * with the server, and says before that what is not.
 */
export function DayDone({ card, date, isToday, items, own, short }: DayDoneProps) {
  const [done, setDone] = useState(false);
  const { drafts, count, state } = useWaiting();
  const notKept = drafts.filter((each) => each.kind === "not-kept" && each.place.endsWith(date));
  const words = () => {
    if (state === "not-sent") return m.today_done_unsent({ count });
    if (!done) return null;
    if (state !== "sent") return m.today_sending();
    const valueOf = (item: Pick<CardItem, "id">) => itemStateOf(card, item, date).day;
    return thanks(closingLine({ own, short, items }, valueOf));
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

function thanks(line: ClosingLine): string {
  switch (line.thanksFor) {
    case "own":
      return line.words;
    case "short":
      return m.today_thanks_short();
    case "skill":
      return m.today_thanks_skill();
    case "step":
      return m.today_thanks_step();
    case "recording":
      return m.today_thanks();
  }
}

function focusPlace(place: string): void {
  document.querySelector<HTMLElement>(`[data-place="${CSS.escape(place)}"] input`)?.focus();
}
