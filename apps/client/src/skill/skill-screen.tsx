import { moduleWords, skillWords } from "@trellis/clinical/skill-words/skill-words";
import { SKILL_IDS, SKILL_MODULES, type SkillModule } from "@trellis/domain/skill";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { EmptyState } from "@trellis/ui/empty-state";
import { TextField } from "@trellis/ui/text-field";
import { useState } from "react";
import { useLanguage } from "#platform/language.ts";
import { ScreenHead } from "#platform/screen-head.tsx";
import css from "./skill-screen.module.css";

/** The names of the skills by module, each with one line of what it is. Asks for nothing and keeps nothing. */
export function SkillScreen() {
  const locale = useLanguage();
  const [find, setFind] = useState("");
  const found = SKILL_MODULES.map((module) => ({ module, skills: matching(module, find, locale) }));
  const none = found.every(({ skills }) => skills.length === 0);
  return (
    <>
      <ScreenHead title={m.skills_title()} backTo="/more" />
      <p>{m.skills_about()}</p>
      <TextField label={m.skills_find()} type="search" value={find} onChange={setFind} />
      <div role="status">
        {none ? (
          <EmptyState title={m.skills_none_title()}>
            <p>{m.skills_none()}</p>
          </EmptyState>
        ) : null}
      </div>
      {found.map(({ module, skills }) =>
        skills.length === 0 ? null : (
          <Card key={module} title={moduleWords(module)}>
            <dl className={css.skills}>
              {skills.map(({ id, name, line }) => (
                <div key={id}>
                  <dt>{name}</dt>
                  <dd>{line}</dd>
                </div>
              ))}
            </dl>
          </Card>
        ),
      )}
    </>
  );
}

/** Skills of a module whose name or line holds what is looked for, whatever its case and accents. */
function matching(module: SkillModule, find: string, locale: string) {
  const plain = (words: string) =>
    words.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(locale);
  const wanted = plain(find.trim());
  return SKILL_IDS[module]
    .map((id) => ({ id, ...skillWords(id) }))
    .filter(({ name, line }) => plain(`${name} ${line}`).includes(wanted));
}
