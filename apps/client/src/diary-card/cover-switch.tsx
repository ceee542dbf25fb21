import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { chooseCovered, useCovered } from "#platform/cover-words.ts";

/** One tap between the person's own words and those that may be seen by others. */
export function CoverSwitch() {
  const covered = useCovered();
  return (
    <Button variant="quiet" onClick={() => chooseCovered(!covered)}>
      {covered ? m.today_cover_off() : m.today_cover_on()}
    </Button>
  );
}
