import { itemWords } from "@trellis/clinical/card-value-words/card-value-words";
import type { CardItem } from "@trellis/domain/card-item";
import type { CivilDate } from "@trellis/domain/civil-date";
import { Card } from "@trellis/ui/card";
import { useId } from "react";
import { ActRow } from "./act-row.tsx";
import type { CardGroup } from "./card-groups.ts";
import { type CardState, itemStateOf } from "./card-store.ts";
import { ClearButton } from "./clear-button.tsx";
import { MedicalLine } from "./medical-line.tsx";
import { NumberEntry } from "./number-entry.tsx";
import { RatingEntry } from "./rating-entry.tsx";
import { YesNoEntry } from "./yes-no-entry.tsx";

type ItemCardProps = { group: CardGroup; card: CardState; date: CivilDate; isToday: boolean };

/** One item of the card, with the acts of its target. Nothing is chosen before a tap. */
export function ItemCard({ group, card, date, isToday }: ItemCardProps) {
  const { item, acts } = group;
  const titleId = useId();
  const actedOn = [item, ...acts].some(
    (each) => isLifeThreateningAct(each) && (itemStateOf(card, each, date).day ?? 0) > 0,
  );
  const entry = { item, card, date, isToday };
  return (
    <Card
      {...(item.scale.kind === "number"
        ? {}
        : {
            title: itemWords(item),
            titleId,
            aside: <ClearButton item={item} card={card} date={date} />,
          })}
    >
      <Entry {...entry} titleId={titleId} />
      {acts.map((act) => (
        <ActRow key={act.id} {...entry} item={act} titleId={titleId} />
      ))}
      <MedicalLine shown={actedOn} />
    </Card>
  );
}

export type EntryProps = {
  item: CardItem;
  card: CardState;
  date: CivilDate;
  isToday: boolean;
  /** Id of the card's heading, which names the controls. */
  titleId: string;
};

function Entry(props: EntryProps) {
  switch (props.item.scale.kind) {
    case "rating":
      return <RatingEntry {...props} scale={props.item.scale} />;
    case "yes-no":
      return <YesNoEntry {...props} />;
    case "number":
      return <NumberEntry {...props} scale={props.item.scale} />;
  }
}

const isLifeThreateningAct = ({ aspect, level }: CardItem): boolean =>
  aspect === "act" && level === "ltb";
