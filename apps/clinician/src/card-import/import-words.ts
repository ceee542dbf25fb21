import type { CardImportPreview, ImportProblem } from "@trellis/domain/card-import";
import { m } from "@trellis/messages/messages";
import { wordsFaultWords } from "#platform/words-fault-words.ts";
import type { FileFault } from "./csv-text.ts";
import type { ColumnFaults } from "./import-draft.ts";

/** Why a place of the file cannot be read, and what would be right. */
export function problemReason(code: ImportProblem["code"]): string {
  switch (code) {
    case "column-missing":
      return m.import_problem_column_missing();
    case "column-twice":
      return m.import_problem_column_twice();
    case "not-a-date":
      return m.import_problem_not_a_date();
    case "not-a-time":
      return m.import_problem_not_a_time();
    case "not-a-number":
      return m.import_problem_not_a_number();
    case "value-off-scale":
      return m.import_problem_value_off_scale();
    case "day-off-scale":
      return m.import_problem_day_off_scale();
    case "unreadable-file":
      return m.import_problem_unreadable();
    case "no-rows":
      return m.import_problem_no_rows();
  }
}

export function fileFaultWords(fault: FileFault): string {
  switch (fault) {
    case "too-long":
      return m.import_file_too_long();
    case "empty":
      return m.import_file_empty();
    case "not-utf-8":
      return m.import_file_not_utf8();
    case "not-storable":
      return m.words_fault_not_storable();
  }
}

export const columnWordsFault = (fault: NonNullable<ColumnFaults["words"]>): string =>
  fault === "twice" ? m.import_words_twice() : wordsFaultWords(fault);

/** How many values of days a preview would put on the card, or an import has put there. */
export const newValues = (preview: CardImportPreview): number =>
  preview.columns.reduce((sum, column) => sum + column.newDays, 0);
