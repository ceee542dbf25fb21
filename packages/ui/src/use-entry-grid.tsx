import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { EntryGridProps } from "./entry-grid.tsx";
import { readTyped, typed } from "./entry-keys.tsx";
import {
  type ActiveCell,
  activeOf,
  beside,
  firstPlace,
  keyOf,
  nextPlace,
  type Place,
  placeIn,
  placeOf,
} from "./entry-places.tsx";

/** What was typed into a cell and is no value yet; `unread` once the cell was left with it. */
export type EntryDraft = { readonly text: string; readonly unread: boolean };

export type EntryGridState = {
  readonly active: ActiveCell | null;
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
  readonly setUsed: (used: boolean) => void;
};

type Body = RefObject<HTMLTableSectionElement | null>;

/** The chosen cell, what is typed into it, and the ways to the others. */
export function useEntryGrid(props: EntryGridProps, body: Body): EntryGridState {
  const { rows, columns, onColumn } = props;
  const [chosen, setChosen] = useState<Place | null>(() => firstPlace(props));
  const [said, say] = useState("");
  const [isUsed, setUsed] = useState(false);
  const [drafts, setDraft] = useDrafts(props.onUnread);
  const held = useRef(false);
  const active = activeOf(props, chosen);
  useShown(body, active === null ? null : keyOf(placeOf(active)), held);
  const choose = (row: string, column: string) => {
    setChosen({ row, column });
    onColumn?.(column);
  };
  const goTo = (place: Place | null) => {
    if (place !== null) choose(place.row, place.column);
  };
  const actions = entryActions({ props, drafts, setDraft, goTo, say });
  const down = (at: ActiveCell) => goTo(nextPlace(rows, columns, placeOf(at)));
  return {
    active,
    said,
    isUsed,
    setUsed,
    draftOf: (row, column) => drafts.get(keyOf({ row, column })),
    choose,
    onKeyDown: (event) => {
      if (active === null || event.ctrlKey || event.metaKey || event.altKey) return;
      held.current = true;
      if (actions.press(active, event.key)) event.preventDefault();
    },
    onBlur: (event) => {
      if (body.current?.contains(event.relatedTarget) !== true) held.current = false;
      const at = activeOf(props, placeIn(event.currentTarget));
      if (at !== null) actions.commit(at);
    },
    enter: (value) => {
      if (active === null) return;
      held.current = false;
      actions.put(active, value);
      if (value !== null) down(active);
    },
    type: (text) => {
      if (active !== null) setDraft(placeOf(active), { text, unread: false });
    },
    take: () => {
      if (active === null) return;
      held.current = false;
      if (actions.commit(active)) down(active);
    },
  };
}

type SetDraft = (place: Place, draft: EntryDraft | null) => void;
type Drafts = ReadonlyMap<string, EntryDraft>;

/** What is typed and is no value yet; whoever shows the grid hears how much of it cannot be read. */
function useDrafts(onUnread: EntryGridProps["onUnread"]): [Drafts, SetDraft] {
  const [drafts, setDrafts] = useState<Drafts>(new Map());
  const unread = Array.from(drafts.values()).filter((draft) => draft.unread).length;
  const latest = useRef(onUnread);
  useEffect(() => {
    latest.current = onUnread;
  });
  useEffect(() => latest.current?.(unread), [unread]);
  const setDraft: SetDraft = (place, draft) =>
    setDrafts((last) => {
      const next = new Map(last);
      if (draft === null) next.delete(keyOf(place));
      else next.set(keyOf(place), draft);
      return next;
    });
  return [drafts, setDraft];
}

type Context = {
  readonly props: EntryGridProps;
  readonly drafts: Drafts;
  readonly setDraft: SetDraft;
  readonly goTo: (place: Place | null) => void;
  readonly say: (words: string) => void;
};

/** What keys do to a cell. */
function entryActions({ props, drafts, setDraft, goTo, say }: Context) {
  const { rows, columns, onEnter, words } = props;
  const put = (at: ActiveCell, value: number | null) => {
    setDraft(placeOf(at), null);
    if (value === at.cell.value) return;
    onEnter(at.row.id, at.column.id, value);
    const parts = { row: at.row.label, column: at.column.label };
    const entered = value === null ? "" : valueText(at, value);
    say(value === null ? words.cleared(parts) : words.entered({ ...parts, value: entered }));
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
  /** True when the key meant something here. */
  const type = (at: ActiveCell, before: string, key: string): boolean => {
    if (key.length !== 1 || key === " ") return false;
    const result = typed(at.cell.input, before, key);
    if (result.kind === "draft") setDraft(placeOf(at), { text: result.text, unread: false });
    else if (result.kind === "nothing") say(at.cell.invalid);
    else {
      put(at, result.value);
      goTo(nextPlace(rows, columns, placeOf(at)));
    }
    return true;
  };
  const shorten = (at: ActiveCell, draft: EntryDraft | undefined) => {
    const text = draft?.text.slice(0, -1) ?? "";
    if (text !== "") setDraft(placeOf(at), { text, unread: false });
    else put(at, draft === undefined ? null : at.cell.value);
  };
  const press = (at: ActiveCell, key: string): boolean => {
    const draft = drafts.get(keyOf(placeOf(at)));
    switch (key) {
      case "ArrowUp":
      case "ArrowDown":
      case "ArrowLeft":
      case "ArrowRight":
        commit(at);
        goTo(beside(rows, columns, placeOf(at), key));
        return true;
      case "Enter":
        commit(at);
        goTo(nextPlace(rows, columns, placeOf(at)));
        return true;
      case "Escape":
        setDraft(placeOf(at), null);
        return draft !== undefined;
      case "Delete":
        put(at, null);
        return true;
      case "Backspace":
        shorten(at, draft);
        return true;
      default:
        return type(at, draft?.unread === true ? "" : (draft?.text ?? ""), key);
    }
  };
  return { put, commit, press };
}

const valueText = ({ cell: { input } }: ActiveCell, value: number): string =>
  input.kind === "choice"
    ? (input.options.find((option) => option.value === value)?.label ?? String(value))
    : `${String(value)} ${input.unit}`;

/** Brings the chosen cell into view; the focus goes along while the keyboard is in the grid. */
function useShown(body: Body, place: string | null, held: RefObject<boolean>): void {
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
