import { expect, test } from "vitest";
import { auditCsv, cell } from "./csv.ts";

test("no cell begins like a formula, and quotes, commas and line ends stay inside their cell", () => {
  const cells: readonly (readonly [string, string])[] = [
    ["R. M.", "R. M."],
    ["", ""],
    ["=1+1", `"'=1+1"`],
    ["+49 30", `"'+49 30"`],
    ["-3", `"'-3"`],
    ["@SUM(A1)", `"'@SUM(A1)"`],
    ["  =1", `"'  =1"`],
    ["\t=1", `"'\t=1"`],
    ["＝1", `"'＝1"`],
    ['a "b", c', '"a ""b"", c"'],
    ["a\r\nb", '"a\r\nb"'],
    ["a;b", '"a;b"'],
    ["a\tb", '"a\tb"'],
  ];
  for (const [text, expected] of cells) expect([text, cell(text)]).toEqual([text, expected]);
});

test("a table has a byte order mark, one head and one line a row", () => {
  const row = {
    sequence: 7,
    at: new Date("2026-11-22T08:00:00.123Z"),
    micros: 0,
    origin: "app",
    accountId: "a",
    accountName: "=HYPERLINK(1)",
    accountKind: "clinician",
    operation: "client.list",
    outcome: "done",
    reason: null,
    subjectId: null,
    subjectName: null,
    clientCount: 2,
    clients: [
      { id: "1", initials: "R. M.", tag: "" },
      { id: "2", initials: "T. O.", tag: "east" },
    ],
  } as const;
  const text = auditCsv([row]);
  expect(text.charCodeAt(0)).toBe(0xfeff);
  expect(text.trimEnd().split("\r\n")[1]).toBe(
    `2026-11-22T08:00:00.123Z,"'=HYPERLINK(1)",clinician,a,app,client.list,done,,,,"R. M.; T. O. east","1; 2",7`,
  );
});
