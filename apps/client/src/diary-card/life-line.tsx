import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { useState } from "react";
import { chooseLifeLine, useLifeLineShown } from "#platform/life-line-choice.ts";
import { QuietPicture } from "./quiet-picture.tsx";
import css from "./life-line.module.css";

/** The person's own line on top of the day; a quiet picture can stand in its place, or nothing. */
export function LifeLine({ words }: { words: string | null }) {
  const shown = useLifeLineShown();
  const [justHidden, setJustHidden] = useState(false);
  if (shown === "picture") return <QuietPicture />;
  const hidden = shown === "nothing";
  if (words === null || (hidden && !justHidden)) return null;
  const hide = () => {
    chooseLifeLine("nothing");
    setJustHidden(true);
  };
  const showAgain = () => {
    chooseLifeLine("words");
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
