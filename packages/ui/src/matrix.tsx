import { type CSSProperties, Fragment, useId, type ReactNode } from "react";
import { MatrixCell, type MatrixCellValue } from "./matrix-cell.tsx";
import { ScrollRegion } from "./scroll-region.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";
import css from "./matrix.module.css";

export type MatrixColumn = {
  id: string;
  /** What is seen, as "T". */
  short: string;
  /** A second, softer line, as "3". */
  under?: string;
  /** What is heard, as "Tuesday 3 March", marks included. */
  label: string;
  /** A sign under it, explained in the legend. */
  mark?: string;
  /** A word for the column of now, as "today". */
  now?: string;
};

export type MatrixRow = {
  id: string;
  label: string;
  /** A soft line under the name. */
  note?: string;
  /** A word over the row where it differs from that of the row before. */
  group?: string;
  /** One for each column, in their order. */
  cells: readonly MatrixCellValue[];
  /** What stands in the last column; needs `summary` on the matrix. */
  summary?: string;
};

type MatrixProps = {
  /** Names the table. */
  caption: string;
  /** Hides the caption from sight where a heading says the same. */
  captionHidden?: boolean;
  /** Heading of the column of row names, for screen readers. */
  corner: string;
  columns: readonly MatrixColumn[];
  rows: readonly MatrixRow[];
  /** Heading of a last column that sums a row up. */
  summary?: string;
  /** Opens a column. Its heading becomes a button, and so do its cells for pointer and screen reader. */
  onOpen?: (columnId: string) => void;
  /** The meaning of the marks, under the table. */
  legend?: ReactNode;
  /** When not all columns fit, the last ones are seen first. */
  showEnd?: boolean;
};

/**
 * Rows by columns, a value in every cell. On a narrow page the name of a row stands above its cells.
 * Roles are spelled out because the narrow layout takes the table's display away.
 */
export function Matrix(props: MatrixProps) {
  const { caption, captionHidden, corner, columns, rows, summary, onOpen, legend, showEnd } = props;
  const id = useId();
  return (
    <div className={css.frame}>
      <ScrollRegion labelledBy={id} startAtEnd={showEnd}>
        <table
          className={css.table}
          role="table"
          style={{ "--columns": columns.length } as CSSProperties}
        >
          <caption id={id} className={css.caption}>
            {captionHidden ? <VisuallyHidden>{caption}</VisuallyHidden> : caption}
          </caption>
          <thead role="rowgroup">
            <tr className={css.row} role="row">
              <th className={css.corner} role="columnheader" scope="col">
                <VisuallyHidden>{corner}</VisuallyHidden>
              </th>
              {columns.map((column) => (
                <ColumnHeader key={column.id} column={column} onOpen={onOpen} />
              ))}
              {summary === undefined ? null : (
                <th className={css.summaryHead} role="columnheader" scope="col">
                  {summary}
                </th>
              )}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row, at) => (
              <Fragment key={row.id}>
                {row.group === undefined || row.group === rows[at - 1]?.group ? null : (
                  <tr className={css.group} role="row">
                    <th
                      className={css.groupName}
                      role="rowheader"
                      scope="rowgroup"
                      colSpan={columns.length + (summary === undefined ? 1 : 2)}
                    >
                      <span className={css.groupWord}>{row.group}</span>
                    </th>
                  </tr>
                )}
                <Row row={row} columns={columns} summed={summary !== undefined} onOpen={onOpen} />
              </Fragment>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {legend === undefined ? null : <small className={css.legend}>{legend}</small>}
    </div>
  );
}

function Row({
  row,
  columns,
  summed,
  onOpen,
}: {
  row: MatrixRow;
  columns: readonly MatrixColumn[];
  summed: boolean;
  onOpen?: (columnId: string) => void;
}) {
  return (
    <tr className={css.row} role="row">
      <th className={css.name} role="rowheader" scope="row">
        <span>{row.label}</span>{" "}
        {row.note === undefined ? null : <small className={css.rowNote}>{row.note}</small>}
      </th>
      {columns.map((column, at) => (
        <MatrixCell
          key={column.id}
          cell={row.cells[at]}
          onOpen={onOpen && (() => onOpen(column.id))}
        />
      ))}
      {summed ? (
        <td className={css.summary} role="cell">
          {row.summary}
        </td>
      ) : null}
    </tr>
  );
}

function ColumnHeader({
  column,
  onOpen,
}: {
  column: MatrixColumn;
  onOpen?: (columnId: string) => void;
}) {
  const seen = (
    <>
      <span aria-hidden="true">{column.short}</span>
      {column.under === undefined ? null : (
        <span className={css.under} aria-hidden="true">
          {column.under}
        </span>
      )}
      {column.now === undefined ? null : (
        <span className={css.now} aria-hidden="true">
          {column.now}
        </span>
      )}
      {column.mark === undefined ? null : (
        <span className={css.columnMark} aria-hidden="true">
          {column.mark}
        </span>
      )}
      <VisuallyHidden>{column.label}</VisuallyHidden>
    </>
  );
  return (
    <th
      className={css.column}
      role="columnheader"
      scope="col"
      data-now={column.now === undefined ? undefined : true}
    >
      {onOpen === undefined ? (
        <span className={css.heading}>{seen}</span>
      ) : (
        <button className={css.heading} type="button" onClick={() => onOpen(column.id)}>
          {seen}
        </button>
      )}
    </th>
  );
}
