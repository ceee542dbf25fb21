import { recordActOf, recordThingOf } from "@trellis/domain/audit";
import type { ReadRow } from "./who-read-store.ts";

/** What somebody did with one client's record. */
export type WhoReadLine = {
  readonly clientId: string;
  readonly initials: string;
  readonly tag: string;
  /** How often the client stood in a list, a part of the record was opened, and changed. */
  readonly listed: number;
  readonly opened: number;
  readonly changed: number;
  readonly refused: number;
  readonly first: string;
  readonly last: string;
};

const kindOf = ({ operation, outcome }: ReadRow): "listed" | "opened" | "changed" | "refused" => {
  if (outcome === "refused") return "refused";
  if (recordActOf(operation) === "changed") return "changed";
  return recordThingOf(operation) === "list" ? "listed" : "opened";
};

/** One line a client, in the order of the rows. */
export function linesOf(rows: readonly ReadRow[]): readonly WhoReadLine[] {
  const lines = new Map<string, WhoReadLine>();
  for (const row of rows) {
    const { clientId, initials, tag, first, last, times } = row;
    const none = {
      clientId,
      initials,
      tag,
      listed: 0,
      opened: 0,
      changed: 0,
      refused: 0,
      first,
      last,
    };
    const line = lines.get(clientId) ?? none;
    const kind = kindOf(row);
    lines.set(clientId, {
      ...line,
      [kind]: line[kind] + times,
      first: first < line.first ? first : line.first,
      last: last > line.last ? last : line.last,
    });
  }
  return [...lines.values()];
}
