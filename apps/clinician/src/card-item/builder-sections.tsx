import { moduleWords } from "@trellis/clinical/skill-words/skill-words";
import type { SkillScale } from "@trellis/domain/clinic-setting";
import { LIBRARY_TARGETS, type LibraryTargetId } from "@trellis/domain/item-library";
import { SKILL_MODULES } from "@trellis/domain/skill";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { TextField } from "@trellis/ui/text-field";
import { wordsFaultWords } from "#platform/words-fault-words.ts";
import {
  type BuilderDraft,
  type BuilderFaults,
  type BuilderRow,
  targetOf,
  targetWords,
  withTargetWords,
} from "./builder-draft.ts";
import { BuilderRowLine } from "./builder-row.tsx";
import { levelChoiceWords } from "./target-sheet.tsx";
import css from "./builder-page.module.css";

type SectionsProps = {
  draft: BuilderDraft;
  skillScale: SkillScale;
  /** What stands in the way, once somebody has tried to save. */
  faults: BuilderFaults | null;
  onChange: (draft: BuilderDraft) => void;
};

type Section = "ltb" | "tib" | "qol" | "skill" | "feelings" | "daily" | "weekly" | "skills";
const SECTIONS: readonly Section[] = [
  "ltb",
  "tib",
  "qol",
  "skill",
  "feelings",
  "daily",
  "weekly",
  "skills",
];

function sectionOf({ source }: BuilderRow): Section {
  if (source.kind === "skill") return "skills";
  const { item } = source;
  if (item.rhythm === "weekly") return "weekly";
  return item.level ?? (item.aspect === "emotion" ? "feelings" : "daily");
}

function sectionWords(section: Section): string {
  switch (section) {
    case "feelings":
      return m.card_builder_feelings();
    case "daily":
      return m.card_builder_other();
    case "weekly":
      return m.card_preview_weekly();
    case "skills":
      return m.card_builder_skills();
    case "ltb":
    case "tib":
    case "qol":
    case "skill":
      return levelChoiceWords(section);
  }
}

/**
 * What can be chosen, in the order of the hierarchy. Beside a template the rest of the library is folded, and the
 * catalogue of skills always is.
 */
export function BuilderSections(props: SectionsProps) {
  const sections = Map.groupBy(props.draft.rows, sectionOf);
  const isOpen = (row: BuilderRow, section: Section) =>
    props.draft.template === null ? section !== "skills" : row.ofTemplate;
  const more = SECTIONS.map((section) => ({
    section,
    rows: (sections.get(section) ?? []).filter((row) => !isOpen(row, section)),
  })).filter(({ rows }) => rows.length > 0);
  return (
    <>
      {SECTIONS.map((section) => {
        const rows = (sections.get(section) ?? []).filter((row) => isOpen(row, section));
        return rows.length === 0 ? null : (
          <Card key={section} title={sectionWords(section)}>
            <Rows {...props} rows={rows} />
          </Card>
        );
      })}
      {more.length === 0 ? null : (
        <Card title={m.card_builder_more()}>
          {more.map(({ section, rows }) => (
            <details key={section} className={css.more}>
              <summary className={css.summary}>{sectionWords(section)}</summary>
              {section === "skills" ? (
                <Skills {...props} rows={rows} />
              ) : (
                <Rows {...props} rows={rows} />
              )}
            </details>
          ))}
        </Card>
      )}
    </>
  );
}

type RowsProps = SectionsProps & { rows: readonly BuilderRow[] };

/** Rows of one target stand under its words, which are the client's to say. */
function Rows(props: RowsProps) {
  const { draft, rows } = props;
  const groups = Map.groupBy(rows, (row) => (isDaily(row) ? targetOf(row) : null));
  return Array.from(groups, ([target, here]) => (
    <div key={target ?? "none"} className={css.group}>
      {target === null ? null : <TargetWords {...props} id={target} rows={here} />}
      <ul className={css.rows}>
        {here.map((row) => (
          <BuilderRowLine
            key={row.id}
            row={row}
            draft={draft}
            skillScale={props.skillScale}
            faults={props.faults?.rows.get(row.id)}
            onChange={props.onChange}
          />
        ))}
      </ul>
    </div>
  ));
}

const isDaily = ({ source }: BuilderRow): boolean =>
  source.kind === "library" && source.item.rhythm === "daily";

function TargetWords({ draft, id, rows, faults, onChange }: RowsProps & { id: LibraryTargetId }) {
  if (!rows.some((row) => row.chosen)) return null;
  if (draft.targets.get(id)?.known)
    return (
      <p className={css.known}>{m.card_builder_known_target({ words: targetWords(draft, id) })}</p>
    );
  const fault = faults?.targets.get(id);
  return (
    <TextField
      label={
        LIBRARY_TARGETS[id].direction === "decrease"
          ? m.card_builder_target_decrease()
          : m.card_builder_target_increase()
      }
      value={targetWords(draft, id)}
      onChange={(words) => onChange(withTargetWords(draft, id, words))}
      error={fault && wordsFaultWords(fault)}
      autoComplete="off"
      lang={draft.language}
    />
  );
}

/** The catalogue by modules. */
function Skills(props: RowsProps) {
  return SKILL_MODULES.map((module) => {
    const rows = props.rows.filter(
      ({ source }) => source.kind === "skill" && source.skill.module === module,
    );
    return rows.length === 0 ? null : (
      <div key={module} className={css.group}>
        <h3 className={css.module}>{moduleWords(module)}</h3>
        <Rows {...props} rows={rows} />
      </div>
    );
  });
}
