import type { CardItem } from "@trellis/domain/card-item";
import type { DetailField } from "@trellis/domain/card-operation";
import { m } from "@trellis/messages/messages";
import { TextField } from "@trellis/ui/text-field";
import { TimeField } from "@trellis/ui/time-field";
import { useState } from "react";
import { detailOf, itemStateOf, replacedOf } from "./card-state.ts";
import { dropDraft, typeDraft, writeDetail } from "./card-store.ts";
import type { EntryProps } from "./item-card.tsx";
import { useDraft } from "./use-draft.ts";

/** Greatest length of words beside an item; the server refuses more. */
const MOST = 300;

/** What is asked beside a value above zero, and may stay empty. */
const DETAILS: Readonly<Partial<Record<CardItem["aspect"], DetailField>>> = {
  act: "about-when",
  attempt: "about-when",
  substance: "what",
  event: "what",
};

type DetailProps = Pick<EntryProps, "item" | "card" | "date">;

/** About when it was, or what exactly. */
export function ItemDetails(props: DetailProps) {
  const { item, card, date } = props;
  const field = DETAILS[item.aspect];
  if (field === undefined || (itemStateOf(card, item, date).day ?? 0) <= 0) return null;
  return field === "what" ? <What {...props} /> : <AboutWhen {...props} />;
}

function AboutWhen({ item, card, date }: DetailProps) {
  const stored = detailOf(card, item, "about-when", date);
  const [isEmptied, setEmptied] = useState(false);
  const label = m.today_about_when();
  const hand = (time: string) => {
    setEmptied(false);
    writeDetail(item, "about-when", date, time, `${item.words}: ${label}`);
  };
  return (
    <TimeField
      label={label}
      description={m.today_may_stay_empty()}
      value={isEmptied ? "" : stored}
      onChange={(time) => (time === "" ? setEmptied(true) : hand(time))}
      // Emptied hours come by on the way to another time, so that they count on leaving the field alone.
      onBlur={() => {
        if (isEmptied) hand("");
      }}
    />
  );
}

function What({ item, card, date }: DetailProps) {
  const place = `${item.id}:what ${date}`;
  const label = item.aspect === "event" ? m.today_what_event() : m.today_what_substance();
  const entryLabel = `${item.words}: ${label}`;
  const { words, type, flush } = useDraft(detailOf(card, item, "what", date), (draft) => {
    writeDetail(item, "what", date, draft, entryLabel);
    dropDraft(place);
  });
  const replaced = replacedOf(card, `${item.id}:what`, date);
  return (
    <div onBlur={flush}>
      <TextField
        label={label}
        description={m.today_may_stay_empty()}
        maxLength={MOST}
        multiline={item.aspect === "event"}
        value={words}
        onChange={(text) => {
          type(text);
          typeDraft({ place, label: entryLabel, text, kind: "typing" });
        }}
      />
      {typeof replaced === "string" ? <p>{m.today_replaced_words({ words: replaced })}</p> : null}
    </div>
  );
}
