import type { CivilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek, RiddenOut } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { coverOf, useCovered } from "#platform/cover-words.ts";
import { useUnsent } from "#platform/unsent.ts";
import css from "./ridden-out-card.module.css";

/** Urges of the day that were ridden out without acting, as the person put them on the card. */
export function RiddenOutCard({ week, date }: { week: DiaryWeek; date: CivilDate }) {
  const covered = useCovered();
  const waiting = useUnsent(week.client.id).flatMap(({ operation }): RiddenOut[] =>
    operation.kind === "ride-out" ? [operation] : [],
  );
  const urges = [...week.riddenOut, ...waiting].filter((each) => each.date === date);
  if (urges.length === 0) return null;
  const wordsOf = (id: string | null) => {
    const item = week.items.find((each) => each.id === id);
    return item === undefined ? null : coverOf(item, covered).words;
  };
  return (
    <Card title={m.today_ridden_out()}>
      <ul className={css.urges}>
        {urges.map(({ id, item, before, after, moves }) => (
          <li key={id}>
            <span>
              {wordsOf(item) ?? m.right_now_ridden_out()}:{" "}
              {m.right_now_ridden_entered({ before, after })}
            </span>
            {moves.length === 0 ? null : <small>{moves.join(" · ")}</small>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
