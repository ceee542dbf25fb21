import { dayWords } from "@trellis/clinical/civil-date-words/civil-date-words";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Sheet } from "@trellis/ui/sheet";
import type { Draft } from "#platform/drafts.ts";
import { HelpLink } from "#platform/help-link.tsx";
import { useLanguage } from "#platform/language.ts";
import type { Unsent } from "#platform/unsent-queue.ts";
import { sendNow } from "#platform/unsent.ts";
import css from "./unsent-sheet.module.css";

type UnsentSheetProps = {
  unsent: readonly Unsent[];
  /** What stands in fields and is no entry yet. */
  drafts: readonly Draft[];
  open: boolean;
  onClose: () => void;
  /** Takes a refused entry off the list. */
  onDrop: (operationId: string) => void;
};

/** What is not sent yet, each with its value and, when it was refused, the reason. */
export function UnsentSheet({ unsent, drafts, open, onClose, onDrop }: UnsentSheetProps) {
  const count = unsent.length + drafts.length;
  const waiting = unsent.some((each) => each.state !== "refused");
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={count === 0 ? m.unsent_none() : m.unsent_title({ count })}
      closeLabel={m.close()}
      actions={
        waiting ? (
          <Button variant="primary" onClick={sendNow}>
            {m.retry()}
          </Button>
        ) : undefined
      }
    >
      <HelpLink onGo={onClose} />
      {waiting || drafts.length > 0 ? <p>{m.unsent_where()}</p> : null}
      <ul className={css.list}>
        {unsent.map((each) => (
          <Entry key={each.operation.id} entry={each} onDrop={onDrop} />
        ))}
        {drafts.map((draft) => (
          <li key={draft.place} className={css.entry}>
            <b>{draft.label}</b>
            <span>{draft.text}</span>
            {draft.kind === "not-kept" ? <small>{m.unsent_not_kept()}</small> : null}
          </li>
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
    case "day-does-not-exist":
      return m.unsent_refused_day();
    case "operation-id-taken":
    case "request":
    case null:
      return m.unsent_refused();
  }
}
