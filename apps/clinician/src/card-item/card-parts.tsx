import { levelWords } from "@trellis/clinical/level-words/level-words";
import type { CardItem } from "@trellis/domain/card-item";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import type { ReactNode } from "react";
import { dayText } from "#platform/day-words.ts";
import { useKeptFocus } from "#platform/kept-focus.ts";
import { aspectWords, scaleWords } from "#platform/scale-words.ts";
import { type CardGroup, isOffCard, stateSince } from "./card-groups.ts";
import { directionWords, levelChoiceWords } from "./target-sheet.tsx";
import css from "./card-parts.module.css";

type GroupCardProps = {
  group: CardGroup;
  /** Whoever looks may change the card. */
  mayWrite: boolean;
  onAdd: () => void;
  onRevise: (item: CardItem) => void;
  onTakeOff: (item: CardItem) => void;
};

/** One target with its items, or the items that belong to none. */
export function GroupCard({ group, mayWrite, onAdd, onRevise, onTakeOff }: GroupCardProps) {
  const { target, items } = group;
  const part = useKeptFocus<HTMLDivElement>(items.length);
  return (
    <div ref={part}>
      <Card
        title={target?.words ?? m.card_design_no_target_title()}
        note={
          target === null
            ? undefined
            : `${levelChoiceWords(target.level)} · ${directionWords(target.direction)}`
        }
        aside={
          <div className={css.aside}>
            {target === null ? null : (
              <b className={css.level} data-level={target.level} aria-hidden="true">
                {levelWords(target.level, "clinician")}
              </b>
            )}
            {mayWrite ? (
              <Button
                variant="quiet"
                aria-label={
                  target === null ? undefined : m.card_design_add_item_to({ words: target.words })
                }
                onClick={onAdd}
              >
                {m.card_design_add_item()}
              </Button>
            ) : null}
          </div>
        }
      >
        {items.length === 0 ? <p className={css.soft}>{m.card_design_target_empty()}</p> : null}
        <ItemList items={items}>
          {(item) =>
            mayWrite && (
              <>
                <Button
                  variant="quiet"
                  aria-label={m.card_design_revise_named({ words: item.words })}
                  onClick={() => onRevise(item)}
                >
                  {m.card_design_revise()}
                </Button>
                <Button
                  variant="quiet"
                  aria-label={m.card_design_take_off_named({ words: item.words })}
                  onClick={() => onTakeOff(item)}
                >
                  {m.card_design_take_off()}
                </Button>
              </>
            )
          }
        </ItemList>
      </Card>
    </div>
  );
}

type OffCardProps = {
  items: readonly CardItem[];
  mayWrite: boolean;
  onPutBack: (item: CardItem) => void;
};

/** What was taken off the card and can come back; its history is kept. */
export function OffCard({ items, mayWrite, onPutBack }: OffCardProps) {
  const part = useKeptFocus<HTMLDetailsElement>(items.length);
  return (
    <details ref={part} className={css.off}>
      <summary className={css.summary}>{m.card_design_off({ count: items.length })}</summary>
      <ItemList items={items}>
        {(item) =>
          mayWrite && (
            <Button
              variant="quiet"
              aria-label={m.card_design_back_named({ words: item.words })}
              onClick={() => onPutBack(item)}
            >
              {m.card_design_back()}
            </Button>
          )
        }
      </ItemList>
    </details>
  );
}

type ItemListProps = { items: readonly CardItem[]; children: (item: CardItem) => ReactNode };

function ItemList({ items, children }: ItemListProps) {
  if (items.length === 0) return null;
  return (
    <ul className={css.list}>
      {items.map((item) => (
        <li key={item.id} className={css.item}>
          <div className={css.words}>
            <span dir="auto">{item.words}</span>
            <small>{`${aspectWords(item.aspect)} · ${scaleWords(item.scale)} · ${sinceWords(item)}`}</small>
          </div>
          <div className={css.buttons}>{children(item)}</div>
        </li>
      ))}
    </ul>
  );
}

function sinceWords(item: CardItem): string {
  const since = stateSince(item);
  if (since === null) return "";
  const day = { day: dayText(since) };
  return isOffCard(item) ? m.card_design_off_since(day) : m.card_design_since(day);
}
