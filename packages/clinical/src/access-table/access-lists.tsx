import { ACCESS_TABLE, type Reach, type Viewer } from "@trellis/domain/access";
import { m } from "@trellis/messages/messages";
import { kindWords } from "../access-words/access-words.tsx";
import type { Audience } from "../level-words/level-words.tsx";
import css from "./access-table.module.css";

const REACHES: readonly Reach[] = ["write", "read", "none"];

function listName(reach: Reach): string {
  switch (reach) {
    case "write":
      return m.access_list_write();
    case "read":
      return m.access_list_read();
    case "none":
      return m.access_list_none();
  }
}

type AccessListsProps = { viewer: Viewer; audience: Audience };

/** One column of the table as lists, for a narrow screen: what somebody can change, see, and not see today. */
export function AccessLists({ viewer, audience }: AccessListsProps) {
  const now = ACCESS_TABLE.filter(({ comesLater }) => !comesLater);
  return (
    <dl className={css.lists}>
      {REACHES.map((reach) => {
        const rows = now.filter((row) => row.reach[viewer] === reach);
        return rows.length === 0 ? null : (
          <div key={reach}>
            <dt className={css.name}>{listName(reach)}</dt>
            <dd>
              <ul className={css.list}>
                {rows.map(({ kind }) => (
                  <li key={kind}>{kindWords(kind, audience)}</li>
                ))}
              </ul>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
