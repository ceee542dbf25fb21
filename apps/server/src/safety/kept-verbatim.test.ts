import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import { addItems, newItem } from "#platform/test-card.ts";
import {
  type MarkedClinic,
  makeMarkedClinic,
  mintSignIn,
  openSuperuser,
} from "#platform/test-marked-clinic.ts";
import {
  type Caller,
  request,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";

let trellis: TestTrellis;
let superuser: Database;
let north: MarkedClinic;
let therapist: Caller;
let client: Caller;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
  north = await makeMarkedClinic(trellis, superuser, "north");
  therapist = await mintSignIn(superuser, north.record, north.therapist.accountId, {
    kind: "clinician",
    app: "clinician",
  });
  client = await mintSignIn(superuser, north.record, north.client.accountId, {
    kind: "client",
    app: "client",
  });
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await superuser.close();
  await trellis.close();
});

const url = (rest: string) => `/api/clients/${north.record.clientId}/${rest}`;

/** Reads with both callers; the answer must be JSON that no browser takes for anything else. */
async function read<T>(rest: string, pick: (answer: never) => T): Promise<T> {
  const found: T[] = [];
  for (const caller of [client, therapist]) {
    const answer = await request(trellis, caller, "GET", url(rest));
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    found.push(pick(JSON.parse(answer.rawPayload.toString("utf8")) as never));
  }
  expect(found[1]).toEqual(found[0]);
  return found[0] as T;
}

const TEXTS: readonly (readonly [what: string, text: string])[] = [
  ["markup", `<script>alert("x")</script><img src=x onerror=alert(1)> &amp; &lt;b&gt;`],
  ["quotes", `"'\`\\ \\u0041 \\n %s $1 $& {{x}} \${x} '; DROP TABLE client; --`],
  ["right to left", "שלום עולם \u202Eolleh\u202C مرحبا \u200F!"],
  ["emoji that belong together", "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇪🇸 1️⃣"],
  ["joiners and other things that cannot be seen", "a\u200Db\u200Cc\u2060d\uFEFFe\u00ADf"],
  ["letters in two ways", "é e\u0301 Å \u212B ﬁ ½ Ⅳ"],
  ["lines and spaces", "  one\ntwo\r\nthree\tfour\u00A0five\u2028six  "],
  ["signs of control", "\u0001\u0007\u001B[31mred\u001B[0m\u007F"],
  ["the ends of Unicode", "\u{10FFFF}\uFFFD\uFFFE\u{1F9FF}𝔘"],
  ["a formula", "=1+1 @SUM(A1) +cmd|' /C calc'!A0 -2"],
  ["words of programs", "null undefined NaN true __proto__ constructor toString"],
];

let sequence = 0;
async function writeNote(
  words: string,
  caller: Caller = client,
): Promise<{ status: number; words: unknown }> {
  const operation = {
    id: randomUUID(),
    schema: 1,
    date: "2026-03-02",
    zone: "Europe/Berlin",
    madeAt: "2026-03-02T20:00:00.000Z",
    sequence: (sequence += 1),
  };
  const answer = await request(trellis, caller, "POST", url("card-operations"), {
    operations: [{ ...operation, kind: "note", field: "worth-keeping", words, seen: null }],
  });
  return { status: answer.statusCode, words: answer.json().answers?.[0]?.words };
}
type Week = {
  notes: { date: string; field: string; words: string }[];
  client: { lifeLine: string };
  items: { words: string; scale: { unit?: string } }[];
};
const readNote = () =>
  read(
    "week?to=2026-03-02",
    (week: Week) => week.notes.find((note) => note.field === "worth-keeping")?.words,
  );
const stored = async (text: string, column: string, table: string) => {
  const { rows } = await superuser.pool.query(
    `SELECT 1 FROM ${table} WHERE convert_to(${column}, 'UTF8') = $1`,
    [Buffer.from(text, "utf8")],
  );
  return rows.length > 0;
};

test.each(TEXTS)("a note with %s comes back byte for byte", async (_what, words) => {
  expect(await writeNote(words)).toEqual({ status: 200, words });
  expect(await readNote()).toBe(words);
  expect(await stored(words, "words", "diary_note")).toBe(true);
});

