import type { Row } from "./row.ts";

const WIDTH = 100;

/** The rows as text: a table, and below it how each number was measured. */
export function printTable(rows: readonly Row[]): string {
  const head = ["row", "value", "unit", "goal", ""];
  const cells = rows.map((row) => [
    row.name,
    row.value === null ? "–" : String(row.value),
    row.unit,
    row.goal,
    row.value === null ? "not measured" : row.holds ? "holds" : "does not hold",
  ]);
  const widths = head.map((word, column) =>
    Math.max(word.length, ...cells.map((line) => (line[column] ?? "").length)),
  );
  const line = (words: readonly string[]): string =>
    words
      .map((word, column) =>
        column === 1 ? word.padStart(widths[1] ?? 0) : word.padEnd(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd();
  const notes = rows.map((row) => `${row.name}\n${wrap(row.how)}`);
  return `${[line(head), ...cells.map(line), "", ...notes].join("\n")}\n`;
}

function wrap(text: string): string {
  const lines: string[] = [];
  let current = " ";
  for (const word of text.split(" ")) {
    if (current.length + word.length + 1 > WIDTH) {
      lines.push(current);
      current = " ";
    }
    current += ` ${word}`;
  }
  return [...lines, current].join("\n");
}
