import { quietAnswers, isAsked } from "@trellis/domain/asked-item";
import type { CardItem } from "@trellis/domain/card-item";
import { type CivilDate, eachDay } from "@trellis/domain/civil-date";
import { type DiaryWeek, inCardOrder } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { getLocale } from "@trellis/messages/runtime";
import { itemWords, ratingWords, valueWords } from "../card-value-words/card-value-words.tsx";
import { dayWords, needsYear } from "../civil-date-words/civil-date-words.tsx";
import { namesOf, versionOfEntry } from "./week-names.tsx";
import css from "./week-parts.module.css";

type WeeklyProps = { week: DiaryWeek; today: CivilDate; covered?: boolean };

/** The items that were asked weekly in the range, or answered in it. */
export function weeklyItems(week: DiaryWeek): CardItem[] {
  const answers = quietAnswers(week);
  const answered = new Set(week.entries.map(({ item }) => item));
  const days = eachDay(week.from, week.to);
  return inCardOrder(
    week.items.filter(
      (item) =>
        item.rhythm === "weekly" &&
        (answered.has(item.id) || days.some((date) => isAsked(item, answers, date))),
    ),
  );
}

/** What was asked once for these days: words, answer, the day of the answer, and what was written beside it. */
export function WeeklyAnswers({ week, today, covered }: WeeklyProps) {
  const items = weeklyItems(week);
  if (items.length === 0) return null;
  const name = namesOf(covered);
  return (
    <dl className={css.weekly}>
      {items.map((item) => (
        <div key={item.id}>
          <dt>{itemWords({ ...item, words: name(item) })}</dt>
          <Answers week={week} item={item} today={today} />
        </div>
      ))}
    </dl>
  );
}

function Answers({ week, item, today }: { week: DiaryWeek; item: CardItem; today: CivilDate }) {
  const locale = getLocale();
  const entries = week.entries
    .filter((entry) => entry.item === item.id)
    .toSorted((one, other) => (one.date < other.date ? -1 : 1));
  if (entries.length === 0) return <dd data-empty="">{m.week_matrix_empty()}</dd>;
  return entries.map((entry) => {
    const { scale } = versionOfEntry(week, item, entry);
    const day = dayWords(entry.date, locale, { year: needsYear(entry.date, today) });
    const said = [valueWords(scale, entry.value, locale), ratingWords(scale)[entry.value]];
    const what = week.details.find(
      (each) => each.item === item.id && each.date === entry.date && each.field === "what",
    );
    return (
      <dd key={entry.date}>
        {said.filter(Boolean).join(" · ")} <small>{m.week_weekly_on({ day })}</small>
        {what === undefined ? null : (
          <span className={css.moves}>
            <q dir="auto">{what.words}</q>
          </span>
        )}
      </dd>
    );
  });
}
