import { type CSSProperties, Fragment, useId, useRef } from "react";
import { EntryPad } from "./entry-pad.tsx";
import type { MatrixCellValue } from "./matrix-cell.tsx";
import type { MatrixColumn } from "./matrix.tsx";
import { ScrollRegion } from "./scroll-region.tsx";
import { type EntryGridState, useEntryGrid } from "./use-entry-grid.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";
import css from "./entry-grid.module.css";
import matrix from "./matrix.module.css";

/** One of the values that a cell can take, with the keys that type it. */
export type EntryOption = {
  readonly value: number;
  /** The same in words. */
  readonly label: string;
  /** What stands on its button. */
  readonly text: string;
  readonly keys: readonly string[];
};

export type EntryInput =
  | { readonly kind: "choice"; readonly options: readonly EntryOption[] }
  /** Typed; `read` gives `null` for an empty text and `undefined` for what does not fit. */
  | {
      readonly kind: "number";
      readonly unit: string;
      readonly read: (text: string) => number | null | undefined;
    };

export type EntryGridCell =
  | { readonly kind: "closed"; readonly label: string }
  | {
      readonly kind: "open";
      readonly value: number | null;
      readonly face: MatrixCellValue;
      readonly input: EntryInput;
      /** What would be right, for what cannot be read. */
      readonly invalid: string;
      /** Why the value was not taken. */
      readonly trouble?: string;
      /** On its way. */
      readonly busy?: boolean;
    };

export type EntryGridRow = {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
  readonly group?: string;
  /** One for each column, in their order. */
  readonly cells: readonly EntryGridCell[];
};

export type EntryGridProps = {
  /** Names the grid. */
  caption: string;
  corner: string;
  columns: readonly MatrixColumn[];
  rows: readonly EntryGridRow[];
  onEnter: (rowId: string, columnId: string, value: number | null) => void;
  /** Hears which column is being filled. */
  onColumn?: (columnId: string) => void;
  /** Hears how many cells hold something typed that could not be read. */
  onUnread?: (count: number) => void;
  words: {
    /** Empties a cell. */
    readonly clear: string;
    /** Takes what was typed. */
    readonly take: string;
    /** Says what was entered where. */
    readonly entered: (parts: { row: string; column: string; value: string }) => string;
    /** Says that a cell was emptied. */
    readonly cleared: (parts: { row: string; column: string }) => string;
  };
};

/**
 * Many values in one go: arrow keys move, a key enters and goes on to the next row, what is typed is kept when it
 * cannot be read. For fingers the values of the chosen cell stand under the grid.
 */
