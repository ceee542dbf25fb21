import { ACCESS_TABLE, type AccessRow, type Viewer, VIEWERS } from "@trellis/domain/access";
import { m } from "@trellis/messages/messages";
import { ScrollRegion } from "@trellis/ui/scroll-region";
import { VisuallyHidden } from "@trellis/ui/visually-hidden";
import { useId } from "react";
import { kindWords, reachWords, viewerWords } from "../access-words/access-words.tsx";
import type { Audience } from "../level-words/level-words.tsx";
import css from "./access-table.module.css";

/** Who can do what with which kind of data: the table by which the server decides, in the reader's words. */
export function AccessTable({ audience }: { audience: Audience }) {
  const id = useId();
  return (
    <>
      <small id={id}>{m.access_table_caption()}</small>
      <ScrollRegion labelledBy={id}>
        <table className={css.table} aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col" className={css.column}>
                {audience === "client"
                  ? m.access_table_corner_for_client()
                  : m.access_table_corner()}
              </th>
              {VIEWERS.map((viewer) => (
                <th key={viewer} scope="col" className={css.column}>
                  {viewerWords(viewer, audience)}
                </th>
              ))}
            </tr>
          </thead>
          <Part title={m.access_table_now()} later={false} audience={audience} />
          <Part title={m.access_table_later()} later audience={audience} />
        </table>
      </ScrollRegion>
      <small>
        {audience === "client" ? m.access_table_team_for_client() : m.access_table_team()}
      </small>
    </>
  );
}

type PartProps = { title: string; later: boolean; audience: Audience };

function Part({ title, later, audience }: PartProps) {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={VIEWERS.length + 1} className={css.part}>
          {title}
        </th>
      </tr>
      {ACCESS_TABLE.filter(({ comesLater }) => comesLater === later).map((row) => (
        <tr key={row.kind}>
          <th scope="row" className={css.kind}>
            {kindWords(row.kind, audience)}
          </th>
          {VIEWERS.map((viewer) => (
            <Cell key={viewer} row={row} viewer={viewer} />
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function Cell({ row, viewer }: { row: AccessRow; viewer: Viewer }) {
  const reach = row.reach[viewer];
  return (
    <td className={css.cell} data-reach={reach}>
      {reach === "none" ? (
        <>
          <span aria-hidden="true">–</span>
          <VisuallyHidden>{reachWords(row, viewer)}</VisuallyHidden>
        </>
      ) : (
        reachWords(row, viewer)
      )}
    </td>
  );
}
