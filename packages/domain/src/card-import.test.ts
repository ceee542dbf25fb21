import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import {
  type Aggregate,
  CardImportInput,
  type ColumnMapping,
  type ImportRow,
  parseMapping,
  planImport,
} from "./card-import.ts";
import { fitsScale, type Scale } from "./card-item.ts";
import { addDays, civilDate } from "./civil-date.ts";

const sadness: Scale = { kind: "rating", min: -3, max: 3 };
const hours: Scale = { kind: "number", min: 0, max: 24, decimals: 2, unit: "h" };

const mapping = (column: string, scale: Scale, aggregate: Aggregate): ColumnMapping => ({
  column,
  aspect: scale.kind === "number" ? "number" : "emotion",
  words: column,
  scale,
  aggregate,
});
const input = (mappings: ColumnMapping[], timeColumn: string | null = "time") => ({
  mappings,
  dateColumn: "date",
  timeColumn,
});
/** Rows as the file has them; the header is line 1. */
const rows = (...cells: Record<string, string>[]): ImportRow[] =>
  cells.map((each, index) => ({ line: index + 2, cells: each }));

describe("a mapping as text", () => {
  it.each([
    ["down=emotion:sadness:-3..3:peak", mapping("down", sadness, "peak"), "sadness"],
    ["hours=number:hours of work:0..24:sum:h", mapping("hours", hours, "sum"), "hours of work"],
    [
      "hurt=act:hurt myself:yes-no:peak",
      { ...mapping("hurt", { kind: "yes-no" }, "peak"), aspect: "act" },
      "hurt myself",
    ],
  ])("%s", (source, expected, words) => {
    expect(parseMapping(source)).toEqual({ ...expected, words });
  });

  it("takes the words for the unit when none is given, without cutting a character in two", () => {
    expect(parseMapping("steps=number:steps:0..90000:sum")?.scale).toMatchObject({ unit: "steps" });
    const long = parseMapping(`x=number:${"a".repeat(19)}👍👍 and more:0..3:sum`);
    expect(long?.scale).toMatchObject({ unit: `${"a".repeat(19)}👍` });
    expect(long?.words).toBe(`${"a".repeat(19)}👍👍 and more`);
  });

  it("keeps decimals in the ends of a quantity", () => {
    expect(parseMapping("kg=number:weight:-0.5..2.25:last:kg")?.scale).toEqual({
      kind: "number",
      min: -0.5,
      max: 2.25,
      decimals: 2,
      unit: "kg",
    });
  });

  it.each([
    "",
    "died=attempt:suicide:0..5:peak",
    "any=check:any of these:0..5:peak",
    "down",
    "down=emotion:sadness:-3..3",
    "=emotion:sadness:-3..3:peak",
    "down=feeling:sadness:-3..3:peak",
    "down=emotion::-3..3:peak",
    "down=emotion: :-3..3:peak",
    "down=emotion:sadness:3..-3:peak",
    "down=emotion:sadness:0..0:peak",
    "down=emotion:sadness:0..100:peak",
    "down=emotion:sadness:0.5..3:peak",
    "down=emotion:sadness:-3..3:average",
    "down=emotion:sadness:-3-3:peak",
    "hours=number:work:0..1e9:sum",
    "hours=number:work:0..24:sum:a unit that is much too long",
    "down=emotion:\u200B:-3..3:peak",
    `down=emotion:${"x".repeat(201)}:-3..3:peak`,
    "down=emotion:sad\u0000:-3..3:peak",
  ])("refuses %j", (source) => {
    expect(parseMapping(source)).toBeNull();
  });
});

describe("the input", () => {
  const whole = {
    csv: "date,down\n2026-03-03,1\n",
    zone: "Europe/Amsterdam",
    dateColumn: "date",
    timeColumn: null,
    mappings: [mapping("down", sadness, "peak")],
  };
  it.each([
    [{}, true],
    [{ zone: "Amsterdam" }, false],
    [{ csv: "" }, false],
    [{ csv: "date\u0000" }, false],
    [{ mappings: [] }, false],
    [{ mappings: Array.from({ length: 61 }, () => whole.mappings[0]) }, false],
    [{ timeColumn: "" }, false],
  ])("with %j is accepted: %s", (change, accepted) => {
    expect(z.safeParse(CardImportInput, { ...whole, ...change }).success).toBe(accepted);
  });
});

