import { m } from "@trellis/messages/messages";
import { SaveState } from "@trellis/ui/save-state";
import css from "./entry-state.module.css";

type EntryStateProps = {
  /** Null while there is nothing to say. */
  state: "sent" | "sending" | "not-sent" | null;
  onOpen: () => void;
};

/** Where the entries of all days are. It never says more than the server has answered. */
export function EntryState({ state, onOpen }: EntryStateProps) {
  return <div className={css.state}>{state === null ? null : words(state, onOpen)}</div>;
}

function words(state: "sent" | "sending" | "not-sent", onOpen: () => void) {
  switch (state) {
    case "sent":
      return <SaveState state="sent">{m.today_sent()}</SaveState>;
    case "sending":
      return <SaveState state="waiting">{m.today_sending()}</SaveState>;
    case "not-sent":
      return (
        <SaveState state="waiting" onOpen={onOpen}>
          {m.today_not_sent()}
        </SaveState>
      );
  }
}
