import { m } from "@trellis/messages/messages";
import { ChoiceRow } from "@trellis/ui/choice-row";
import { chooseScreenSide, useScreenSide } from "#platform/screen-side.ts";

/** Which part of a broken glass still works. */
export function ScreenSideChoice() {
  return (
    <ChoiceRow
      label={m.more_side_label()}
      options={[
        { value: "whole", label: m.more_side_whole() },
        { value: "left", label: m.more_side_left() },
        { value: "right", label: m.more_side_right() },
      ]}
      value={useScreenSide()}
      onChange={chooseScreenSide}
      note={m.more_side_note()}
    />
  );
}