describe("several values of one day", () => {
  const day = rows(
    { date: "2026-03-03", time: "21:00", x: "2" },
    { date: "2026-03-03", time: "08:15", x: "-1" },
    { date: "2026-03-03", time: "13:00", x: "0" },
    { date: "2026-03-03", time: "20:59:59", x: "1" },
  );
  it.each([
    ["peak", 2],
    ["last", 2],
    ["sum", 2],
    ["mean", 1],
  ] as const)("%s is %d", (aggregate, value) => {
    const plan = planImport(day, input([mapping("x", sadness, aggregate)]));
    expect(plan).toEqual({ days: [{ column: "x", date: "2026-03-03", value }], problems: [] });
  });

  it("takes the last by time and, at one time or without times, by line", () => {
    const last = input([mapping("x", sadness, "last")]);
    expect(planImport(day.toReversed(), last).days[0]?.value).toBe(2);
    const sameTime = rows(
      { date: "2026-03-03", time: "08:00", x: "3" },
      { date: "2026-03-03", time: "08:00", x: "1" },
    );
    expect(planImport(sameTime, last).days[0]?.value).toBe(1);
    expect(planImport(day, { ...last, timeColumn: null }).days[0]?.value).toBe(1);
  });

  it("rounds a mean to a step of the scale, halves away from zero", () => {
    const mean = (scale: Scale, ...values: string[]) =>
      planImport(
        rows(...values.map((x) => ({ date: "2026-03-03", x }))),
        input([mapping("x", scale, "mean")], null),
      ).days[0]?.value;
    expect(mean(sadness, "1", "2")).toBe(2);
    expect(mean(sadness, "-1", "-2")).toBe(-2);
    expect(Object.is(mean(sadness, "0", "-1", "0"), 0)).toBe(true);
    expect(mean(hours, "0.1", "0.2", "0.2")).toBe(0.17);
  });

  it("adds decimals as they are written", () => {
    const plan = planImport(
      rows({ date: "2026-03-03", x: "0.1" }, { date: "2026-03-03", x: "0.2" }),
      input([mapping("x", hours, "sum")], null),
    );
    expect(plan.days[0]?.value).toBe(0.3);
  });

  it("names a day whose sum is off the scale", () => {
    const plan = planImport(
      rows({ date: "2026-03-03", x: "20" }, { date: "2026-03-03", x: "5" }),
      input([mapping("x", hours, "sum")], null),
    );
    expect(plan).toEqual({
      days: [],
      problems: [{ line: 2, column: "x", code: "day-off-scale", cell: "25" }],
    });
  });

  it("holds hundreds of thousands of rows of one day", () => {
    const many = Array.from({ length: 300_000 }, (_, index) => ({
      line: index + 2,
      cells: { date: "2026-03-03", x: "1" },
    }));
    expect(planImport(many, input([mapping("x", sadness, "peak")], null)).days).toHaveLength(1);
  });
});

describe("one cell", () => {
  const read = (x: string, scale: Scale = hours) => {
    const plan = planImport(
      rows({ date: "2026-03-03", x }),
      input([mapping("x", scale, "last")], null),
    );
    return plan.problems[0]?.code ?? plan.days[0]?.value ?? null;
  };

  it.each([
    ["7", 7],
    ["7.5", 7.5],
    ["7,5", 7.5],
    ["+3", 3],
    [" 3 ", 3],
    ["\u00A03", 3],
    ["007", 7],
    ["-0", 0],
    ["0", 0],
  ])("%j is %d", (cell, value) => {
    expect(read(cell)).toBe(value);
    expect(Object.is(read(cell), -0)).toBe(false);
  });

  it.each(["", " ", "\t", "NA"])("%j is missing and never zero", (cell) => {
    expect(read(cell)).toBeNull();
  });

  it.each([
    "x",
    "1e3",
    "0x10",
    "1.2.3",
    "1 000",
    "1,000.5",
    "--1",
    "٣",
    "Infinity",
    "NaN",
    ".",
    "3h",
    "9".repeat(400),
  ])("%j is no number", (cell) => {
    expect(read(cell)).toBe("not-a-number");
  });

  it.each([
    ["24.01", hours],
    ["0.125", hours],
    ["-1", hours],
    ["4", sadness],
    ["0.5", sadness],
    ["2", { kind: "yes-no" } as const],
  ])("%j is off %j", (cell, scale) => {
    expect(read(cell, scale)).toBe("value-off-scale");
  });

  it("is quoted in part when it is long, never with half a character", () => {
    const plan = planImport(
      rows({ date: "2026-03-03", x: "y".repeat(5000) }),
      input([mapping("x", hours, "last")], null),
    );
    expect(plan.problems).toEqual([
      { line: 2, column: "x", code: "not-a-number", cell: "y".repeat(40) },
    ]);
    const cut = planImport(
      rows({ date: "2026-03-03", x: `${"y".repeat(39)}👍` }),
      input([mapping("x", hours, "last")], null),
    );
    expect(cut.problems[0]?.cell).toBe(`${"y".repeat(39)}\uFFFD`);
  });
});

