import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { useState } from "react";
import { chooseLifeLineHidden, useLifeLineHidden } from "#platform/life-line-choice.ts";
import css from "./life-line.module.css";

/** The person's own line on top of the day; it can be put away. */
export function LifeLine({ words }: { words: string | null }) {
  const hidden = useLifeLineHidden();
  const [justHidden, setJustHidden] = useState(false);
  if (words === null) return null;
  if (hidden && !justHidden) return null;
  const hide = () => {
    chooseLifeLineHidden(true);
    setJustHidden(true);
  };
  const showAgain = () => {
    chooseLifeLineHidden(false);
    setJustHidden(false);
  };
  return (
    <div className={css.line}>
      <p role="status" data-soft={hidden || undefined}>
        {hidden ? m.today_life_line_hidden() : m.quoted({ words })}
      </p>
      <Button variant="quiet" onClick={hidden ? showAgain : hide}>
        {hidden ? m.today_life_line_show() : m.today_life_line_hide()}
      </Button>
    </div>
  );
}
