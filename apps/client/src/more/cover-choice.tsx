import { m } from "@trellis/messages/messages";
import { ChoiceRow } from "@trellis/ui/choice-row";
import { chooseCovered, useCovered } from "#platform/cover-words.ts";

/** Which words this phone shows where somebody else may see them. */
export function CoverChoice() {
  return (
    <ChoiceRow
      label={m.more_cover_label()}
      options={[
        { value: "covered", label: m.more_cover_on() },
        { value: "own", label: m.more_cover_off() },
      ]}
      value={useCovered() ? "covered" : "own"}
      onChange={(chosen) => chooseCovered(chosen === "covered")}
      note={m.more_cover_note()}
    />
  );
}
