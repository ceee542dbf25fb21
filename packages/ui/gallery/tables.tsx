import { Card } from "@trellis/ui/card";
import { Matrix, type MatrixColumn, type MatrixRow } from "@trellis/ui/matrix";
import type { MatrixCellValue } from "@trellis/ui/matrix-cell";
import { rampStep } from "@trellis/ui/ramp";
import { Table } from "@trellis/ui/table";
import { useState } from "react";
import css from "./gallery.module.css";

const weekdays = ["Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday"];

const columns: MatrixColumn[] = weekdays.map((day, at) => ({
  id: day,
  short: day.slice(0, 1),
  under: String(at < 4 ? 25 + at : at - 3),
  label: at < 4 ? `${day} ${25 + at} February` : `${day} ${at - 3} March`,
}));

function cell(value: string): MatrixCellValue {
  if (value === "") return { kind: "empty", label: "empty" };
  if (value === "–") return { kind: "not-asked", label: "not asked" };
  const marks = value.includes("*") ? ["\u2731\uFE0E"] : [];
  const late = value.includes("_");
  const text = value.replace(/[*_=]/g, "");
  const label = `${text}${marks.length > 0 ? ", acted on" : ""}${late ? ", entered later" : ""}`;
  if (value.includes("=") || text.includes("/")) return { kind: "plain", text, label, marks, late };
  return { kind: "filled", text, label, step: rampStep(Number(text), 0, 5), marks, late };
}

function row(label: string, summary: string, ...values: string[]): MatrixRow {
  return { id: label, label, summary, cells: values.map(cell) };
}

const rows: MatrixRow[] = [
  row("Urge to quit", "1 (0–4)", "", "2", "4", "1", "0", "1_", "0"),
  row("Urge to smoke", "2 (0–5)", "", "3", "5*", "1", "0", "2_", "3"),
  row("Shame", "3 (1–5)", "", "4", "5", "2", "1", "3_", "4*"),
  row("Joy", "2 (0–4)", "", "0", "1", "3", "4", "2_", "1"),
  row("Hours of work or study", "12 a week", "", "4=", "0=", "–", "–", "4=_", "4="),
  row("Skills helped / used", "61 %", "", "1/2", "0/2", "1/1", "–", "1/1_", "1/1"),
];

const legend = "✱ acted on · dotted: empty · – not asked · underlined: entered later";

const people = [
  { id: "rm", name: "R. M.", next: "Wed 4 March, 10:00", days: 6 },
  { id: "tk", name: "T. K.", next: "Thu 5 March, 14:30", days: 7 },
  { id: "as", name: "A. S.", next: "Mon 9 March, 9:00", days: 3 },
];

const long = Array.from({ length: 18 }, (_, at) => ({
  id: String(at + 1),
  short: String(at + 1),
  label: `${at + 1} March`,
}));

/** The week matrix and the plain table. */
export function Tables() {
  const [opened, setOpened] = useState("");
  return (
    <>
      <div className={css.full}>
        <Card title="Since the last session, Wed 25 February">
          <Matrix
            caption="Since the last session"
            captionHidden
            corner="Item"
            columns={columns}
            rows={rows}
            summary="4-week median"
            legend={legend}
          />
        </Card>
      </div>
      <Card title="A matrix whose days open" note={opened || "no day opened"}>
        <Matrix
          caption="Days that open"
          captionHidden
          corner="Item"
          columns={columns}
          rows={rows.slice(0, 3).map((each, at) => ({
            ...each,
            group: at < 2 ? "Urges" : "Feelings",
          }))}
          onOpen={setOpened}
        />
      </Card>
      <Card title="More days than fit">
        <Matrix
          caption="Eighteen days in March"
          corner="Item"
          columns={long}
          rows={[row("Urge to smoke", "", ...Array.from(long, (_, at) => String(at % 6)))]}
        />
      </Card>
      <Card title="My clients">
        <Table
          caption="Clients by next session"
          captionHidden
          rows={people}
          rowKey={(person) => person.id}
          columns={[
            { id: "name", header: "Client", cell: (person) => person.name, rowHeader: true },
            { id: "next", header: "Next session", cell: (person) => person.next },
            {
              id: "days",
              header: "Days on the card",
              cell: (person) => person.days,
              numeric: true,
            },
          ]}
        />
      </Card>
    </>
  );
}
