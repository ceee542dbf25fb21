import { type CardItem, MOST_SHORT } from "@trellis/domain/card-item";
import { inCardOrder } from "@trellis/domain/diary-card";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { CheckRow } from "@trellis/ui/check-row";
import { useState } from "react";
import type { CardActions } from "./use-card-actions.ts";
import css from "./card-parts.module.css";

type ShortCardProps = { items: readonly CardItem[]; actions: CardActions };

/** The taps that are enough on a day that is too much: at most three, chosen by the pair. */
export function ShortCard({ items, actions }: ShortCardProps) {
  const [full, setFull] = useState(false);
  const asked = inCardOrder(items).filter(
    (item) => item.state === "asked" && item.rhythm === "daily",
  );
  if (asked.length === 0) return null;
  const chosen = asked.filter((item) => item.short).map((item) => item.id);
  const change = (value: readonly string[]) => {
    const item = asked.find(({ id }) => value.includes(id) !== chosen.includes(id));
    const tooMany = value.length > MOST_SHORT;
    setFull(tooMany);
    if (item !== undefined && !tooMany) actions.setShort(item, !item.short);
  };
  return (
    <Card title={m.card_short_title()} note={m.card_short_note()}>
      <div className={css.part}>
        <CheckRow
          label={m.card_short_label({ count: MOST_SHORT })}
          options={asked.map((item) => ({ value: item.id, label: item.words }))}
          value={chosen}
          onChange={change}
        />
        <p role="status" className={css.soft}>
          {full
            ? m.card_short_full({ count: MOST_SHORT })
            : chosen.length === 0
              ? m.card_short_none()
              : m.card_short_chosen({ count: chosen.length })}
        </p>
      </div>
    </Card>
  );
}
