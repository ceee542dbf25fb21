import { skillWords } from "@trellis/clinical/skill-words/skill-words";
import type { SkillScale } from "@trellis/domain/clinic-setting";
import { m } from "@trellis/messages/messages";
import { Button } from "@trellis/ui/button";
import { useId, useState } from "react";
import { scaleWords } from "#platform/scale-words.ts";
import { wordsFaultWords } from "#platform/words-fault-words.ts";
import {
  type BuilderDraft,
  type BuilderRow,
  type RowFaults,
  rowScale,
  rowWords,
  withRow,
} from "./builder-draft.ts";
import { LONGEST_COVER } from "./item-draft.ts";
import css from "./builder-page.module.css";
import tick from "./tick.module.css";

type RowProps = {
  row: BuilderRow;
  draft: BuilderDraft;
  skillScale: SkillScale;
  faults: RowFaults | undefined;
  onChange: (draft: BuilderDraft) => void;
};

/** One thing to choose; once chosen, its words can be typed where they stand. */
export function BuilderRowLine({ row, draft, skillScale, faults, onChange }: RowProps) {
  const id = useId();
  const [covering, setCovering] = useState(row.coverWords !== "");
  const words = rowWords(draft, row);
  const name = words.trim() || rowWords(draft, { ...row, words: null });
  const change = (part: Partial<BuilderRow>) => onChange(withRow(draft, row.id, part));
  const scale = scaleWords(rowScale(row, draft.language, skillScale));
  return (
    <li className={css.row} data-chosen={row.chosen || undefined}>
      <label className={css.check}>
        <input
          type="checkbox"
          className={tick.tick}
          checked={row.chosen}
          aria-label={name}
          aria-describedby={`${id}scale`}
          onChange={(event) => change({ chosen: event.target.checked })}
        />
        {row.chosen ? null : (
          <span className={css.words} lang={draft.language} aria-hidden="true">
            {words}
          </span>
        )}
      </label>
      {row.chosen ? (
        <Words
          label={m.card_builder_words_of({ words: name })}
          longest={undefined}
          value={words}
          fault={faults?.words}
          language={draft.language}
          onChange={(typed) => change({ words: typed })}
        />
      ) : null}
      <small id={`${id}scale`} className={css.scale}>
        {row.source.kind === "skill" && !row.chosen ? skillWords(row.source.skill.id).line : scale}
      </small>
      {row.chosen && !covering ? (
        <Button
          variant="quiet"
          aria-label={m.card_builder_cover_of({ words: name })}
          onClick={() => setCovering(true)}
        >
          {m.card_item_cover()}
        </Button>
      ) : null}
      {row.chosen && covering ? (
        <div className={css.cover}>
          <small aria-hidden="true">{m.card_item_cover()}</small>
          <Words
            label={m.card_builder_cover_of({ words: name })}
            longest={LONGEST_COVER}
            value={row.coverWords}
            fault={faults?.coverWords}
            language={draft.language}
            onChange={(typed) => change({ coverWords: typed })}
            focus
          />
        </div>
      ) : null}
    </li>
  );
}

type WordsProps = {
  label: string;
  /** In characters; undefined for the usual length. */
  longest: number | undefined;
  value: string;
  fault: RowFaults["words"];
  language: string;
  onChange: (words: string) => void;
  focus?: boolean;
};

function Words({ label, longest, value, fault, language, onChange, focus }: WordsProps) {
  const id = useId();
  return (
    <div className={css.field}>
      <input
        className={css.input}
        aria-label={label}
        aria-invalid={fault === undefined ? undefined : true}
        aria-describedby={fault === undefined ? undefined : id}
        value={value}
        lang={language}
        autoComplete="off"
        // The button that opened it is gone; its place is here.
        ref={focus ? focusOnce : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {fault === undefined ? null : <small id={id}>{wordsFaultWords(fault, longest)}</small>}
    </div>
  );
}

/** Takes the focus once the field is there, when nothing else has it. */
function focusOnce(field: HTMLInputElement | null) {
  if (field !== null && document.activeElement === document.body) field.focus();
}
