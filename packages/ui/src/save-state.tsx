import css from "./save-state.module.css";

type SaveStateProps = {
  /** `kept`: safe on this device. `sent`: with the server. `waiting`: not there yet. The dot differs in shape. */
  state: "kept" | "sent" | "waiting";
  /** The same in words. */
  children: string;
  /** Makes the words a button that tells more. */
  onOpen?: () => void;
};

/** Where the last entry is: a dot and words, announced when the words change. */
export function SaveState({ state, children, onOpen }: SaveStateProps) {
  const words = (
    <>
      <span className={css.dot} data-state={state} aria-hidden="true" />
      {children}
    </>
  );
  return (
    <span className={css.state} role="status" data-print="no">
      {onOpen === undefined ? (
        words
      ) : (
        <button className={css.open} type="button" onClick={onOpen}>
          {words}
        </button>
      )}
    </span>
  );
}
