import { itemWords } from "@trellis/clinical/card-value-words/card-value-words";
import type { CardItem } from "@trellis/domain/card-item";
import type { CivilDate } from "@trellis/domain/civil-date";
import { Card } from "@trellis/ui/card";
import type { ReactNode } from "react";
import { ActRow } from "./act-row.tsx";
import { type ItemGroup, mayHurt } from "./card-groups.ts";
import { type CardState, itemStateOf } from "./card-state.ts";
import { ChoiceEntry } from "./choice-entry.tsx";
import { ClearButton } from "./clear-button.tsx";
import { ItemDetails } from "./item-details.tsx";
import { MedicalLine } from "./medical-line.tsx";
import { NumberEntry } from "./number-entry.tsx";
import { RatingEntry } from "./rating-entry.tsx";

type ItemCardProps = {
  group: ItemGroup;
  card: CardState;
  date: CivilDate;
  isToday: boolean;
  /** What the question is about, under its heading. */
  note?: ReactNode;
  /** Level of the heading; 3 inside a section of its own. */
  level?: 2 | 3;
};

/** One item of the card, with the acts of its target. Nothing is chosen before a tap. */
export function ItemCard({ group, card, date, isToday, note, level }: ItemCardProps) {
  const { item, acts } = group;
  const titleId = titleIdOf(item);
  const actedOn = [item, ...acts].some(
    (each) => mayHurt(each) && (itemStateOf(card, each, date).day ?? 0) > 0,
  );
  const entry = { item, card, date, isToday, titleId };
  return (
    <Card
      {...(item.scale.kind === "number"
        ? {}
        : {
            title: itemWords(item),
            titleId,
            aside: <ClearButton item={item} card={card} date={date} />,
          })}
      note={note}
      level={level}
    >
      <Entry {...entry} />
      <ItemDetails {...entry} />
      {acts.map((act) => (
        <ActRow key={act.id} {...entry} item={act} isAlone={acts.length === 1} />
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
  /** Id of the heading that names the controls. */
  titleId: string;
};

function Entry(props: EntryProps) {
  const { scale } = props.item;
  if (scale.kind === "rating") return <RatingEntry {...props} scale={scale} />;
  if (scale.kind === "number") return <NumberEntry {...props} scale={scale} />;
  return <ChoiceEntry {...props} />;
}

/** Id of an item's heading on the page, by which it can be gone to. */
export const titleIdOf = ({ id }: Pick<CardItem, "id">): string => `item-${id}`;
