import { dayWords } from "@trellis/clinical/civil-date-words/civil-date-words";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Sheet } from "@trellis/ui/sheet";
import { useLanguage } from "#platform/language.ts";
import type { Unsent } from "#platform/unsent-queue.ts";
import { sendNow } from "#platform/unsent.ts";
import css from "./unsent-sheet.module.css";

type UnsentSheetProps = {
  unsent: readonly Unsent[];
  open: boolean;
  onClose: () => void;
  /** Takes a refused entry off the list. */
  onDrop: (operationId: string) => void;
};

/** What is not sent yet, each with its value and, when it was refused, the reason. */
export function UnsentSheet({ unsent, open, onClose, onDrop }: UnsentSheetProps) {
  const waiting = unsent.some((each) => each.state !== "refused");
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={unsent.length === 0 ? m.unsent_none() : m.unsent_title({ count: unsent.length })}
      closeLabel={m.close()}
      actions={
        waiting ? (
          <Button variant="primary" onClick={sendNow}>
            {m.retry()}
          </Button>
        ) : undefined
      }
    >
      {waiting ? <p>{m.unsent_where()}</p> : null}
      <ul className={css.list}>
        {unsent.map((each) => (
          <Entry key={each.operation.id} entry={each} onDrop={onDrop} />
        ))}
      </ul>
    </Sheet>
  );
}

function Entry({ entry, onDrop }: { entry: Unsent } & Pick<UnsentSheetProps, "onDrop">) {
  const locale = useLanguage();
  const { label, entered, operation, state, refusal } = entry;
  return (
    <li className={css.entry}>
      <small>{dayWords(operation.date, locale)}</small>
      <b>{label}</b>
      <span>{entered === "" ? m.today_cleared() : entered}</span>
      {state === "refused" ? (
        <>
          <small>{refusalWords(refusal)}</small>
          <Button onClick={() => onDrop(operation.id)}>{m.unsent_let_go()}</Button>
        </>
      ) : null}
    </li>
  );
}

function refusalWords(refusal: Unsent["refusal"]): string {
  switch (refusal) {
    case "item-not-found":
    case "item-version-not-found":
      return m.unsent_refused_item();
    case "value-off-scale":
      return m.unsent_refused_value();
    case "operation-id-taken":
    case "request":
    case null:
      return m.unsent_refused();
  }
}