export function EntryGrid(props: EntryGridProps) {
  const { caption, corner, columns, rows } = props;
  const id = useId();
  const body = useRef<HTMLTableSectionElement>(null);
  const state = useEntryGrid(props, body);
  return (
    <div
      className={matrix.frame}
      onFocus={() => state.setUsed(true)}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) state.setUsed(false);
      }}
    >
      <ScrollRegion labelledBy={id}>
        <table
          className={matrix.table}
          role="grid"
          aria-labelledby={id}
          style={{ "--columns": columns.length } as CSSProperties}
        >
          <caption id={id} className={matrix.caption}>
            <VisuallyHidden>{caption}</VisuallyHidden>
          </caption>
          <thead role="rowgroup">
            <tr className={matrix.row} role="row">
              <th className={matrix.corner} role="columnheader" scope="col">
                <VisuallyHidden>{corner}</VisuallyHidden>
              </th>
              {columns.map((column) => (
                <Heading key={column.id} column={column} />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup" ref={body}>
            {rows.map((row, at) => (
              <Fragment key={row.id}>
                {row.group === undefined || row.group === rows[at - 1]?.group ? null : (
                  <tr className={matrix.group} role="row">
                    <th
                      className={matrix.groupName}
                      role="rowheader"
                      scope="rowgroup"
                      colSpan={columns.length + 1}
                    >
                      <span className={matrix.groupWord}>{row.group}</span>
                    </th>
                  </tr>
                )}
                <Row row={row} columns={columns} state={state} />
              </Fragment>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {state.isUsed ? <EntryPad state={state} words={props.words} /> : null}
      <VisuallyHidden>
        <span role="status">{state.said}</span>
      </VisuallyHidden>
    </div>
  );
}

function Heading({ column }: { column: MatrixColumn }) {
  return (
    <th
      className={matrix.column}
      role="columnheader"
      scope="col"
      data-now={column.now === undefined ? undefined : true}
    >
      <span className={matrix.heading}>
        <span aria-hidden="true">{column.short}</span>
        {column.under === undefined ? null : (
          <span className={matrix.under} aria-hidden="true">
            {column.under}
          </span>
        )}
        {column.mark === undefined ? null : (
          <span className={matrix.columnMark} aria-hidden="true">
            {column.mark}
          </span>
        )}
        <VisuallyHidden>{column.label}</VisuallyHidden>
      </span>
    </th>
  );
}

type RowProps = {
  row: EntryGridRow;
  columns: readonly MatrixColumn[];
  state: EntryGridState;
};

function Row({ row, columns, state }: RowProps) {
  return (
    <tr className={matrix.row} role="row">
      <th className={matrix.name} role="rowheader" scope="row">
        <span>{row.label}</span>{" "}
        {row.note === undefined ? null : <small className={matrix.rowNote}>{row.note}</small>}
      </th>
      {columns.map((column, at) => (
        <Cell key={column.id} cell={row.cells[at]} row={row} column={column} state={state} />
      ))}
    </tr>
  );
}

type CellProps = {
  cell: EntryGridCell | undefined;
  row: EntryGridRow;
  column: MatrixColumn;
  state: EntryGridState;
};

function Cell({ cell, row, column, state }: CellProps) {
  if (cell?.kind !== "open") {
    return (
      <td className={matrix.cell} role="gridcell" aria-disabled="true">
        <div className={matrix.hold}>
          <span className={matrix.face} data-kind="not-asked">
            <span aria-hidden="true">{"\u2013"}</span>
            <VisuallyHidden>{cell?.label}</VisuallyHidden>
          </span>
        </div>
      </td>
    );
  }
  const draft = state.draftOf(row.id, column.id);
  const trouble = draft?.unread === true ? cell.invalid : cell.trouble;
  const isActive = state.active?.row.id === row.id && state.active.column.id === column.id;
  const { face } = cell;
  const text = draft?.text ?? ("text" in face ? face.text : "");
  return (
    <td
      className={`${matrix.cell} ${css.cell}`}
      role="gridcell"
      data-place={`${row.id} ${column.id}`}
      tabIndex={isActive ? 0 : -1}
      aria-selected={isActive}
      aria-invalid={trouble === undefined ? undefined : true}
      onFocus={() => state.choose(row.id, column.id)}
      onClick={() => state.choose(row.id, column.id)}
      onKeyDown={state.onKeyDown}
      onBlur={state.onBlur}
    >
      <div className={matrix.hold}>
        <span
          className={`${matrix.face} ${css.open}`}
          data-kind={draft === undefined ? face.kind : "plain"}
          data-ramp={draft === undefined && face.kind === "filled" ? face.step : undefined}
          data-active={(isActive && state.isUsed) || undefined}
          data-trouble={trouble === undefined ? undefined : true}
          data-busy={cell.busy || undefined}
        >
          <span
            aria-hidden="true"
            data-long={text.length > 2 || undefined}
            data-late={("late" in face && face.late) || undefined}
          >
            {text}
          </span>
          <Marks face={face} />
          <VisuallyHidden>
            {draft?.text ?? face.label}
            {trouble === undefined ? "" : `, ${trouble}`}
          </VisuallyHidden>
        </span>
      </div>
    </td>
  );
}

function Marks({ face }: { face: MatrixCellValue }) {
  const marks = "marks" in face ? (face.marks ?? []) : [];
  if (marks.length === 0) return null;
  return (
    <span className={matrix.mark} aria-hidden="true" data-count={marks.length}>
      {marks.join("")}
    </span>
  );
}
