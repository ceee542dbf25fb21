import { m } from "@trellis/messages/messages";
import { momentText } from "#platform/moment-words.ts";
import { planFieldLines, planFieldWords } from "./plan-field-words.ts";
import type { PlanClash } from "./plan-query.ts";
import css from "./plan-page.module.css";

/** What the other of the two wrote meanwhile; where both changed the same, theirs to be looked at. */
export function ClashNote({ clash }: { clash: PlanClash }) {
  const { theirs, clashes } = clash;
  return (
    <section className={css.clash} role="alert">
      <p>
        {m.plan_page_clash({
          name: theirs.written.name,
          version: String(theirs.version),
          moment: momentText(theirs.written.at),
        })}
      </p>
      {clashes.length === 0 ? null : (
        <>
          <p>{m.plan_page_clash_both()}</p>
          <dl>
            {clashes.map((field) => (
              <div key={field}>
                <dt>{planFieldWords(field)}</dt>
                {linesOr(planFieldLines(theirs.plan, field)).map((line, at) => (
                  <dd key={String(at)}>{line}</dd>
                ))}
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}

const linesOr = (lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [m.plan_page_clash_empty()] : lines;
