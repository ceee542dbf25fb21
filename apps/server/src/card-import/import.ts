import { createHash, randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import {
  type CardImportInput,
  type CardImportPreview,
  type ColumnMapping,
  type ImportedDay,
  type ImportProblem,
  LISTED_PROBLEMS,
  planImport,
} from "@trellis/domain/card-import";
import { MOST_ITEMS } from "@trellis/domain/card-item";
import type { CivilDate } from "@trellis/domain/civil-date";
import type { RecordAccess } from "#platform/access.ts";
import type { Tx } from "#platform/database.ts";
import { Failure } from "#platform/failure.ts";
import { readCsv } from "./csv.ts";
import {
  insertEntries,
  insertImport,
  insertImportedItem,
  type KnownItem,
  lockForImport,
  type NewEntry,
  readKnownItems,
  readTakenDays,
} from "./store.ts";

/** A file read and planned, before the database is asked anything. */
export type ReadFile = {
  readonly rows: number;
  /** Days of each column; a column without any is absent. */
  readonly byColumn: ReadonlyMap<string, readonly ImportedDay[]>;
  readonly problems: readonly ImportProblem[];
};

/** Reads the file and plans every day of it. Pure. */
export function readFileOf(input: CardImportInput): ReadFile {
  const file = readCsv(input.csv);
  const wanted = [
    input.dateColumn,
    ...(input.timeColumn === null ? [] : [input.timeColumn]),
    ...input.mappings.map((each) => each.column),
  ];
  const missing = wanted.filter((name) => file.header.length > 0 && !file.header.includes(name));
  const twice = input.mappings
    .map((each) => each.column)
    .filter((name, index, all) => all.indexOf(name) !== index);
  const problems: ImportProblem[] = [
    ...file.problems,
    ...missing.map((column) => ({ line: 1, column, code: "column-missing" as const, cell: "" })),
    ...twice.map((column) => ({ line: 1, column, code: "column-twice" as const, cell: "" })),
  ];
  if (problems.some((problem) => problem.line === 1))
    return { rows: file.rows.length, byColumn: new Map(), problems };
  const plan = planImport(file.rows, input);
  return {
    rows: file.rows.length,
    byColumn: Map.groupBy(plan.days, (day) => day.column),
    problems: [...problems, ...plan.problems],
  };
}

type Column = {
  readonly mapping: ColumnMapping;
  readonly item: KnownItem | null;
  readonly fresh: readonly ImportedDay[];
  readonly kept: number;
};

type Comparison = { readonly known: readonly KnownItem[]; readonly columns: readonly Column[] };

/** What the import would do to this client's card. */
export async function previewImport(
  tx: Tx,
  access: RecordAccess<"card-import", "read" | "write">,
  input: CardImportInput,
  file: ReadFile,
): Promise<CardImportPreview> {
  const { columns } = await compare(tx, access, input, file);
  return describe(file, columns);
}

/**
 * Imports the file, all or nothing. The caller's transaction ends afterwards.
 * @throws Failure 422 when any place of the file is bad; nothing is stored then
 */
export async function applyImport(
  tx: Tx,
  access: RecordAccess<"card-import", "write">,
  input: CardImportInput,
  file: ReadFile,
): Promise<CardImportPreview> {
  if (file.problems.length > 0) {
    throw new Failure(
      422,
      "import-has-problems",
      "The file has places that cannot be read, so nothing was imported.",
      {
        problemCount: file.problems.length,
      },
    );
  }
  await tx.run(...lockForImport(access));
  const comparison = await compare(tx, access, input, file);
  const { columns } = comparison;
  refuseFullCard(comparison);
  const entries: NewEntry[] = [];
  for (const column of columns) {
    const [first] = column.fresh.map((day) => day.date).toSorted();
    if (first === undefined) continue;
    const item = column.item?.id ?? randomUUID();
    const version = column.item?.version ?? 1;
    if (column.item === null)
      await tx.run(...insertImportedItem(access, item, column.mapping, first));
    for (const day of column.fresh)
      entries.push({ item, version, date: day.date, value: day.value });
  }
  if (entries.length > 0) {
    const fileHash = createHash("sha256").update(input.csv).digest();
    await tx.run(
      insertEntries(access, entries),
      insertImport(access, {
        id: randomUUID(),
        fileHash,
        input,
        rows: file.rows,
        entries: entries.length,
      }),
    );
  }
  return describe(file, columns);
}

/** The card holds no more items by import than by hand. */
function refuseFullCard({ known, columns }: Comparison): void {
  const added = columns.filter((column) => column.item === null && column.fresh.length > 0).length;
  const active = known.filter((item) => item.state !== "retired").length;
  if (added > 0 && active + added > MOST_ITEMS) {
    const message = `A card holds at most ${MOST_ITEMS} items; this file would make ${active + added}.`;
    throw new Failure(409, "too-many-items", message, { most: MOST_ITEMS });
  }
}

async function compare(
  tx: Tx,
  access: RecordAccess<"card-import", "read" | "write">,
  input: CardImportInput,
  file: ReadFile,
): Promise<Comparison> {
  const [known] = await tx.run(readKnownItems(access));
  const items = input.mappings.map(
    (mapping) => known.find((item) => isSameItem(item, mapping)) ?? null,
  );
  const [taken] = await tx.run(
    readTakenDays(
      access,
      items.flatMap((item) => (item === null ? [] : [item.id])),
    ),
  );
  const takenDays = new Set(taken.map((each) => `${each.item} ${each.date}`));
  const columns = input.mappings.map((mapping, index) => {
    const item = items[index] ?? null;
    const days = file.byColumn.get(mapping.column) ?? [];
    const fresh = days.filter((day) => item === null || !takenDays.has(`${item.id} ${day.date}`));
    return { mapping, item, fresh, kept: days.length - fresh.length };
  });
  return { known, columns };
}

/** An item is the same when it asks the same words on the same scale; nothing is matched by likeness. */
const isSameItem = (item: KnownItem, mapping: ColumnMapping): boolean =>
  item.state !== "retired" &&
  item.words === mapping.words &&
  item.aspect === mapping.aspect &&
  isDeepStrictEqual(item.scale, mapping.scale);

function describe(file: ReadFile, columns: readonly Column[]): CardImportPreview {
  const days = Array.from(file.byColumn.values()).flat();
  const dates = [...new Set(days.map((day) => day.date))].toSorted();
  return {
    rows: file.rows,
    days: dates.length,
    firstDay: dates[0] ?? null,
    lastDay: (dates.at(-1) as CivilDate | undefined) ?? null,
    columns: columns.map(({ mapping, item, fresh, kept }) => {
      const values = (file.byColumn.get(mapping.column) ?? []).map((day) => day.value);
      return {
        column: mapping.column,
        words: mapping.words,
        newDays: fresh.length,
        keptDays: kept,
        newItem: item === null && fresh.length > 0,
        lowest: values.length > 0 ? values.reduce((a, b) => Math.min(a, b)) : null,
        highest: values.length > 0 ? values.reduce((a, b) => Math.max(a, b)) : null,
      };
    }),
    problems: file.problems.slice(0, LISTED_PROBLEMS),
    problemCount: file.problems.length,
  };
}
