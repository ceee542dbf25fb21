import { m } from "@trellis/messages/messages";
import { useId } from "react";
import { ChoiceEntry, CodeRow } from "./choice-entry.tsx";
import { ClearButton } from "./clear-button.tsx";
import type { EntryProps } from "./item-card.tsx";
import { ItemDetails } from "./item-details.tsx";
import { ItemNotes } from "./item-notes.tsx";
import { NumberEntry } from "./number-entry.tsx";
import { RatingEntry } from "./rating-entry.tsx";
import css from "./act-row.module.css";

type ActRowProps = EntryProps & {
  /** One act alone needs no name of its own: the urge above it says which. */
  isAlone: boolean;
};

/** What was done of a target, inside the card of its urge. */
export function ActRow({ isAlone, ...props }: ActRowProps) {
  const { scale, aspect } = props.item;
  return (
    <div className={css.act}>
      {scale.kind === "number" ? (
        <NumberEntry {...props} scale={scale} />
      ) : scale.kind === "yes-no" && aspect === "act" && isAlone ? (
        <QuestionRow {...props} />
      ) : (
        <NamedRow {...props} />
      )}
      <ItemDetails {...props} />
    </div>
  );
}

function QuestionRow(props: EntryProps) {
  const ownId = useId();
  return (
    <div data-entry="">
      <div className={css.question}>
        <small id={ownId}>{m.today_act_question()}</small>
        <CodeRow {...props} labelledBy={`${props.titleId} ${ownId}`} />
        <ClearButton {...props} />
      </div>
      <ItemNotes {...props} />
    </div>
  );
}

function NamedRow(props: EntryProps) {
  const { item } = props;
  const ownId = useId();
  return (
    <>
      <div className={css.head}>
        <h3 id={ownId}>{item.words}</h3>
        <ClearButton {...props} />
      </div>
      {item.scale.kind === "rating" ? (
        <RatingEntry {...props} scale={item.scale} titleId={ownId} />
      ) : (
        <ChoiceEntry {...props} titleId={ownId} />
      )}
    </>
  );
}
