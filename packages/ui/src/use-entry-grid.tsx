import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { EntryGridCell, EntryGridProps, EntryGridRow } from "./entry-grid.tsx";
import { readTyped, typed } from "./entry-keys.tsx";
import type { MatrixColumn } from "./matrix.tsx";

/** What was typed into a cell and is no value yet; `unread` once the cell was left with it. */
export type EntryDraft = { readonly text: string; readonly unread: boolean };

type Place = { readonly row: string; readonly column: string };

/** The cell that is being filled. */
export type ActiveCell = {
  readonly row: EntryGridRow;
  readonly column: MatrixColumn;
  readonly cell: Extract<EntryGridCell, { kind: "open" }>;
};

export type EntryGridState = {
  readonly active: ActiveCell | null;
  readonly body: RefObject<HTMLTableSectionElement | null>;
  /** What was entered last, for who hears the screen. */
  readonly said: string;
  readonly draftOf: (row: string, column: string) => EntryDraft | undefined;
  readonly choose: (row: string, column: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
  /** Enters a value into the chosen cell and goes on to the next. */
  readonly enter: (value: number | null) => void;
  readonly type: (text: string) => void;
  /** Takes what was typed and goes on; what cannot be read stays. */
  readonly take: () => void;
  /** Somebody is filling in this grid and no other one of the page. */
  readonly isUsed: boolean;
  readonly use: (used: boolean) => void;
};

const keyOf = ({ row, column }: Place) => `${row} ${column}`;

/** The chosen cell, what is typed into it, and the ways to the others. */
export function useEntryGrid(props: EntryGridProps): EntryGridState {
  const { columns, rows, onEnter, onColumn, onUnread, words } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const [chosen, setChosen] = useState<Place | null>(() => firstPlace(props));
  const [drafts, setDrafts] = useState<ReadonlyMap<string, EntryDraft>>(new Map());
  const [said, setSaid] = useState("");
  const [isUsed, use] = useState(false);
  const held = useRef(false);
  const active = activeOf(props, chosen);
  const unread = Array.from(drafts.values()).filter((draft) => draft.unread).length;
  useUnread(unread, onUnread);
  useShown(
    body,
    active === null ? null : keyOf({ row: active.row.id, column: active.column.id }),
    held,
  );

  const setDraft = (place: Place, draft: EntryDraft | null) =>
    setDrafts((last) => {
      const next = new Map(last);
      if (draft === null) next.delete(keyOf(place));
      else next.set(keyOf(place), draft);
      return next;
    });
  const placeOf = ({ row, column }: ActiveCell): Place => ({ row: row.id, column: column.id });
  const choose = (row: string, column: string) => {
    setChosen({ row, column });
    onColumn?.(column);
  };
  const goTo = (place: Place | null) => {
    if (place === null) return;
    choose(place.row, place.column);
  };
  const put = (at: ActiveCell, value: number | null) => {
    setDraft(placeOf(at), null);
    if (value === at.cell.value) return;
    onEnter(at.row.id, at.column.id, value);
    const parts = { row: at.row.label, column: at.column.label };
    setSaid(
      value === null
        ? words.cleared(parts)
        : words.entered({ ...parts, value: valueText(at, value) }),
    );
  };
  /** False when what was typed cannot be read; it stays where it is then. */
  const commit = (at: ActiveCell): boolean => {
    const draft = drafts.get(keyOf(placeOf(at)));
    if (draft === undefined) return true;
    const value = readTyped(at.cell.input, draft.text);
    if (value === undefined) setDraft(placeOf(at), { text: draft.text, unread: true });
    else put(at, value);
    return value !== undefined;
  };
  const down = (at: ActiveCell) => goTo(nextPlace(rows, columns, placeOf(at)));
  const press = (at: ActiveCell, event: KeyboardEvent): boolean => {
    const place = placeOf(at);
    const draft = drafts.get(keyOf(place));
    switch (event.key) {
      case "ArrowUp":
      case "ArrowDown":
      case "ArrowLeft":
      case "ArrowRight":
        commit(at);
        goTo(beside(rows, columns, place, event.key));
        return true;
      case "Enter":
        commit(at);
        down(at);
        return true;
      case "Escape":
        setDraft(place, null);
        return draft !== undefined;
      case "Delete":
        put(at, null);
        return true;
      case "Backspace": {
        const text = draft?.text.slice(0, -1) ?? "";
        if (text === "") put(at, draft === undefined ? null : at.cell.value);
        else setDraft(place, { text, unread: false });
        return true;
      }
      default:
        return character(at, draft?.unread === true ? "" : (draft?.text ?? ""), event.key);
    }
  };
  const character = (at: ActiveCell, before: string, key: string): boolean => {
    if (key.length !== 1) return false;
    const result = typed(at.cell.input, before, key);
    if (result.kind === "nothing") {
      if (key !== " " && key !== "\t") setSaid(at.cell.invalid);
      return /^\d$/.test(key);
    }
    if (result.kind === "draft") setDraft(placeOf(at), { text: result.text, unread: false });
    else {
      put(at, result.value);
      down(at);
    }
    return true;
  };
  return {
    active,
    body,
    said,
    isUsed,
    use,
    draftOf: (row, column) => drafts.get(keyOf({ row, column })),
    choose,
    onKeyDown: (event) => {
      if (active === null || event.ctrlKey || event.metaKey || event.altKey) return;
      held.current = true;
      if (press(active, event)) event.preventDefault();
    },
    onBlur: (event) => {
      const inGrid = body.current?.contains(event.relatedTarget) === true;
      if (!inGrid) held.current = false;
      const at = activeOf(props, placeIn(event.currentTarget));
      if (at !== null) commit(at);
    },
    enter: (value) => {
      if (active === null) return;
      held.current = false;
      put(active, value);
      if (value !== null) down(active);
    },
    type: (text) => {
      if (active !== null) setDraft(placeOf(active), { text, unread: false });
    },
    take: () => {
      if (active === null) return;
      held.current = false;
      if (commit(active)) down(active);
    },
  };
}

function placeIn(element: Element): Place | null {
  const [row, column] = (element.getAttribute("data-place") ?? "").split(" ");
  return row === undefined || column === undefined ? null : { row, column };
}

const valueText = ({ cell: { input } }: ActiveCell, value: number): string =>
  input.kind === "choice"
    ? (input.options.find((option) => option.value === value)?.label ?? String(value))
    : `${String(value)} ${input.unit}`;

function useUnread(unread: number, onUnread: EntryGridProps["onUnread"]): void {
  const latest = useRef(onUnread);
  useEffect(() => {
    latest.current = onUnread;
  });
  useEffect(() => latest.current?.(unread), [unread]);
}

/** Brings the chosen cell into view; the focus goes along while the keyboard is in the grid. */
function useShown(
  body: RefObject<HTMLTableSectionElement | null>,
  place: string | null,
  held: RefObject<boolean>,
): void {
  const first = useRef(true);
  useLayoutEffect(() => {
    if (first.current || place === null) {
      first.current = false;
      return;
    }
    const cell = body.current?.querySelector<HTMLElement>(`[data-place="${place}"]`);
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (held.current) cell?.focus({ preventScroll: true });
  }, [body, place, held]);
}

type Table = Pick<EntryGridProps, "rows" | "columns">;

const isOpen = (row: EntryGridRow | undefined, at: number): boolean =>
  row?.cells[at]?.kind === "open";

function activeOf({ rows, columns }: Table, place: Place | null): ActiveCell | null {
  const at = columns.findIndex(({ id }) => id === place?.column);
  const row = rows.find(({ id }) => id === place?.row);
  const column = columns[at];
  const cell = row?.cells[at];
  return row === undefined || column === undefined || cell?.kind !== "open"
    ? null
    : { row, column, cell };
}

/** The first open cell of the first column that holds nothing, else the first empty one, else the first. */
function firstPlace({ rows, columns }: Table): Place | null {
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
function nextPlace(
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
function beside(
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