test.each(TEXTS)(
  "words and units of the card with %s come back byte for byte",
  async (_what, words) => {
    const unit = Array.from(words).slice(0, 10).join("");
    const target = { id: randomUUID(), words, level: "qol", direction: "decrease" } as const;
    const scale = { kind: "number", min: 0, max: 10, decimals: 1, unit } as const;
    const item = newItem({ words, aspect: "number", scale, targetId: target.id });
    await addItems(trellis, therapist, north.record.clientId, [item], [target]);
    const design = await read(
      "card",
      (card: { items: Week["items"]; targets: { words: string }[] }) => card,
    );
    expect(design.targets.map((each) => each.words)).toContain(words);
    expect(design.items.find((each) => each.words === words)?.scale.unit).toBe(unit);
  },
);

test.each(TEXTS)("a life line with %s comes back byte for byte", async (_what, words) => {
  for (const text of [
    "UPDATE life_line SET words = $2 WHERE client_id = $1",
    "UPDATE client SET initials = $2 WHERE client_id = $1",
  ])
    await superuser.pool.query(text, [north.record.clientId, words]);
  expect(await read("week?to=2026-03-02", (week: Week) => week.client)).toMatchObject({
    lifeLine: words,
    initials: words,
  });
  const list = await request(trellis, therapist, "GET", "/api/clients");
  expect(list.json().clients).toEqual([
    expect.objectContaining({ lifeLine: words, initials: words }),
  ]);
});

test("any text at all comes back byte for byte or is refused", async () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.string({ unit: "grapheme", maxLength: 200 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
      .map((units) => String.fromCharCode(...units)),
  );
  let kept = 0;
  await fc.assert(
    fc.asyncProperty(texts, async (words) => {
      const written = await writeNote(words);
      const canBeKept = words.isWellFormed() && !words.includes("\u0000");
      expect(written).toEqual(
        canBeKept ? { status: 200, words } : { status: 400, words: undefined },
      );
      if (canBeKept && words !== "") expect(await readNote()).toBe(words);
      if (canBeKept) kept += 1;
    }),
    { numRuns: 150, seed: 20_261_122 },
  );
  expect(kept).toBeGreaterThan(50);
});

test.each([
  ["NUL", "a\u0000b"],
  ["half a character", "a\ud83d"],
  ["the other half", "\udc4db"],
  ["halves the wrong way round", "\udc4d\ud83d"],
])("%s is refused everywhere, and nothing is stored", async (_what, words) => {
  expect((await writeNote("before")).status).toBe(200);
  expect((await writeNote(words)).status).toBe(400);
  expect(await readNote()).toBe("before");
  for (const [rest, body] of [
    [
      "card/items",
      { targets: [{ id: randomUUID(), words, level: "qol", direction: "decrease" }], items: [] },
    ],
    ["card/items", { targets: [], items: [newItem({ words })] }],
    ["card/items", { targets: [], items: [newItem({ coverWords: words })] }],
    [
      `card/items/${north.record.itemId}/versions`,
      { ...newItem({ words }), state: "asked", seen: 1 },
    ],
  ] as const) {
    const answer = await request(trellis, therapist, "POST", url(rest), body);
    expect([answer.statusCode, answer.json().code]).toEqual([400, "invalid-input"]);
  }
});

test("bytes that are no text are refused, not replaced by something like them", async () => {
  expect((await writeNote("before")).status).toBe(200);
  const operation = {
    id: randomUUID(),
    schema: 1,
    date: "2026-03-02",
    zone: "Europe/Berlin",
    madeAt: "2026-03-02T20:00:00.000Z",
    sequence: 0,
    kind: "note",
    field: "worth-keeping",
    words: "BYTE",
    seen: null,
  };
  const [before = "", after = ""] = JSON.stringify({ operations: [operation] }).split("BYTE");
  for (const bytes of [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80]]) {
    const answer = await trellis.server.inject({
      method: "POST",
      url: url("card-operations"),
      headers: {
        host: "127.0.0.1:4400",
        "trellis-app": "client",
        "content-type": "application/json",
        cookie: client.cookie ?? "",
      },
      payload: Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]),
    });
    expect([answer.statusCode, answer.json().code]).toEqual([400, "not-json"]);
  }
  expect(await readNote()).toBe("before");
});
