import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Sheet } from "@trellis/ui/sheet";
import { useLocation } from "wouter";
import { HelpLink } from "#platform/help-link.tsx";

type CoveredSheetProps = {
  /** How much is not sent. */
  title: string;
  open: boolean;
  onClose: () => void;
};

/** Signed out, whoever holds the phone learns how much is not sent, and nothing of what it is. */
export function CoveredSheet({ title, open, onClose }: CoveredSheetProps) {
  const [, navigate] = useLocation();
  const goSignIn = () => {
    onClose();
    navigate("/");
  };
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={title}
      closeLabel={m.close()}
      actions={
        <Button variant="primary" onClick={goSignIn}>
          {m.sign_in_title()}
        </Button>
      }
    >
      <HelpLink onGo={onClose} />
      <p>{m.unsent_signed_out()}</p>
    </Sheet>
  );
}
