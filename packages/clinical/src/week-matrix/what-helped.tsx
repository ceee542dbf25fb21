import { skillUse } from "@trellis/domain/card-item";
import type { CivilDate } from "@trellis/domain/civil-date";
import { type DiaryWeek, inCardOrder, type RiddenOut } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { getLocale } from "@trellis/messages/runtime";
import { dayWords, needsYear } from "../civil-date-words/civil-date-words.tsx";
import { namesOf, versionOfEntry, itemOnDay } from "./week-names.tsx";
import css from "./week-parts.module.css";

type HelpedProps = { week: DiaryWeek; today: CivilDate; covered?: boolean };

/** An item and on how many of the days. */
export type Times = { readonly item: string; readonly count: number };

/** What of a week helped or was done. Nothing of it is read from urges, acts, or what was left empty. */
export function helpedOf(week: DiaryWeek): {
  readonly helped: readonly Times[];
  readonly tried: readonly Times[];
  readonly done: readonly Times[];
} {
  const counts = { helped: [] as Times[], tried: [] as Times[], done: [] as Times[] };
  for (const item of inCardOrder(week.items)) {
    const entries = week.entries.filter((entry) => entry.item === item.id);
    const uses = entries.map((entry) => ({
      use: skillUse(versionOfEntry(week, item, entry).scale, entry.value),
      value: entry.value,
    }));
    const count = (of: (each: (typeof uses)[number]) => boolean) => uses.filter(of).length;
    if (item.aspect === "skill") {
      const helped = count(({ use }) => use?.helped === true);
      const tried = count(({ use }) => use?.tried === true);
      if (helped > 0) counts.helped.push({ item: item.id, count: helped });
      else if (tried > 0) counts.tried.push({ item: item.id, count: tried });
    }
    const isStep = item.aspect === "step" || item.aspect === "goal";
    const done = isStep && item.scale.kind !== "number" ? count(({ value }) => value > 0) : 0;
    if (done > 0) counts.done.push({ item: item.id, count: done });
  }
  return counts;
}

/** True when there is something to say about what helped. */
export function hasHelped(week: DiaryWeek): boolean {
  const { helped, tried, done } = helpedOf(week);
  return week.riddenOut.length + helped.length + tried.length + done.length > 0;
}

/** Urges that were ridden out, skills that helped or were tried, steps done: what comes first in a week. */
export function WhatHelped({ week, today, covered }: HelpedProps) {
  const { helped, tried, done } = helpedOf(week);
  const name = namesOf(covered);
  const list = (all: readonly Times[]) =>
    all
      .map(({ item, count }) => {
        const found = itemOnDay(week, item, week.to);
        const what = found === null ? "" : name(found);
        return count === 1 ? what : m.week_helped_times({ what, count });
      })
      .join(", ");
  return (
    <ul className={css.list}>
      {week.riddenOut.length === 0 ? null : (
        <li>
          {m.week_helped_ridden({ count: week.riddenOut.length })}
          {week.riddenOut.map((urge) => (
            <Ridden key={urge.id} urge={urge} week={week} today={today} covered={covered} />
          ))}
        </li>
      )}
      {helped.length === 0 ? null : <li>{m.week_helped_skills({ skills: list(helped) })}</li>}
      {tried.length === 0 ? null : <li>{m.week_helped_tried({ skills: list(tried) })}</li>}
      {done.length === 0 ? null : <li>{m.week_helped_steps({ steps: list(done) })}</li>}
    </ul>
  );
}

function Ridden({ urge, week, today, covered }: HelpedProps & { urge: RiddenOut }) {
  const locale = getLocale();
  const item = urge.item === null ? null : itemOnDay(week, urge.item, urge.date);
  const words = m.week_helped_ridden_one({
    day: dayWords(urge.date, locale, { year: needsYear(urge.date, today) }),
    what: item === null ? m.week_helped_ridden_any() : namesOf(covered)(item),
    before: urge.before,
    after: urge.after,
  });
  const moves = urge.moves.join(", ");
  return (
    <small className={css.moves}>
      {moves === "" ? words : `${words} · ${m.week_helped_ridden_with({ moves })}`}
    </small>
  );
}
