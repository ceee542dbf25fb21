import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { VisuallyHidden } from "@trellis/ui/visually-hidden";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { LeaveDialog } from "#platform/leave-dialog.tsx";
import { problemWords } from "#platform/problem-words.ts";
import { type CardDesign, cardGroups, movedOrder, reordered } from "./card-groups.ts";
import css from "./card-parts.module.css";

type OrderCardProps = {
  card: CardDesign;
  /** The ids of the card in the order that is not saved yet, or null. */
  order: readonly string[] | null;
  busy: boolean;
  error: Error | null;
  onChange: (order: readonly string[]) => void;
  onSave: () => void;
  onCancel: () => void;
};

type Step = -1 | 1;
type Thing = { readonly id: string; readonly words: string; readonly isTarget: boolean };

/**
 * Another order, by buttons or arrow keys: items among those of their target, targets among those of their
 * level. The levels keep theirs, because the hierarchy orders the hour.
 */
export function OrderCard(props: OrderCardProps) {
  const { order, busy, error, onSave, onCancel } = props;
  const { list, shown, said, rowOf } = useOrder(props);
  return (
    <Card title={m.card_order_title()} note={m.card_order_note()}>
      <div ref={list} className={css.part}>
        {cardGroups(shown).map(({ target, items }) => (
          <section key={target?.id ?? "none"} className={css.orderGroup}>
            {target === null ? (
              <h3>{m.card_design_no_target_title()}</h3>
            ) : (
              <OrderRow {...rowOf({ id: target.id, words: target.words, isTarget: true })} />
            )}
            <ul className={css.list}>
              {items.map((item) => (
                <li key={item.id}>
                  <OrderRow {...rowOf({ id: item.id, words: item.words, isTarget: false })} />
                </li>
              ))}
            </ul>
          </section>
        ))}
        <VisuallyHidden>
          <span role="status">{said}</span>
        </VisuallyHidden>
        <div role="alert">{error === null ? null : <p>{problemWords(error)}</p>}</div>
        <div className={css.row}>
          <Button onClick={onCancel}>{m.clinician_cancel()}</Button>
          <Button variant="primary" busy={busy} onClick={order === null ? onCancel : onSave}>
            {m.card_order_save()}
          </Button>
        </div>
      </div>
      <LeaveDialog active={order !== null} />
    </Card>
  );
}

/** The order as it stands, and what a step of one thing makes of it. */
function useOrder({ card, order, onChange }: OrderCardProps) {
  const list = useRef<HTMLDivElement>(null);
  const kept = useRef<string | null>(null);
  const [said, setSaid] = useState("");
  const shown = order === null ? card : reordered(card, order);
  useEffect(() => {
    list.current?.querySelector<HTMLElement>("button")?.focus();
  }, []);
  useEffect(() => {
    // A row that was moved takes its button out of the page for a moment, and the focus with it.
    if (kept.current !== null) document.getElementById(kept.current)?.focus();
    kept.current = null;
  });
  const rowOf = (thing: Thing): OrderRowProps => {
    const after = (step: Step) =>
      movedOrder(shown, thing.isTarget ? { targetId: thing.id } : { itemId: thing.id }, step);
    return {
      thing,
      mayMove: (step) => after(step) !== null,
      onMove: (step) => {
        const next = after(step);
        if (next === null) return;
        kept.current = buttonId(thing, step);
        onChange(next);
        const { words } = thing;
        setSaid(
          step === -1 ? m.card_order_moved_up({ words }) : m.card_order_moved_down({ words }),
        );
      },
    };
  };
  return { list, shown, said, rowOf };
}

type OrderRowProps = {
  thing: Thing;
  mayMove: (step: Step) => boolean;
  onMove: (step: Step) => void;
};

function OrderRow({ thing, mayMove, onMove }: OrderRowProps) {
  const { words, isTarget } = thing;
  const arrow = (step: Step, label: string, sign: string) => (
    <Button
      id={buttonId(thing, step)}
      aria-label={label}
      busy={!mayMove(step)}
      onClick={() => onMove(step)}
    >
      <span aria-hidden="true">{sign}</span>
    </Button>
  );
  return (
    <div
      className={isTarget ? css.orderTarget : css.orderItem}
      onKeyDown={(event) => {
        const step = stepOf(event);
        if (step === null) return;
        event.preventDefault();
        onMove(step);
      }}
    >
      {isTarget ? <h3 dir="auto">{words}</h3> : <span dir="auto">{words}</span>}
      <div className={css.arrows}>
        {arrow(-1, m.card_order_up({ words }), "↑")}
        {arrow(1, m.card_order_down({ words }), "↓")}
      </div>
    </div>
  );
}

const buttonId = ({ id }: Thing, step: Step): string => `${id}${step === -1 ? "up" : "down"}`;

function stepOf({ key }: KeyboardEvent): Step | null {
  if (key === "ArrowUp") return -1;
  return key === "ArrowDown" ? 1 : null;
}
