import { useId, type ReactNode } from "react";
import { ScrollRegion } from "./scroll-region.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";
import css from "./table.module.css";

type TableColumn<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end of their cell. */
  numeric?: boolean;
  /** Names its row. */
  rowHeader?: boolean;
};

type TableProps<Row> = {
  /** Names the table. */
  caption: string;
  /** Hides the caption from sight where a heading says the same. */
  captionHidden?: boolean;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
};

/** A plain table. Scrolls sideways in its own region if it must. */
export function Table<Row>({ caption, captionHidden, columns, rows, rowKey }: TableProps<Row>) {
  const id = useId();
  return (
    <ScrollRegion labelledBy={id}>
      <table className={css.table}>
        <caption id={id} className={css.caption}>
          {captionHidden ? <VisuallyHidden>{caption}</VisuallyHidden> : caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={css.head} data-numeric={column.numeric}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) =>
                column.rowHeader ? (
                  <th key={column.id} scope="row" className={css.name}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={css.cell} data-numeric={column.numeric}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
