import type { RampStep } from "./ramp.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";
import css from "./matrix.module.css";

export type MatrixCellValue = {
  /** The same in words for screen readers, marks included. */
  label: string;
  /** `marks` are signs beside the value that the legend explains. */
} & (
  | {
      /** `filled`: on the ramp. `plain`: a value without strength. */
      kind: "filled";
      text: string;
      step: RampStep;
      marks?: readonly string[];
      late?: boolean;
    }
  | { kind: "plain"; text: string; marks?: readonly string[]; late?: boolean }
  /** A sign of a category, on a ground of its own so that it is not taken for a mark. */
  | { kind: "sign"; text: string; marks?: readonly string[]; late?: boolean }
  /** Asked, and nothing entered. */
  | { kind: "empty"; marks?: readonly string[] }
  /** Not asked. */
  | { kind: "not-asked" }
);

type MatrixCellProps = {
  cell: MatrixCellValue | undefined;
  onOpen?: () => void;
};

/** One cell of a matrix. */
export function MatrixCell({ cell, onOpen }: MatrixCellProps) {
  if (cell === undefined) return <td className={css.cell} role="cell" />;
  const value = "text" in cell ? cell : undefined;
  const marks = "marks" in cell ? (cell.marks ?? []) : [];
  const face = (
    <span
      className={css.face}
      data-kind={cell.kind}
      data-ramp={cell.kind === "filled" ? cell.step : undefined}
    >
      <span
        aria-hidden="true"
        data-late={value?.late || undefined}
        data-long={(value !== undefined && value.text.length > 2) || undefined}
      >
        {cell.kind === "not-asked" ? "\u2013" : value?.text}
      </span>
      {marks.length === 0 ? null : (
        <span className={css.mark} aria-hidden="true" data-count={marks.length}>
          {marks.join("")}
        </span>
      )}
      <VisuallyHidden>{cell.label}</VisuallyHidden>
    </span>
  );
  return (
    <td className={css.cell} role="cell">
      {onOpen === undefined ? (
        <div className={css.hold}>{face}</div>
      ) : (
        <button className={css.hold} type="button" tabIndex={-1} onClick={onOpen}>
          {face}
        </button>
      )}
    </td>
  );
}
