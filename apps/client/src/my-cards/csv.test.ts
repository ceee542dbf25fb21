import { expect, it } from "vitest";
import { csvText } from "./csv.ts";

const line = (...cells: (string | number | null)[]) => csvText([cells]).slice(1);

it("lets no text become a formula, and leaves numbers numbers", () => {
  const formulas = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\uFF1D1"];
  for (const text of formulas) expect(line(text).replaceAll('"', "")).toBe(`'${text}\r\n`);
  expect(line(-3, 0.5, 0, null, "a = b")).toBe("-3,0.5,0,,a = b\r\n");
});

it("keeps commas, quotes and lines within their cell", () => {
  expect(line('a,"b"', "c\nd")).toBe('"a,""b""","c\nd"\r\n');
  expect(line("a;=1+1", "b\t=1")).toBe('"a;=1+1","b\t=1"\r\n');
  expect(csvText([["á"]]).startsWith("\uFEFF")).toBe(true);
});
