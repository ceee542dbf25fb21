import { hasHelped, WhatHelped } from "@trellis/clinical/week-matrix/what-helped";
import type { CivilDate } from "@trellis/domain/civil-date";
import type { DiaryNote, DiaryWeek } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { dayText } from "#platform/day-words.ts";
import css from "./session-page.module.css";

type NotesProps = { week: Pick<DiaryWeek, "notes"> };

/** The client's words of one kind, as they were written, oldest day first. */
const notesOf = (week: NotesProps["week"], field: DiaryNote["field"]) =>
  week.notes.filter((note) => note.field === field).toSorted((a, b) => (a.date < b.date ? -1 : 1));

/** Urges ridden out, skills that helped or were tried, steps done; nothing when there is none. */
export function Helped({ week, today }: { week: DiaryWeek; today: CivilDate }) {
  if (!hasHelped(week)) return null;
  return (
    <Card title={m.week_helped_title()}>
      <WhatHelped week={week} today={today} />
    </Card>
  );
}

/** What was worth keeping; nothing when no day has any. */
export function WorthKeeping({ week }: NotesProps) {
  return <Words title={m.session_worth_keeping()} notes={notesOf(week, "worth-keeping")} />;
}

/** The words of the days; nothing when no day has any. */
export function DayNotes({ week }: NotesProps) {
  return <Words title={m.session_day_notes()} notes={notesOf(week, "note")} />;
}

function Words({ title, notes }: { title: string; notes: readonly DiaryNote[] }) {
  if (notes.length === 0) return null;
  return (
    <Card title={title}>
      <ul className={css.words}>
        {notes.map((note) => (
          <li key={note.date}>
            <DayName date={note.date} />
            <blockquote className={css.quote} dir="auto">
              {note.words}
            </blockquote>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const DayName = ({ date }: { date: CivilDate }) => <small>{dayText(date)}</small>;
