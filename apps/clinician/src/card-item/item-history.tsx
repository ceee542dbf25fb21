import type { CardItem } from "@trellis/domain/card-item";
import type { EarlierVersion } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { dayText } from "#platform/day-words.ts";
import { scaleWords } from "#platform/scale-words.ts";
import { historyOf } from "./history.ts";
import css from "./card-parts.module.css";

type ItemHistoryProps = { item: CardItem; earlier: readonly EarlierVersion[] };

/** What the item asked, from which day on; the newest first. Nothing while it never changed. */
export function ItemHistory({ item, earlier }: ItemHistoryProps) {
  const history = historyOf(item, earlier);
  if (history.length < 2) return null;
  return (
    <details className={css.off}>
      <summary className={css.summary}>{m.card_item_history({ count: history.length })}</summary>
      <ol className={css.list}>
        {history.map((version) => (
          <li key={version.version} className={css.item}>
            <div className={css.words}>
              <span dir="auto">{version.words}</span>
              <small>
                {`${scaleWords(version.scale)} · ${m.card_item_since_day({ day: dayText(version.validFrom) })}`}
              </small>
            </div>
          </li>
        ))}
      </ol>
    </details>
  );
}
