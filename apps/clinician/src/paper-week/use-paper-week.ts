import type { EnteredCell } from "@trellis/clinical/week-matrix/week-entry-grid";
import type { CardItem } from "@trellis/domain/card-item";
import type { NoteField } from "@trellis/domain/card-operation";
import type { CivilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { useState } from "react";
import { countsOf, type PaperEntry } from "./paper-queue.ts";
import { refusalWords } from "./refusal-words.ts";
import { usePaperSave } from "./use-paper-save.ts";

/** The days as the server had them, with what was taken over since on top. */
export function usePaperWeek(clientId: string, week: DiaryWeek) {
  const { entries, problem, enter, retry } = usePaperSave(clientId);
  const [values, setValues] = useState<ReadonlyMap<string, number | null>>(new Map());
  const [words, setWords] = useState<ReadonlyMap<string, string>>(new Map());
  const [before, setBefore] = useState<readonly Before[]>([]);
  const { zone } = week.client;

  const valueAt = (item: string, date: CivilDate): number | null => {
    const entered = values.get(`${item} ${date}`);
    if (entered !== undefined) return entered;
    return week.entries.find((each) => each.item === item && each.date === date)?.value ?? null;
  };
  const wordsAt = (field: NoteField, date: CivilDate): string =>
    words.get(`${field} ${date}`) ??
    week.notes.find((each) => each.field === field && each.date === date)?.words ??
    "";
  const put = (item: CardItem, date: CivilDate, value: number | null) => {
    const place = `${item.id} ${date}`;
    const seen = valueAt(item.id, date);
    setValues((last) => new Map(last).set(place, value));
    const { id, version } = item;
    enter(place, { kind: "set", item: id, version, date, zone, value, seen });
  };
  return {
    problem,
    retry,
    counts: countsOf(entries),
    isTouched: values.size + words.size > 0,
    valueAt,
    wordsAt,
    cellOf: (item: string, date: CivilDate): EnteredCell => ({
      value: valueAt(item, date),
      ...stateOf(entries.findLast((each) => each.place === `${item} ${date}`)),
    }),
    enter: (item: CardItem, date: CivilDate, value: number | null) => {
      setBefore([...before, { item, date, value: valueAt(item.id, date) }]);
      put(item, date, value);
    },
    mayTakeBack: before.length > 0,
    /** Puts the box that was filled last back to what stood in it; gives the place of that box. */
    takeBack: (): string | null => {
      const last = before.at(-1);
      if (last === undefined) return null;
      setBefore(before.slice(0, -1));
      put(last.item, last.date, last.value);
      return `${last.item.id} ${last.date}`;
    },
    write: (field: NoteField, date: CivilDate, text: string) => {
      const seen = wordsAt(field, date);
      if (text === seen) return;
      const place = `${field} ${date}`;
      setWords((last) => new Map(last).set(place, text));
      enter(place, {
        kind: "note",
        field,
        date,
        zone,
        words: text,
        seen: seen === "" ? null : seen,
      });
    },
  };
}

/** What stood in a box before something was entered in it. */
type Before = { readonly item: CardItem; readonly date: CivilDate; readonly value: number | null };

export type PaperWeek = ReturnType<typeof usePaperWeek>;

function stateOf(entry: PaperEntry | undefined): Pick<EnteredCell, "busy" | "trouble"> {
  if (entry === undefined) return {};
  if (entry.state === "refused") return { trouble: refusalWords(entry.refusal) };
  return { busy: true };
}
