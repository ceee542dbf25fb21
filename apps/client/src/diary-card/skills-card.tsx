import type { CardItem } from "@trellis/domain/card-item";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { useId } from "react";
import { CodeRow } from "./choice-entry.tsx";
import { ClearButton } from "./clear-button.tsx";
import type { EntryProps } from "./item-card.tsx";
import { ItemNotes } from "./item-notes.tsx";
import { ClassicRow } from "./rating-entry.tsx";
import css from "./skills-card.module.css";

type SkillsCardProps = Pick<EntryProps, "card" | "date" | "isToday"> & {
  skills: readonly CardItem[];
};

/** All skills of the card, each with what became of it. Wanting to is worth as much ink as helping. */
export function SkillsCard({ skills, ...entry }: SkillsCardProps) {
  return (
    <Card title={entry.isToday ? m.today_skills() : m.today_skills_other_day()}>
      {skills.map((item) => (
        <SkillRow key={item.id} item={item} {...entry} />
      ))}
    </Card>
  );
}

function SkillRow(props: Omit<EntryProps, "titleId">) {
  const id = useId();
  const Row = props.item.scale.kind === "skill-classic" ? ClassicRow : CodeRow;
  return (
    <div className={css.skill} data-entry="">
      <div className={css.head}>
        <h3 id={id}>{props.item.words}</h3>
        <ClearButton {...props} />
      </div>
      <Row {...props} labelledBy={id} />
      <ItemNotes {...props} />
    </div>
  );
}
