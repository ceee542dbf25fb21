import { describe, expect, it } from "vitest";
import { firstValues, namesTwice, readCsvHead } from "./csv-head.ts";

describe("the beginning of a file", () => {
  it("gives columns and first rows", () => {
    const head = readCsvHead("date,time, down \r\n2012-08-13,08:58,-1\r\n\r\n2012-08-14,14:32,\n");
    expect(head.columns).toEqual(["date", "time", "down"]);
    expect(head.rows).toEqual([
      ["2012-08-13", "08:58", "-1"],
      ["2012-08-14", "14:32", ""],
    ]);
    expect(firstValues(head, "down")).toEqual(["-1"]);
    expect(firstValues(head, "other")).toEqual([]);
  });

  it.each([
    ["date;a,b;c\n", ["date", "a,b", "c"]],
    ["date\tdown\n", ["date", "down"]],
    ['"date","say ""hi"", you",x', ["date", 'say "hi", you', "x"]],
    ['"two\nlines",b', ["two\nlines", "b"]],
    ["\ufeffdate,b", ["date", "b"]],
    ["one", ["one"]],
  ])("reads %j", (text, columns) => {
    expect(readCsvHead(text).columns).toEqual(columns);
  });

  it("is nothing for an empty text and never endless", () => {
    expect(readCsvHead("")).toEqual({ columns: [], rows: [] });
    expect(readCsvHead(`a,b\n${"1,2\n".repeat(100_000)}`).rows).toHaveLength(5);
    expect(readCsvHead(`"${"a".repeat(300_000)}`).columns[0]).toHaveLength(199_999);
  });

  it("names columns that stand there twice", () => {
    expect(namesTwice(readCsvHead("a,b,a,a"))).toEqual(["a"]);
    expect(namesTwice(readCsvHead("a,b"))).toEqual([]);
  });
});
