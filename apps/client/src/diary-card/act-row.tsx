import { m } from "@trellis/messages/messages";
import { useId } from "react";
import { ClearButton } from "./clear-button.tsx";
import type { EntryProps } from "./item-card.tsx";
import { ItemNotes } from "./item-notes.tsx";
import { NumberEntry } from "./number-entry.tsx";
import { RatingEntry } from "./rating-entry.tsx";
import { YesNoRow } from "./yes-no-entry.tsx";
import css from "./act-row.module.css";

/** The act of a target, inside the card of its urge. */
export function ActRow(props: EntryProps) {
  const { item, titleId } = props;
  const ownId = useId();
  if (item.scale.kind === "number") return <NumberEntry {...props} scale={item.scale} />;
  if (item.scale.kind === "rating") {
    return (
      <div className={css.act}>
        <div className={css.head}>
          <h3 id={ownId}>{item.words}</h3>
          <ClearButton {...props} />
        </div>
        <RatingEntry {...props} scale={item.scale} titleId={ownId} />
      </div>
    );
  }
  return (
    <div className={css.act} data-entry="">
      <div className={css.question}>
        <small id={ownId}>{m.today_act_question()}</small>
        <YesNoRow {...props} labelledBy={`${titleId} ${ownId}`} label={item.words} />
        <ClearButton {...props} />
      </div>
      <ItemNotes {...props} />
    </div>
  );
}