describe("dates and times", () => {
  it.each(["2026-02-31", "31.02.2026", "2026-2-3", "2026-03-03T10:00", "", "03/03/2026"])(
    "%j is no date",
    (date) => {
      const plan = planImport(rows({ date, x: "1" }), input([mapping("x", sadness, "peak")], null));
      expect(plan).toEqual({
        days: [],
        problems: [{ line: 2, column: "date", code: "not-a-date", cell: date }],
      });
    },
  );

  it.each(["24:00", "9:05", "12:60", "noon", "12:00Z"])("%j is no time", (time) => {
    const plan = planImport(
      rows({ date: "2026-03-03", time, x: "1" }),
      input([mapping("x", sadness, "peak")]),
    );
    expect(plan).toEqual({
      days: [],
      problems: [{ line: 2, column: "time", code: "not-a-time", cell: time }],
    });
  });

  it("name each bad line and go on with the others", () => {
    const plan = planImport(
      rows(
        { date: "2026-02-28", x: "1" },
        { date: "2026-02-31", x: "1" },
        { date: "2026-03-01", x: "9" },
        { date: "2026-03-02", x: "2" },
      ),
      input([mapping("x", sadness, "peak")], null),
    );
    expect(plan.days.map((day) => day.date)).toEqual(["2026-02-28", "2026-03-02"]);
    expect(plan.problems.map(({ line, code }) => [line, code])).toEqual([
      [3, "not-a-date"],
      [4, "value-off-scale"],
    ]);
  });
});

describe("columns", () => {
  it("that no row has are missing values", () => {
    expect(
      planImport(rows({ date: "2026-03-03" }), input([mapping("x", sadness, "peak")], null)),
    ).toEqual({
      days: [],
      problems: [],
    });
  });

  it.each(["constructor", "toString", "__proto__", "hasOwnProperty"])(
    "may be named %s",
    (column) => {
      const cells = Object.fromEntries([
        ["date", "2026-03-03"],
        [column, "2"],
      ]);
      const wanted = input([mapping(column, sadness, "peak")], null);
      expect(planImport([{ line: 2, cells }], wanted).days).toEqual([
        { column, date: "2026-03-03", value: 2 },
      ]);
      expect(planImport(rows({ date: "2026-03-03" }), wanted)).toEqual({ days: [], problems: [] });
    },
  );

  it("go to one item each", () => {
    const twice = input([mapping("x", sadness, "peak"), mapping("x", sadness, "sum")], null);
    expect(planImport(rows({ date: "2026-03-03", x: "1" }), twice)).toEqual({
      days: [],
      problems: [{ line: 1, column: "x", code: "column-twice", cell: "x" }],
    });
  });
});

const cell = fc.oneof(
  fc.integer({ min: -6, max: 30 }).map(String),
  fc.constantFrom("", " ", "NA", "1,5", "2.25", "0.125", "zero", "-0", "\u200B"),
);
const date = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .integer({ min: 0, max: 4 })
      .map((days) => addDays(civilDate("2026-02-26"), days) as string),
  },
  { weight: 1, arbitrary: fc.constantFrom("2026-02-31", "", "today") },
);
const time = fc.constantFrom("", "00:00", "08:30", "23:59:59", "25:00");
const anyRows = fc
  .array(fc.record({ date, time, x: cell, y: cell }), { maxLength: 40 })
  .map((all) => rows(...all));
const anyInput = fc
  .tuple(
    fc.constantFrom<Aggregate>("peak", "last", "mean", "sum"),
    fc.constantFrom<Aggregate>("peak", "last", "mean", "sum"),
  )
  .map(([x, y]) => input([mapping("x", sadness, x), mapping("y", hours, y)]));

describe("no value is lost in silence", () => {
  it("each lands in a day or is named in problems", () => {
    fc.assert(
      fc.property(anyRows, anyInput, (all, wanted) => {
        const { days, problems } = planImport(all, wanted);
        const dateOf = new Map(all.map((row) => [row.line, row.cells["date"]]));
        const ofDay = [
          ...days.map((day) => `${day.date} ${day.column}`),
          ...problems
            .filter((each) => each.code === "day-off-scale")
            .map((each) => `${dateOf.get(each.line)} ${each.column}`),
        ];
        const ofCell = problems
          .filter((each) => each.code !== "day-off-scale")
          .map((each) => `${each.line} ${each.column}`);
        const values = all
          .flatMap(({ line, cells }) => ["x", "y"].map((column) => ({ line, cells, column })))
          .filter(({ cells, column }) => !["", "NA"].includes(cells[column]!.trim()));
        const lost = values.filter(
          ({ line, cells, column }) =>
            !ofDay.includes(`${cells["date"]} ${column}`) &&
            ![column, "date", "time"].some((each) => ofCell.includes(`${line} ${each}`)),
        );
        expect(lost).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("and what lands fits its scale, once per column and day, between the day's lowest and highest", () => {
    fc.assert(
      fc.property(anyRows, anyInput, (all, wanted) => {
        const { days } = planImport(all, wanted);
        expect(new Set(days.map((day) => `${day.date} ${day.column}`)).size).toBe(days.length);
        for (const day of days) {
          const { scale, aggregate } = wanted.mappings.find((each) => each.column === day.column)!;
          expect(fitsScale(scale, day.value)).toBe(true);
          if (aggregate === "sum") continue;
          const values = all
            .filter((row) => row.cells["date"] === day.date)
            .map((row) => Number(row.cells[day.column]!.trim().replace(",", ".") || "NaN"))
            .filter((value) => fitsScale(scale, value));
          expect(day.value).toBeGreaterThanOrEqual(Math.min(...values));
          expect(day.value).toBeLessThanOrEqual(Math.max(...values));
        }
      }),
      { numRuns: 300 },
    );
  });
});
