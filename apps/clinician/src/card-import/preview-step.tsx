import { numberWords } from "@trellis/clinical/card-value-words/card-value-words";
import type { CardImportPreview, ImportProblem } from "@trellis/domain/card-import";
import { m } from "@trellis/messages/messages";
import { getLocale } from "@trellis/messages/runtime";
import { Card } from "@trellis/ui/card";
import { Table } from "@trellis/ui/table";
import { type ReactNode, useEffect, useRef } from "react";
import { dayText } from "#platform/day-words.ts";
import { newValues, problemReason } from "./import-words.ts";
import css from "./import-page.module.css";

type PreviewProps = { preview: CardImportPreview };
type PreviewCardProps = PreviewProps & {
  /** The button that does it, where nothing stands in the way. */
  action: ReactNode;
};

/** What the import would do, or what stands in its way. */
export function PreviewCard({ preview, action }: PreviewCardProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: "start", behavior: "smooth" });
  }, []);
  return (
    <div ref={place} tabIndex={-1} className={css.preview}>
      <Card title={m.import_preview_title()}>
        <p>{factWords(preview)}</p>
        {preview.problemCount > 0 ? <Problems preview={preview} /> : null}
        {preview.problemCount === 0 && newValues(preview) === 0 ? (
          <p>{m.import_preview_nothing_new()}</p>
        ) : null}
        {action}
        {preview.columns.length === 0 ? null : <ColumnTable preview={preview} />}
      </Card>
    </div>
  );
}

function factWords({ rows, days, firstDay, lastDay }: CardImportPreview): string {
  const counted = m.import_preview_rows({ count: rows });
  if (firstDay === null || lastDay === null) return counted;
  const span = m.session_span({ from: dayText(firstDay), to: dayText(lastDay) });
  return `${counted} · ${m.days_count({ count: days })} · ${span}`;
}

/** One line for each column: how many days get a value, how many keep theirs. */
export function ColumnTable({ preview }: PreviewProps) {
  const locale = getLocale();
  return (
    <Table
      caption={m.import_preview_table()}
      captionHidden
      columns={[
        { id: "words", header: m.import_preview_item(), cell: (row) => row.words, rowHeader: true },
        {
          id: "new",
          header: m.import_preview_new_days(),
          cell: (row) => row.newDays,
          numeric: true,
        },
        {
          id: "kept",
          header: m.import_preview_kept_days(),
          cell: (row) => row.keptDays,
          numeric: true,
        },
        {
          id: "range",
          header: m.import_preview_values(),
          cell: (row) =>
            row.lowest === null || row.highest === null
              ? ""
              : m.scale_rating({
                  min: numberWords(row.lowest, locale),
                  max: numberWords(row.highest, locale),
                }),
          numeric: true,
        },
        {
          id: "item",
          header: m.import_preview_on_card(),
          cell: (row) =>
            row.newItem ? m.import_preview_new_item() : m.import_preview_known_item(),
        },
      ]}
      rows={preview.columns}
      rowKey={(row) => row.column}
    />
  );
}

function Problems({ preview }: PreviewProps) {
  const { problems, problemCount } = preview;
  const rows = problems.map((problem, at) => ({ ...problem, key: String(at) }));
  return (
    <div className={css.problems} role="region" aria-label={m.import_problems_title()} tabIndex={0}>
      <p>
        <b>{m.import_problems({ count: problemCount })}</b> {m.import_problems_what_next()}
      </p>
      <Table
        caption={m.import_problems_title()}
        captionHidden
        columns={[
          { id: "line", header: m.import_problem_line(), cell: (row) => row.line, numeric: true },
          { id: "column", header: m.import_problem_column(), cell: (row) => row.column },
          { id: "cell", header: m.import_problem_cell(), cell: cellWords },
          { id: "why", header: m.import_problem_why(), cell: (row) => problemReason(row.code) },
        ]}
        rows={rows}
        rowKey={(row) => row.key}
      />
      {problemCount > problems.length ? (
        <p>{m.import_problems_more({ count: problemCount - problems.length })}</p>
      ) : null}
    </div>
  );
}

/** What stands in the file; the reader's own words about a whole line are not among it. */
const cellWords = ({ code, cell }: ImportProblem) => (code === "unreadable-file" ? "" : cell);
