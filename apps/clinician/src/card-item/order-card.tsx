import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { VisuallyHidden } from "@trellis/ui/visually-hidden";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
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
export function OrderCard({
  card,
  order,
  busy,
  error,
  onChange,
  onSave,
  onCancel,
}: OrderCardProps) {
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
  const after = (thing: Thing, step: Step) =>
    movedOrder(shown, thing.isTarget ? { targetId: thing.id } : { itemId: thing.id }, step);
  const move = (thing: Thing, step: Step) => {
    const next = after(thing, step);
    if (next === null) return;
    kept.current = buttonId(thing, step);
    onChange(next);
    setSaid(
      step === -1
        ? m.card_order_moved_up({ words: thing.words })
        : m.card_order_moved_down({ words: thing.words }),
    );
  };
  const row = (thing: Thing) => (
    <div
      className={thing.isTarget ? css.orderTarget : css.orderItem}
      onKeyDown={(event) => {
        const step = stepOf(event);
        if (step === null) return;
        event.preventDefault();
        move(thing, step);
      }}
    >
      {thing.isTarget ? <h3 dir="auto">{thing.words}</h3> : <span dir="auto">{thing.words}</span>}
      <div className={css.arrows}>
        <Button
          id={buttonId(thing, -1)}
          aria-label={m.card_order_up({ words: thing.words })}
          busy={after(thing, -1) === null}
          onClick={() => move(thing, -1)}
        >
          <span aria-hidden="true">↑</span>
        </Button>
        <Button
          id={buttonId(thing, 1)}
          aria-label={m.card_order_down({ words: thing.words })}
          busy={after(thing, 1) === null}
          onClick={() => move(thing, 1)}
        >
          <span aria-hidden="true">↓</span>
        </Button>
      </div>
    </div>
  );
  return (
    <Card title={m.card_order_title()} note={m.card_order_note()}>
      <div ref={list} className={css.part}>
        {cardGroups(shown).map(({ target, items }) => (
          <section key={target?.id ?? "none"} className={css.orderGroup}>
            {target === null ? (
              <h3>{m.card_design_no_target_title()}</h3>
            ) : (
              row({ id: target.id, words: target.words, isTarget: true })
            )}
            <ul className={css.list}>
              {items.map((item) => (
                <li key={item.id}>{row({ id: item.id, words: item.words, isTarget: false })}</li>
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
    </Card>
  );
}

const buttonId = ({ id }: Thing, step: Step): string => `${id}${step === -1 ? "up" : "down"}`;

function stepOf({ key }: KeyboardEvent): Step | null {
  if (key === "ArrowUp") return -1;
  return key === "ArrowDown" ? 1 : null;
}
