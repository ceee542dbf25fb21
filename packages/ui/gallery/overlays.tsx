import { BottomNav } from "@trellis/ui/bottom-nav";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { Dialog } from "@trellis/ui/dialog";
import { Sheet } from "@trellis/ui/sheet";
import { TextField } from "@trellis/ui/text-field";
import { showToast } from "@trellis/ui/toast-queue";
import { Toasts } from "@trellis/ui/toasts";
import { useState } from "react";
import css from "./gallery.module.css";

const places = ["Today", "Week", "Goals", "More", "Help now"];

/** What stands over the page: dialog, sheet, toasts, the bar at the foot. */
export function Overlays() {
  const [shown, setShown] = useState<"dialog" | "sheet" | null>(null);
  const [place, setPlace] = useState("#today");
  const [reason, setReason] = useState("");
  const close = () => setShown(null);
  return (
    <>
      <aside className={css.main} aria-label="Parts that stand over the page">
        <Card title="Over the page">
          <div className={css.row}>
            <Button onClick={() => setShown("dialog")}>Open a dialog</Button>
            <Button onClick={() => setShown("sheet")}>Open a sheet</Button>
            <Button
              onClick={() =>
                showToast({
                  text: "Step taken off the list.",
                  action: { label: "Undo", onAction: () => showToast({ text: "Back again." }) },
                })
              }
            >
              Show a toast
            </Button>
          </div>
        </Card>
      </aside>
      <Dialog
        open={shown === "dialog"}
        onClose={close}
        title="Erase this record?"
        closeLabel="Close"
        actions={
          <>
            <Button onClick={close}>Keep it</Button>
            <Button variant="danger" onClick={close}>
              Erase it
            </Button>
          </>
        }
      >
        <p>All entries of R. M. go. This cannot be taken back.</p>
      </Dialog>
      <Sheet
        open={shown === "sheet"}
        onClose={close}
        title="Friday 27 February"
        closeLabel="Close"
        actions={
          <Button variant="primary" onClick={close}>
            Save
          </Button>
        }
      >
        <TextField label="What was it about?" value={reason} onChange={setReason} multiline />
      </Sheet>
      <Toasts label="Messages" dismissLabel="Close the message" />
      <BottomNav
        label="Main"
        onNavigate={setPlace}
        items={places.map((label) => {
          const href = `#${label.toLowerCase().replace(" ", "-")}`;
          return { href, label, current: href === place, strong: label === "Help now" };
        })}
      />
    </>
  );
}
