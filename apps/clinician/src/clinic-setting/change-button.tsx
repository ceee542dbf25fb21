import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";

type ChangeButtonProps = {
  /** What it changes, for screen readers. */
  part: string;
  onChange: (() => void) | null;
};

/** "Change" at the end of a card's heading; nothing for somebody who may look alone. */
export const ChangeButton = ({ part, onChange }: ChangeButtonProps) =>
  onChange === null ? null : (
    <Button variant="quiet" aria-label={m.setting_change_named({ part })} onClick={onChange}>
      {m.setting_change()}
    </Button>
  );
