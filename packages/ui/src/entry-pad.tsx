import { useId } from "react";
import { Button } from "./button.tsx";
import type { EntryGridProps } from "./entry-grid.tsx";
import type { EntryGridState } from "./use-entry-grid.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";
import css from "./entry-grid.module.css";
import field from "./field.module.css";

type EntryPadProps = { state: EntryGridState; words: EntryGridProps["words"] };

/** The values of the chosen cell, for fingers, and for who would rather see words than type. */
export function EntryPad({ state, words }: EntryPadProps) {
  const name = useId();
  const { active } = state;
  if (active === null) return null;
  const { row, column, cell } = active;
  const draft = state.draftOf(row.id, column.id);
  const trouble = draft?.unread === true ? cell.invalid : cell.trouble;
  return (
    <div className={css.pad} role="group" aria-labelledby={name}>
      <div className={css.padHead}>
        <div id={name} className={css.padName}>
          <b>{row.label}</b> <small>{column.label}</small>
        </div>
        <Button
          variant="quiet"
          busy={cell.value === null && draft === undefined}
          onClick={() => state.enter(null)}
        >
          {words.clear}
        </Button>
      </div>
      {cell.input.kind === "choice" ? (
        <div className={css.options}>
          {cell.input.options.map((option) => (
            <button
              key={option.value}
              className={css.option}
              type="button"
              aria-pressed={option.value === cell.value}
              onClick={() => state.enter(option.value)}
            >
              {option.text}
              {option.text === option.label ? null : (
                <VisuallyHidden> {option.label}</VisuallyHidden>
              )}
            </button>
          ))}
        </div>
      ) : (
        <NumberPad state={state} words={words} labelledBy={name} />
      )}
      {trouble === undefined ? null : (
        <p className={field.error} aria-live="polite">
          {trouble}
        </p>
      )}
    </div>
  );
}

type NumberPadProps = EntryPadProps & { labelledBy: string };

function NumberPad({ state, words, labelledBy }: NumberPadProps) {
  const { active } = state;
  if (active === null || active.cell.input.kind !== "number") return null;
  const { row, column, cell } = active;
  const written = "text" in cell.face ? cell.face.text : "";
  return (
    <div className={css.number}>
      <input
        key={`${row.id} ${column.id}`}
        className={field.control}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        aria-labelledby={labelledBy}
        value={state.draftOf(row.id, column.id)?.text ?? written}
        onChange={(event) => state.type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") state.take();
        }}
      />
      <span>{cell.input.kind === "number" ? active.cell.input.unit : null}</span>
      <Button onClick={state.take}>{words.take}</Button>
    </div>
  );
}
