import { codeWords, ratingWords } from "@trellis/clinical/card-value-words/card-value-words";
import { codesOf, type Scale } from "@trellis/domain/card-item";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { ChoiceRow } from "@trellis/ui/choice-row";
import { RatingRow } from "@trellis/ui/rating-row";
import { useId, useState } from "react";
import { type PreviewItem, previewOf, shownWords } from "./preview-cards.ts";
import css from "./phone-preview.module.css";
import tick from "./tick.module.css";

type PhonePreviewProps = {
  /** What is asked, in the card's order. */
  items: readonly PreviewItem[];
};

/** The card as the client's phone will show it, with nothing filled in. It cannot be used. */
export function PhonePreview({ items }: PhonePreviewProps) {
  const id = useId();
  const [covered, setCovered] = useState(true);
  const preview = previewOf(items);
  const hasCover = items.some((item) => item.coverWords !== null);
  const isCovered = covered && hasCover;
  return (
    <section className={css.preview} aria-labelledby={id}>
      <div className={css.head}>
        <h2 id={id}>{m.card_preview_title()}</h2>
        {hasCover ? (
          <label className={css.cover}>
            <input
              type="checkbox"
              className={tick.tick}
              checked={covered}
              onChange={(event) => setCovered(event.target.checked)}
            />
            {m.card_preview_covered()}
          </label>
        ) : null}
      </div>
      <div className={css.phone} tabIndex={0} role="group" aria-labelledby={id}>
        {items.length === 0 ? <p className={css.soft}>{m.card_preview_empty()}</p> : null}
        <div className={css.cards} inert>
          {preview.daily.map(({ item, acts }) => (
            <Card
              key={item.id}
              title={shownWords(item, isCovered)}
              titleId={id + item.id}
              level={3}
            >
              <Entry item={item} labelledBy={id + item.id} />
              <ActList acts={acts} covered={isCovered} />
            </Card>
          ))}
          {preview.skills.length === 0 ? null : (
            <Card title={m.card_preview_skills()} level={3}>
              <EntryList items={preview.skills} covered={isCovered} />
            </Card>
          )}
          {preview.weekly.length === 0 ? null : (
            <Card title={m.card_preview_weekly()} level={3}>
              <EntryList items={preview.weekly} covered={isCovered} />
            </Card>
          )}
        </div>
      </div>
    </section>
  );
}

/** One item as the phone will show it, beside its fields. */
export function ItemPreview({ item }: { item: PreviewItem }) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={css.one}>
      <p id={id} className={css.soft}>
        {m.card_preview_title()}
      </p>
      <div inert>
        <Card title={item.words} titleId={`${id}item`} level={3}>
          {item.coverWords === null ? null : (
            <p className={css.soft}>{m.card_preview_cover_words({ words: item.coverWords })}</p>
          )}
          <Entry item={item} labelledBy={`${id}item`} />
        </Card>
      </div>
    </div>
  );
}

/** One act alone is asked about as such: the urge above it says which. */
function ActList({ acts, covered }: { acts: readonly PreviewItem[]; covered: boolean }) {
  const id = useId();
  const [first] = acts;
  if (first?.aspect !== "act" || first.scale.kind !== "yes-no" || acts.length > 1)
    return <EntryList items={acts} covered={covered} />;
  return (
    <div className={css.part}>
      <p id={id}>{m.today_act_question()}</p>
      <Entry item={first} labelledBy={id} />
    </div>
  );
}

function EntryList({ items, covered }: { items: readonly PreviewItem[]; covered: boolean }) {
  const id = useId();
  return items.map((item) => (
    <div key={item.id} className={css.part}>
      <p id={id + item.id}>{shownWords(item, covered)}</p>
      <Entry item={item} labelledBy={id + item.id} />
    </div>
  ));
}

const nothing = () => undefined;

/** The controls of a scale, with nothing chosen. */
function Entry({ item: { scale }, labelledBy }: { item: PreviewItem; labelledBy: string }) {
  if (scale.kind === "number") return <NumberBox scale={scale} />;
  if (scale.kind === "rating") {
    const words = ratingWords(scale);
    return (
      <RatingRow
        labelledBy={labelledBy}
        min={scale.min}
        max={scale.max}
        value={null}
        onChange={nothing}
        words={words}
      />
    );
  }
  const words = codeWords(scale);
  return (
    <ChoiceRow
      labelledBy={labelledBy}
      options={(codesOf(scale) ?? []).map((code) => ({
        value: String(code),
        label: words[code] ?? String(code),
      }))}
      value={null}
      onChange={nothing}
    />
  );
}

const NumberBox = ({ scale }: { scale: Extract<Scale, { kind: "number" }> }) => (
  <p className={css.number}>
    <span className={css.box} />
    {scale.unit}
  </p>
);
