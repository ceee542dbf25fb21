import type { CardItem } from "@trellis/domain/card-item";
import type { TargetBehaviour } from "@trellis/domain/target-behaviour";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import type { ReactNode } from "react";
import { dayText } from "#platform/day-words.ts";
import { useKeptFocus } from "#platform/kept-focus.ts";
import { aspectWords, scaleWords } from "#platform/scale-words.ts";
import { type CardGroup, isOffCard, stateSince } from "./card-groups.ts";
import { directionWords, levelChoiceWords } from "./target-sheet.tsx";
import type { CardActions } from "./use-card-actions.ts";
import css from "./card-parts.module.css";

type GroupCardProps = {
  group: CardGroup;
  /** The weekly question stands for folded items; it leaves the card with them. */
  isCheckHeld: boolean;
  /** Null for whoever may look at the card and not change it. */
  actions: CardActions | null;
  onAdd: () => void;
  onRevise: (item: CardItem) => void;
  onReviseTarget: (target: TargetBehaviour) => void;
};

/** One target with its items, or the items that belong to none. */
export function GroupCard(props: GroupCardProps) {
  const { group, isCheckHeld, actions, onAdd, onRevise, onReviseTarget } = props;
  const { target, items } = group;
  const part = useKeptFocus<HTMLDivElement>(items.map((item) => item.state).join());
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
            {actions === null ? null : (
              <GroupButtons
                target={target}
                onAdd={onAdd}
                onRevise={onReviseTarget}
                onClose={(closing) => actions.setClosed(closing, true)}
              />
            )}
          </div>
        }
      >
        {items.length === 0 ? <p className={css.soft}>{m.card_design_target_empty()}</p> : null}
        <ItemList items={items}>
          {(item) =>
            actions && (
              <ItemButtons
                item={item}
                isHeld={isCheckHeld && item.aspect === "check"}
                actions={actions}
                onRevise={() => onRevise(item)}
              />
            )
          }
        </ItemList>
      </Card>
    </div>
  );
}

type GroupButtonsProps = {
  target: TargetBehaviour | null;
  onAdd: () => void;
  onRevise: (target: TargetBehaviour) => void;
  onClose: (target: TargetBehaviour) => void;
};

function GroupButtons({ target, onAdd, onRevise, onClose }: GroupButtonsProps) {
  const add = (
    <Button
      variant="quiet"
      aria-label={target === null ? undefined : m.card_design_add_item_to({ words: target.words })}
      onClick={onAdd}
    >
      {m.card_design_add_item()}
    </Button>
  );
  if (target === null) return add;
  const { words } = target;
  return (
    <>
      {add}
      <Button
        variant="quiet"
        aria-label={m.card_target_revise_named({ words })}
        onClick={() => onRevise(target)}
      >
        {m.card_design_revise()}
      </Button>
      <Button
        variant="quiet"
        aria-label={m.card_target_close_named({ words })}
        onClick={() => onClose(target)}
      >
        {m.card_target_close()}
      </Button>
    </>
  );
}

type ItemButtonsProps = {
  item: CardItem;
  isHeld: boolean;
  actions: CardActions;
  onRevise: () => void;
};

function ItemButtons({ item, isHeld, actions, onRevise }: ItemButtonsProps) {
  const { words, state } = item;
  const button = (label: string, name: string, onClick: () => void) => (
    <Button variant="quiet" aria-label={name} onClick={onClick}>
      {label}
    </Button>
  );
  const revise = button(m.card_design_revise(), m.card_design_revise_named({ words }), onRevise);
  if (isHeld) return revise;
  return (
    <>
      {revise}
      {state === "asked"
        ? button(m.card_item_pause(), m.card_item_pause_named({ words }), () =>
            actions.setState(item, "paused"),
          )
        : button(m.card_item_ask(), m.card_item_ask_named({ words }), () =>
            actions.setState(item, "asked"),
          )}
      {button(m.card_design_take_off(), m.card_design_take_off_named({ words }), () =>
        actions.setState(item, "retired"),
      )}
    </>
  );
}

type OffCardProps = { items: readonly CardItem[]; actions: CardActions | null };

/** What was taken off the card and can come back; its history is kept. */
export function OffCard({ items, actions }: OffCardProps) {
  const part = useKeptFocus<HTMLDetailsElement>(items.length);
  return (
    <details ref={part} className={css.off}>
      <summary className={css.summary}>{m.card_design_off({ count: items.length })}</summary>
      <ItemList items={items}>
        {(item) =>
          actions && (
            <Button
              variant="quiet"
              aria-label={m.card_design_back_named({ words: item.words })}
              onClick={() => actions.setState(item, "asked")}
            >
              {m.card_design_back()}
            </Button>
          )
        }
      </ItemList>
    </details>
  );
}

type ClosedTargetsProps = { targets: readonly TargetBehaviour[]; actions: CardActions | null };

/** Targets that are not worked on any more; each can be opened again with the items that left with it. */
export function ClosedTargets({ targets, actions }: ClosedTargetsProps) {
  const part = useKeptFocus<HTMLDetailsElement>(targets.length);
  return (
    <details ref={part} className={css.off}>
      <summary className={css.summary}>{m.card_targets_closed({ count: targets.length })}</summary>
      <ul className={css.list}>
        {targets.map((target) => (
          <li key={target.id} className={css.item}>
            <div className={css.words}>
              <span dir="auto">{target.words}</span>
              <small>{closedWords(target)}</small>
            </div>
            <div className={css.buttons}>
              {actions && (
                <Button
                  variant="quiet"
                  aria-label={m.card_target_open_named({ words: target.words })}
                  onClick={() => actions.setClosed(target, false)}
                >
                  {m.card_target_open()}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}

const closedWords = ({ level, closedOn }: TargetBehaviour): string =>
  closedOn === null
    ? levelChoiceWords(level)
    : `${levelChoiceWords(level)} · ${m.card_target_closed_since({ day: dayText(closedOn) })}`;

type ItemListProps = { items: readonly CardItem[]; children: (item: CardItem) => ReactNode };

function ItemList({ items, children }: ItemListProps) {
  if (items.length === 0) return null;
  return (
    <ul className={css.list}>
      {items.map((item) => (
        <li key={item.id} className={css.item} data-state={item.state}>
          <div className={css.words}>
            <span dir="auto">{item.words}</span>
            <small>{factWords(item)}</small>
          </div>
          <div className={css.buttons}>{children(item)}</div>
        </li>
      ))}
    </ul>
  );
}

/** What an item is, in a line. */
function factWords(item: CardItem): string {
  return [
    aspectWords(item.aspect),
    scaleWords(item.scale),
    item.rhythm === "weekly" ? m.card_item_weekly() : null,
    item.short ? m.card_item_short() : null,
    item.coverWords === null ? null : m.card_preview_cover_words({ words: item.coverWords }),
    sinceWords(item),
  ]
    .filter((words) => words !== null)
    .join(" · ");
}

function sinceWords(item: CardItem): string | null {
  const since = stateSince(item);
  if (since === null) return item.state === "paused" ? m.card_item_is_paused() : null;
  const day = { day: dayText(since) };
  if (isOffCard(item)) return m.card_design_off_since(day);
  if (item.state === "paused") return m.card_item_paused_since(day);
  if (item.state === "folded") return m.card_item_folded_since(day);
  return m.card_design_since(day);
}
