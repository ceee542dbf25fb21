import { BlankCard } from "@trellis/clinical/blank-card/blank-card";
import type { CardItem } from "@trellis/domain/card-item";
import type { CivilDate } from "@trellis/domain/civil-date";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { Card } from "@trellis/ui/card";
import { CheckRow } from "@trellis/ui/check-row";
import { ChoiceRow } from "@trellis/ui/choice-row";
import { ScrollRegion } from "@trellis/ui/scroll-region";
import { useId, useState } from "react";
import { useEmergencyNumber } from "#platform/emergency-number.ts";
import css from "./paper-page.module.css";

type Dated = "dated" | "open";

/** The blank card: how it is to be, a view of it, and on paper nothing else. */
export function BlankSheet({ items, today }: { items: readonly CardItem[]; today: CivilDate }) {
  const [dated, setDated] = useState<Dated>("dated");
  const [covered, setCovered] = useState(false);
  const id = useId();
  const emergency = useEmergencyNumber();
  const hasCovers = items.some(({ coverWords }) => coverWords !== null);
  return (
    <>
      <div data-print="no">
        <Card
          title={m.paper_blank_title()}
          note={m.paper_blank_words()}
          aside={<Button onClick={() => window.print()}>{m.paper_blank_print()}</Button>}
        >
          <ChoiceRow<Dated>
            label={m.my_cards_blank_days()}
            options={[
              { value: "dated", label: m.my_cards_blank_dated() },
              { value: "open", label: m.my_cards_blank_open() },
            ]}
            value={dated}
            onChange={setDated}
          />
          {hasCovers ? (
            <CheckRow<"covered">
              label={m.my_cards_blank_preview()}
              options={[{ value: "covered", label: m.paper_blank_cover() }]}
              value={covered ? ["covered"] : []}
              onChange={(chosen) => setCovered(chosen.length > 0)}
            />
          ) : null}
        </Card>
      </div>
      <div className={css.sheet}>
        <h2 id={id} data-print="no">
          {m.my_cards_blank_preview()}
        </h2>
        <ScrollRegion labelledBy={id}>
          <BlankCard
            items={items}
            today={today}
            from={dated === "dated" ? today : null}
            covered={covered}
            emergency={emergency}
          />
        </ScrollRegion>
      </div>
    </>
  );
}
