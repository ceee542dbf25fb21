import type { CivilDate } from "@trellis/domain/civil-date";
import type { DiaryNote, DiaryWeek } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { getLocale } from "@trellis/messages/runtime";
import type { ReactNode } from "react";
import { valueWords } from "../card-value-words/card-value-words.tsx";
import { dayWords, needsYear } from "../civil-date-words/civil-date-words.tsx";
import type { Audience } from "../level-words/level-words.tsx";
import { itemOnDay, namesOf } from "./week-names.tsx";
import css from "./week-parts.module.css";

type DayFactsProps = {
  week: DiaryWeek;
  date: CivilDate;
  today: CivilDate;
  audience: Audience;
  covered?: boolean;
};

/** True when a day has more to say than its column of the matrix. */
export const hasDayFacts = (week: DiaryWeek, date: CivilDate): boolean =>
  linesOf(week, date, { today: date, covered: false }).length > 0 ||
  changesOf(week, date, { today: date, covered: false }).length > 0 ||
  week.notes.some((note) => note.date === date);

/**
 * What stands behind the numbers of a day: its words, when about and what, and what was changed after it ended.
 * The same facts for client and therapist (clinical review §3.3, 8).
 */
export function DayFacts({ week, date, today, audience, covered = false }: DayFactsProps) {
  const seen = { today, covered };
  const changes = changesOf(week, date, seen);
  const lines = linesOf(week, date, seen);
  const notes = week.notes.filter((note) => note.date === date);
  const wordsOf = (field: DiaryNote["field"]) => notes.find((note) => note.field === field)?.words;
  return (
    <div className={css.facts}>
      <Words title={m.week_day_worth_keeping()} words={wordsOf("worth-keeping")} />
      <Words title={m.week_day_note()} words={wordsOf("note")} />
      <Hard words={wordsOf("how-hard")} />
      <Lines title={m.week_day_details()} lines={lines} />
      <Lines
        title={m.week_day_changes()}
        lines={changes}
        note={
          audience === "client" ? m.week_day_changes_same() : m.week_day_changes_same_clinician()
        }
      />
    </div>
  );
}

type Seen = { readonly today: CivilDate; readonly covered: boolean };

function nameOn(week: DiaryWeek, id: string, date: CivilDate, { covered }: Seen) {
  const found = itemOnDay(week, id, date);
  return found === null ? null : { what: namesOf(covered)(found), scale: found.scale };
}

/** What stood there at the end of the day and does not any more, in sentences. */
function changesOf(week: DiaryWeek, date: CivilDate, seen: Seen): string[] {
  const locale = getLocale();
  const day = (on: CivilDate) => dayWords(on, locale, { year: needsYear(on, seen.today) });
  const changed = week.entries.flatMap((entry) => {
    if (entry.date !== date || entry.corrected === undefined) return [];
    const item = nameOn(week, entry.item, date, seen);
    if (item === null) return [];
    const words = (value: number) => valueWords(item.scale, value, locale);
    const { from, on } = entry.corrected;
    const values = { before: words(from), after: words(entry.value) };
    return [m.week_day_corrected({ what: item.what, ...values, day: day(on) })];
  });
  const gone = week.cleared.flatMap((each) => {
    const item = each.date === date ? nameOn(week, each.item, date, seen) : null;
    if (item === null) return [];
    const before = valueWords(item.scale, each.from, locale);
    return [m.week_day_cleared({ what: item.what, before, day: day(each.on) })];
  });
  return [...changed, ...gone];
}

/** When about and what, urges that were ridden out, and how the day was entered. */
function linesOf(week: DiaryWeek, date: CivilDate, seen: Seen): string[] {
  const details = week.details
    .filter((each) => each.date === date)
    .flatMap(({ item, field, words }) => {
      const name = nameOn(week, item, date, seen);
      const said = field === "about-when" ? m.week_day_about_when({ time: words }) : words;
      return name === null ? [] : [m.week_day_detail({ what: name.what, words: said })];
    });
  const ridden = week.riddenOut
    .filter((urge) => urge.date === date)
    .map((urge) => {
      const item = urge.item === null ? null : nameOn(week, urge.item, date, seen);
      const { before, after } = urge;
      const what = item?.what ?? m.week_helped_ridden_any();
      const moves = urge.moves.join(", ");
      const words = m.week_day_ridden({ what, before, after });
      return moves === "" ? words : `${words} · ${m.week_helped_ridden_with({ moves })}`;
    });
  const entries = week.entries.filter((entry) => entry.date === date);
  const how = [
    week.shortDays.includes(date) ? m.week_day_short() : undefined,
    entries.some((entry) => entry.paper === true) ? m.week_day_paper() : undefined,
    entries.some((entry) => entry.late && entry.paper !== true) ? m.week_day_late() : undefined,
    entries.some((entry) => entry.clockOff === true) ? m.week_day_clock() : undefined,
  ].filter((each) => each !== undefined);
  return [...details, ...ridden, ...how];
}

function Words({ title, words }: { title: string; words: string | undefined }) {
  if (words === undefined || words === "") return null;
  return (
    <div>
      <h3>{title}</h3>
      <p className={css.words} dir="auto">
        {words}
      </p>
    </div>
  );
}

function Hard({ words }: { words: string | undefined }) {
  if (words === undefined || words === "") return null;
  return <p>{m.week_day_how_hard({ value: words })}</p>;
}

type LinesProps = { title: string; lines: readonly string[]; note?: ReactNode };

function Lines({ title, lines, note }: LinesProps) {
  if (lines.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <ul className={css.list}>
        {lines.map((line) => (
          <li key={line} className={css.words} dir="auto">
            {line}
          </li>
        ))}
      </ul>
      {note === undefined ? null : <small>{note}</small>}
    </div>
  );
}
