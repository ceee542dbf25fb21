import type { CivilDate } from "@trellis/domain/civil-date";
import type { ClearedEntry, DiaryEntry } from "@trellis/domain/diary-card";
import { sql } from "kysely";

/** A row of `diary_entry` as it is read; `value` null was taken away. */
export type EntryRow = {
  readonly item: string;
  readonly date: CivilDate;
  readonly value: number | null;
  readonly version: number;
  readonly late: boolean;
  readonly paper: boolean;
  readonly clockOff: boolean;
  readonly correctedFrom: number | null;
  readonly correctedOn: CivilDate | null;
};

/** The columns of an `EntryRow` from `diary_entry`. */
export const ENTRY_COLUMNS = sql`
  item_id AS item, date, value, item_version AS version, entered_late AS late, on_paper AS paper, clock_off AS "clockOff",
  corrected_from AS "correctedFrom", corrected_on AS "correctedOn"`;

/** The entries among the rows; a mark that an entry does not have takes no room. */
export const entriesOf = (rows: readonly EntryRow[]): DiaryEntry[] =>
  rows.flatMap(
    ({ item, date, value, version, late, paper, clockOff, correctedFrom, correctedOn }) =>
      value === null
        ? []
        : [
            {
              item,
              date,
              value,
              version,
              late,
              ...(paper ? { paper } : {}),
              ...(clockOff ? { clockOff } : {}),
              ...(correctedFrom === null || correctedOn === null
                ? {}
                : { corrected: { from: correctedFrom, on: correctedOn } }),
            },
          ],
  );

/** What was taken away after its diary day had ended. */
export const clearedOf = (rows: readonly EntryRow[]): ClearedEntry[] =>
  rows.flatMap(({ item, date, value, correctedFrom: from, correctedOn: on }) =>
    value !== null || from === null || on === null ? [] : [{ item, date, from, on }],
  );
