import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { ChoiceRow } from "@trellis/ui/choice-row";
import { chooseLifeLine, useLifeLineShown } from "#platform/life-line-choice.ts";
import { MoreLinks } from "./more-links.tsx";

/** What stands on top of Today, and the way to change the lines. */
export function LifeLineCard() {
  return (
    <Card title={m.more_life_line_title()}>
      <ChoiceRow
        label={m.more_life_line_label()}
        options={[
          { value: "words", label: m.more_life_line_words() },
          { value: "picture", label: m.more_life_line_picture() },
          { value: "nothing", label: m.more_life_line_nothing() },
        ]}
        value={useLifeLineShown()}
        onChange={chooseLifeLine}
      />
      <MoreLinks links={[{ to: "/more/lines", label: m.lines_title() }]} />
    </Card>
  );
}
