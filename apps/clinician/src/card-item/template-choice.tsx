import { templateWords } from "@trellis/clinical/library-words/library-words";
import { CARD_TEMPLATES } from "@trellis/domain/card-template";
import { m } from "@trellis/messages/messages";
import { useId } from "react";
import { type BuilderDraft, withTemplate } from "./builder-draft.ts";
import css from "./builder-page.module.css";
import tick from "./tick.module.css";

type TemplateChoiceProps = { draft: BuilderDraft; onChange: (draft: BuilderDraft) => void };

/** The first cards to begin with, each with a line of what it is for. */
export function TemplateChoice({ draft, onChange }: TemplateChoiceProps) {
  const id = useId();
  return (
    <fieldset className={css.templates} aria-label={m.card_builder_templates()}>
      {CARD_TEMPLATES.map((template) => {
        const { name, line } = templateWords(template.id);
        return (
          <label key={template.id} className={css.template}>
            <input
              type="radio"
              className={tick.tick}
              name={id}
              aria-describedby={`${id}${template.id}`}
              aria-label={name}
              checked={draft.template === template.id}
              onChange={() => onChange(withTemplate(draft, template.id))}
            />
            <span>
              <b>{name}</b>
              <small id={`${id}${template.id}`}>{line}</small>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
