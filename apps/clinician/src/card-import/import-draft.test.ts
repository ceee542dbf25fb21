import { CardImportInput } from "@trellis/domain/card-import";
import { describe, expect, it } from "vitest";
import { EMPTY_SCALE } from "#platform/scale-draft.ts";
import { readCsvHead } from "./csv-head.ts";
import {
  beginImport,
  isBegun,
  keepMapping,
  readImport,
  sameForAll,
  valueColumns,
  withColumn,
} from "./import-draft.ts";

const csv = "date,time,down,tired,\n2012-08-13,08:58,-1,4,\n2012-08-14,14:32,0,5,\n";
const begun = beginImport(readCsvHead(csv), "Europe/Amsterdam");
const rating = (min: string, max: string) => ({
  ...EMPTY_SCALE,
  choice: "rating" as const,
  min,
  max,
});

describe("an import that begins", () => {
  it("finds day and time and leaves every other column out", () => {
    expect(begun.dateColumn).toBe("date");
    expect(begun.timeColumn).toBe("time");
    expect(valueColumns(begun).map(({ column, aspect }) => [column, aspect])).toEqual([
      ["down", null],
      ["tired", null],
    ]);
  });

  it("finds no day where the values are none", () => {
    const draft = beginImport(readCsvHead("day,a\n13/08/2012,1\n"), "UTC");
    expect([draft.dateColumn, draft.timeColumn]).toEqual([null, null]);
    expect(readImport(draft, "")).toMatchObject({
      faults: { dateColumn: true, nothingChosen: true },
    });
  });
});

describe("another file", () => {
  it("keeps what was said about columns of the same names", () => {
    const said = { ...withColumn(begun, "down", { aspect: "emotion", words: "sad" }), zone: "UTC" };
    const next = keepMapping(beginImport(readCsvHead("day,down,new\n2013-01-01,1,2\n"), "X"), said);
    expect(next).toMatchObject({ zone: "UTC", dateColumn: "day", timeColumn: null });
    expect(next.columns.map(({ column, aspect }) => [column, aspect])).toEqual([
      ["day", null],
      ["down", "emotion"],
      ["new", null],
    ]);
    expect([isBegun(begun), isBegun(next)]).toEqual([false, true]);
  });
});

describe("what is sent", () => {
  const filled = withColumn(
    sameForAll(begun, { aspect: "emotion", scale: rating("1", "7"), aggregate: "peak" }),
    "down",
    { words: " sadness ", scale: rating("-3", "3") },
  );

  it("has one mapping for each column that is not left out", () => {
    const read = readImport(filled, csv);
    expect(read).toEqual({
      input: {
        csv,
        zone: "Europe/Amsterdam",
        dateColumn: "date",
        timeColumn: "time",
        mappings: [
          {
            column: "down",
            aspect: "emotion",
            words: "sadness",
            scale: { kind: "rating", min: -3, max: 3 },
            aggregate: "peak",
          },
          {
            column: "tired",
            aspect: "emotion",
            words: "tired",
            scale: { kind: "rating", min: 1, max: 7 },
            aggregate: "peak",
          },
        ],
      },
    });
    expect("input" in read && CardImportInput.safeParse(read.input).success).toBe(true);
  });

  it("leaves a column out again", () => {
    const read = readImport(withColumn(filled, "tired", { aspect: null }), csv);
    expect("input" in read && read.input.mappings.map((each) => each.column)).toEqual(["down"]);
  });

  it("waits for what stands in its way, column by column", () => {
    const draft = withColumn(begun, "down", { aspect: "emotion" });
    const read = readImport(draft, csv);
    expect("faults" in read && [...read.faults.columns]).toEqual([
      ["down", { words: "needed", aggregate: true, scale: { choice: "choice-needed" } }],
    ]);
  });

  it("gives no two columns the same words", () => {
    const read = readImport(withColumn(filled, "tired", { words: "sadness" }), csv);
    expect("faults" in read && [...read.faults.columns]).toEqual([
      ["down", { words: "twice", scale: {} }],
      ["tired", { words: "twice", scale: {} }],
    ]);
  });

  it("never fills more than sixty columns", () => {
    const names = Array.from({ length: 61 }, (_, at) => `c${at}`);
    const many = `date,${names.join(",")}\n2012-08-13,${names.map(() => "1").join(",")}\n`;
    const draft = sameForAll(beginImport(readCsvHead(many), "UTC"), {
      aspect: "emotion",
      scale: rating("1", "7"),
      aggregate: "peak",
    });
    expect(readImport(draft, many)).toMatchObject({ faults: { tooMany: true } });
  });
});
