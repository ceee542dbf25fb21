import type { CsvHead } from "./csv-head.ts";

/** The file that is being brought in. */
export type Source = {
  /** Null for what was pasted. */
  readonly name: string | null;
  readonly text: string;
  readonly lines: number;
  readonly head: CsvHead;
};
