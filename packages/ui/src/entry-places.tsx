import type { EntryGridCell, EntryGridProps, EntryGridRow } from "./entry-grid.tsx";
import type { MatrixColumn } from "./matrix.tsx";

/** Where a cell is. */
export type Place = { readonly row: string; readonly column: string };

/** The cell that is being filled. */
export type ActiveCell = {
  readonly row: EntryGridRow;
  readonly column: MatrixColumn;
  readonly cell: Extract<EntryGridCell, { kind: "open" }>;
};

/** One text for a place, unique within a grid. */
export const keyOf = ({ row, column }: Place): string => `${row} ${column}`;

export const placeOf = ({ row, column }: ActiveCell): Place => ({ row: row.id, column: column.id });

/** The place that a cell's element stands for. */
export function placeIn(element: Element): Place | null {
  const [row, column] = (element.getAttribute("data-place") ?? "").split(" ");
  return row === undefined || column === undefined ? null : { row, column };
}

type Table = Pick<EntryGridProps, "rows" | "columns">;

const isOpen = (row: EntryGridRow | undefined, at: number): boolean =>
  row?.cells[at]?.kind === "open";

/** The open cell of a place; null where there is none. */
export function activeOf({ rows, columns }: Table, place: Place | null): ActiveCell | null {
  const at = columns.findIndex(({ id }) => id === place?.column);
  const row = rows.find(({ id }) => id === place?.row);
  const column = columns[at];
  const cell = row?.cells[at];
  return row === undefined || column === undefined || cell?.kind !== "open"
    ? null
    : { row, column, cell };
}

/** The first open cell of the first column that holds nothing, else the first empty one, else the first. */
export function firstPlace({ rows, columns }: Table): Place | null {
  const open = columns.map(({ id }, at) =>
    rows.flatMap((row) => {
      const cell = row.cells[at];
      return cell?.kind === "open" ? [{ row: row.id, column: id, value: cell.value }] : [];
    }),
  );
  const empty = open.find((all) => all.length > 0 && all.every(({ value }) => value === null));
  const every = open.flat();
  return empty?.[0] ?? every.find(({ value }) => value === null) ?? every[0] ?? null;
}

/** The next open cell of the column; behind its last one the first of a later column. */
export function nextPlace(
  rows: readonly EntryGridRow[],
  columns: readonly MatrixColumn[],
  place: Place,
): Place | null {
  const down = beside(rows, columns, place, "ArrowDown");
  if (down !== null) return down;
  const at = columns.findIndex(({ id }) => id === place.column);
  for (const [offset, column] of columns.slice(at + 1).entries()) {
    const row = rows.find((each) => isOpen(each, at + 1 + offset));
    if (row !== undefined) return { row: row.id, column: column.id };
  }
  return null;
}

/** The nearest open cell in a direction; null at the edge. */
export function beside(
  rows: readonly EntryGridRow[],
  columns: readonly MatrixColumn[],
  place: Place,
  key: "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight",
): Place | null {
  const column = columns.findIndex(({ id }) => id === place.column);
  const row = rows.findIndex(({ id }) => id === place.row);
  if (key === "ArrowUp" || key === "ArrowDown") {
    const others = key === "ArrowUp" ? rows.slice(0, row).toReversed() : rows.slice(row + 1);
    const next = others.find((each) => isOpen(each, column));
    return next === undefined ? null : { row: next.id, column: place.column };
  }
  const others =
    key === "ArrowLeft" ? columns.slice(0, column).toReversed() : columns.slice(column + 1);
  const next = others.find((each) => isOpen(rows[row], columns.indexOf(each)));
  return next === undefined ? null : { row: place.row, column: next.id };
}
