import type { CardItem, Scale } from "@trellis/domain/card-item";
import type { UsualValue } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { numberWords, ratingWords, scaleWords } from "../card-value-words/card-value-words.tsx";
import type { Audience } from "../level-words/level-words.tsx";
import type { WeekRow } from "./week-rows.ts";

/** What the item was in the weeks before: "1 (0–4)"; for yes and no a count, since the median of an act says nothing. */
export function beforeWords(item: CardItem, usual: UsualValue, locale: string): string {
  if (item.scale.kind === "yes-no")
    return m.week_matrix_before_days({ above: usual.above, count: usual.n });
  const median = numberWords(usual.median, locale);
  if (usual.min === usual.max) return median;
  const words = {
    median,
    low: numberWords(usual.min, locale),
    high: numberWords(usual.max, locale),
  };
  return usual.min < 0 ? m.week_matrix_usual_range_signed(words) : m.week_matrix_usual_range(words);
}

/** Words and scale that a row had before, where they differ: "before: “Urge”, 0 to 10". */
export function earlierWords({ item, earlier }: WeekRow, locale: string): string[] {
  const now = scaleWords(item.scale, locale);
  return earlier.flatMap(({ words, scale }) => {
    const before = scaleWords(scale, locale);
    const what = [
      words === item.words ? undefined : `“${words}”`,
      before === now ? undefined : before,
    ].filter((each) => each !== undefined);
    return what.length === 0 ? [] : [m.week_matrix_earlier_version({ what: what.join(", ") })];
  });
}

/** The scale of all ratings of the rows, when it is one and the same; null when each row has to say its own. */
export function sharedScale(rows: readonly WeekRow[]): Scale | null {
  const ratings = rows.map((row) => row.item.scale).filter((scale) => scale.kind === "rating");
  const [first] = ratings;
  if (first === undefined) return null;
  return ratings.every(({ min, max }) => min === first.min && max === first.max) ? first : null;
}

type Legend = {
  scale: Scale | null;
  /** Session days are among those shown. */
  sessions: boolean;
  audience: Audience;
  /** The column of the weeks before is among those shown. */
  before: boolean;
  locale: string;
};

/** What numbers, marks and the last column mean. */
export function legendWords({ scale, sessions, audience, before, locale }: Legend): string {
  const beforeMeans =
    audience === "client"
      ? m.week_matrix_legend_before_for_client()
      : m.week_matrix_legend_before();
  return [
    scale === null ? undefined : legendScale(scale, locale),
    m.week_matrix_legend(),
    sessions ? m.week_matrix_legend_session() : undefined,
    before ? beforeMeans : undefined,
  ]
    .filter((each) => each !== undefined)
    .join(" · ");
}

function legendScale(scale: Scale, locale: string): string {
  if (scale.kind !== "rating") return scaleWords(scale, locale);
  const words = ratingWords(scale);
  const [least, most] = [words[scale.min], words[scale.max]];
  if (least === undefined || most === undefined) return scaleWords(scale, locale);
  const ends = { min: numberWords(scale.min, locale), max: numberWords(scale.max, locale) };
  return m.week_matrix_legend_scale({ ...ends, least, most });
}
