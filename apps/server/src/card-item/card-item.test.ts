import type { addToCard } from "@trellis/api/card-item";
import type { OutputOf } from "@trellis/api/operation";
import { MOST_ITEMS, type NewCardItem } from "@trellis/domain/card-item";
import type { NewTargetBehaviour } from "@trellis/domain/target-behaviour";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newItem } from "#platform/test-card.ts";
import { makeTestClinic, TEST_PASSWORD, type TestClinic } from "#platform/test-clinic.ts";
import {
  type Caller,
  freshId,
  request,
  signInAs,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";

type Design = OutputOf<typeof addToCard>;

let trellis: TestTrellis;
let clinic: TestClinic;
let therapist: Caller;
let clientId: string;

const send = (method: "GET" | "POST" | "PUT", rest: string, body?: object) =>
  request(trellis, therapist, method, `/api/clients/${clientId}/${rest}`, body);
const add = (items: readonly NewCardItem[], targets: readonly NewTargetBehaviour[] = []) =>
  send("POST", "card/items", { items, targets });
const design = async (): Promise<Design> => (await send("GET", "card")).json();
const newest = async (id: string) => (await design()).items.find((item) => item.id === id);

const newTarget = (more: Partial<NewTargetBehaviour> = {}): NewTargetBehaviour => ({
  id: freshId(),
  words: "Hurting myself",
  level: "ltb",
  direction: "decrease",
  ...more,
});
const asked = ({ words, coverWords, scale, rhythm, short }: NewCardItem) => ({
  words,
  coverWords,
  scale,
  rhythm,
  short,
  state: "asked",
});
const revise = (item: NewCardItem, seen: number, more: object = {}) =>
  send("POST", `card/items/${item.id}/versions`, { ...asked(item), seen, ...more });
const reviseTarget = ({ id, ...target }: NewTargetBehaviour, more: object = {}) =>
  send("PUT", `targets/${id}`, { ...target, closed: false, ...more });

const on = (day: string) => trellis.setNow(Date.parse(`${day}T12:00:00Z`));

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  clinic = await makeTestClinic(trellis, "north");
  therapist = await signInAs(trellis, "clinician", "north", clinic.therapist.email, TEST_PASSWORD);
  clientId = clinic.client.clientId;
});
beforeEach(() => {
  on("2026-03-02");
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await trellis.close();
});

describe("a first card", () => {
  test("is there at once, in the order of the hierarchy and then as it was sent", async () => {
    const [hurting, work] = [newTarget(), newTarget({ words: "Work", level: "qol" })];
    const items = [
      newItem({ words: "Joy", library: "joy" }),
      newItem({ words: "Hours", aspect: "goal", targetId: work.id }),
      newItem({
        words: "Urge",
        aspect: "urge",
        coverWords: "U",
        short: true,
        targetId: hurting.id,
      }),
      newItem({ words: "Did it", aspect: "act", scale: { kind: "yes-no" }, targetId: hurting.id }),
    ];
    const answer = await add(items, [hurting, work]);
    expect(answer.statusCode, answer.body).toBe(200);
    const { targets, items: card } = answer.json() as Design;
    // Targets of one moment stand in the order of their ids, which this test makes up.
    expect(new Map(targets.map(({ words, closedOn }) => [words, closedOn]))).toEqual(
      new Map([
        ["Hurting myself", null],
        ["Work", null],
      ]),
    );
    expect(card.map(({ words, level, version }) => [words, level, version])).toEqual([
      ["Urge", "ltb", 1],
      ["Did it", "ltb", 1],
      ["Hours", "qol", 1],
      ["Joy", null, 1],
    ]);
    expect(card[0]).toMatchObject({ coverWords: "U", short: true, validFrom: "2026-03-02" });
    expect(card[3]).toMatchObject({ library: "joy", spans: [{ from: "2026-03-02", until: null }] });
    // Sent again it adds nothing, also after a rewording.
    await revise(items[0]!, 1, { words: "Delight" });
    const again = await add(items, [hurting, work]);
    expect([again.statusCode, again.json().items.length]).toEqual([200, 4]);
  });

  test("is added as a whole or not at all", async () => {
    const before = await design();
    const [target, item] = [newTarget(), newItem()];
    expect((await add([item, newItem({ targetId: freshId() })], [target])).statusCode).toBe(404);
    expect(await design()).toEqual(before);
  });

  test("takes no id that stands for something else, and no id twice", async () => {
    const [target, item] = [newTarget(), newItem()];
    await add([item], [target]);
    for (const answer of [
      await add([{ ...item, words: "Other" }]),
      await add([{ ...item, aspect: "watch" }]),
      await add([], [{ ...target, level: "tib" }]),
    ])
      expect([answer.statusCode, answer.json().code]).toEqual([409, "already-there"]);
    const twice = await add([item, item]);
    expect([twice.statusCode, twice.json().code]).toEqual([400, "invalid-input"]);
  });

  test("of one client may have an id that another client's card has", async () => {
    const [target, item] = [newTarget(), newItem()];
    await add([item], [target]);
    const other = await signInAs(
      trellis,
      "clinician",
      "north",
      clinic.otherTherapist.email,
      TEST_PASSWORD,
    );
    const url = `/api/clients/${clinic.otherClient.clientId}/card/items`;
    const body = { items: [{ ...item, targetId: target.id }], targets: [target] };
    const answer = await request(trellis, other, "POST", url, body);
    expect(answer.statusCode, answer.body).toBe(200);
    expect((await newest(item.id))?.targetId).toBeNull();
  });
});

describe("a card", () => {
  test.each([
    ["a suicide act on a rating", { aspect: "attempt" }],
    ["an urge in the words of the suicide act", { aspect: "urge", scale: { kind: "attempt" } }],
    ["the weekly question on a rating", { aspect: "check" }],
    ["no words", { words: " " }],
    ["a scale that is none", { scale: { kind: "rating", min: 5, max: 0 } }],
    ["an id of the library with a space", { library: "opposite action" }],
    ["an aspect that is none", { aspect: "mood" }],
  ])("takes no item with %s", async (_what, more) => {
    const answer = await add([{ ...newItem(), ...more } as NewCardItem]);
    expect([answer.statusCode, answer.json().code]).toEqual([400, "invalid-input"]);
  });

  test("holds at most as many items as it may, retired ones apart", async () => {
    const present = (await design()).items.filter(({ state }) => state !== "retired").length;
    const [spare, ...items] = Array.from({ length: MOST_ITEMS - present }, () => newItem());
    expect((await add([spare!, ...items])).statusCode).toBe(200);
    const more = await add([newItem()]);
    expect([more.statusCode, more.json().code]).toEqual([409, "too-many-items"]);
    for (const item of items) await revise(item, 1, { state: "retired" });
    const [back, filling] = [items[0]!, Array.from({ length: items.length }, () => newItem())];
    expect((await add(filling)).statusCode).toBe(200);
    const full = await revise(back, 2);
    expect([full.statusCode, full.json().code]).toEqual([409, "too-many-items"]);
    for (const item of [spare!, ...filling]) await revise(item, 1, { state: "retired" });
    expect((await revise(back, 2)).statusCode).toBe(200);
    await revise(back, 3, { state: "retired" });
  });
});

describe("a revision", () => {
  test("is a version from its day on, and the same once more is none", async () => {
    const item = newItem();
    await add([item]);
    on("2026-03-05");
    const first = await revise(item, 1, { words: "Delight", coverWords: "D" });
    expect(first.json()).toMatchObject({
      version: 2,
      words: "Delight",
      coverWords: "D",
      validFrom: "2026-03-05",
      spans: [{ from: "2026-03-02", until: null, state: "asked" }],
    });
    for (const seen of [1, 2]) {
      const again = await revise(item, seen, { words: "Delight", coverWords: "D" });
      expect([again.statusCode, again.json()]).toEqual([200, first.json()]);
    }
  });

  test("of what was changed meanwhile is refused", async () => {
    const item = newItem();
    await add([item]);
    await revise(item, 1, { words: "Delight" });
    const late = await revise(item, 1, { words: "Bliss" });
    expect([late.statusCode, late.json().code]).toEqual([409, "changed-meanwhile"]);
    const early = await revise(item, 3, { words: "Bliss" });
    expect([early.statusCode, early.json().code]).toEqual([409, "changed-meanwhile"]);
    expect((await newest(item.id))?.words).toBe("Delight");
  });

  test("two at once: one counts", async () => {
    const item = newItem();
    await add([item]);
    const answers = await Promise.all(
      ["One", "Two", "Three"].map((words) => revise(item, 1, { words })),
    );
    const done = answers.filter((answer) => answer.statusCode === 200);
    const late = answers.filter((answer) => answer.statusCode === 409);
    expect([done.length, late.length]).toEqual([1, 2]);
    expect((await newest(item.id))?.version).toBe(2);
  });

  test("pauses, folds, takes off and puts back, each from its day on", async () => {
    const item = newItem({ aspect: "urge" });
    await add([item]);
    const states = ["paused", "folded", "retired", "asked"];
    for (const [index, state] of states.entries()) {
      on(`2026-03-${String(index + 3).padStart(2, "0")}`);
      expect((await revise(item, index + 1, { state })).statusCode).toBe(200);
    }
    expect((await newest(item.id))?.spans).toEqual([
      { from: "2026-03-02", until: "2026-03-03", state: "asked" },
      { from: "2026-03-04", until: "2026-03-05", state: "folded" },
      { from: "2026-03-06", until: null, state: "asked" },
    ]);
  });

  test("gives nobody a scale that would not be understood", async () => {
    const item = newItem({ aspect: "attempt", scale: { kind: "attempt" } });
    await add([item]);
    const answer = await revise(item, 1, { scale: { kind: "yes-no" } });
    expect([answer.statusCode, answer.json().code]).toEqual([400, "invalid-input"]);
  });
});

describe("a target", () => {
  test("can be given other words and another place in the hierarchy", async () => {
    const target = newTarget();
    const item = newItem({ targetId: target.id });
    await add([item], [target]);
    const answer = await reviseTarget(target, { words: "Staying safe", level: "tib" });
    expect(answer.statusCode, answer.body).toBe(200);
    const { targets, items } = answer.json() as Design;
    expect(targets.find(({ id }) => id === target.id)).toMatchObject({ words: "Staying safe" });
    expect(items.find(({ id }) => id === item.id)).toMatchObject({ level: "tib", version: 1 });
  });

  test("that is closed takes its items along, and brings them back as they were", async () => {
    const target = newTarget();
    const kinds = ["urge", "act", "watch"] as const;
    const [urge, act, gone] = kinds.map((aspect) => newItem({ aspect, targetId: target.id }));
    await add([urge!, act!, gone!], [target]);
    await revise(act!, 1, { state: "folded" });
    await revise(gone!, 1, { state: "retired" });
    on("2026-03-09");
    const closed = (await reviseTarget(target, { closed: true })).json() as Design;
    expect(closed.targets.find(({ id }) => id === target.id)?.closedOn).toBe("2026-03-09");
    const stateOf = ({ items }: Design) =>
      [urge, act, gone].map((each) => items.find(({ id }) => id === each!.id)?.state);
    expect(stateOf(closed)).toEqual(["retired", "retired", "retired"]);
    // Closed once more it stays closed on its day.
    on("2026-03-11");
    const again = (await reviseTarget(target, { closed: true })).json() as Design;
    expect(again).toEqual(closed);
    for (const answer of [await add([newItem({ targetId: target.id })]), await revise(urge!, 2)])
      expect([answer.statusCode, answer.json().code]).toEqual([409, "changed-meanwhile"]);
    const opened = (await reviseTarget(target)).json() as Design;
    expect(opened.targets.find(({ id }) => id === target.id)?.closedOn).toBeNull();
    expect(stateOf(opened)).toEqual(["asked", "folded", "retired"]);
    expect(opened.items.find(({ id }) => id === urge!.id)?.spans).toEqual([
      { from: "2026-03-02", until: "2026-03-09", state: "asked" },
      { from: "2026-03-11", until: null, state: "asked" },
    ]);
  });

  test("takes the weekly question along with the last items that it stands for", async () => {
    const [first, second] = [newTarget(), newTarget()];
    const [harm, die] = [newItem({ targetId: first.id }), newItem({ targetId: second.id })];
    const check = newItem({ aspect: "check", scale: { kind: "yes-no" }, rhythm: "weekly" });
    await add([harm, die, check], [first, second]);
    for (const item of [harm, die]) await revise(item, 1, { state: "folded" });
    const stateOf = async () => (await newest(check.id))?.state;
    for (const other of (await design()).items)
      if (other.state === "folded" && ![harm.id, die.id].includes(other.id))
        await revise(other, other.version, { state: "retired" });
    await reviseTarget(first, { closed: true });
    expect(await stateOf()).toBe("asked");
    await reviseTarget(second, { closed: true });
    expect(await stateOf()).toBe("retired");
    await reviseTarget(first);
    expect([await stateOf(), (await newest(harm.id))?.state]).toEqual(["asked", "folded"]);
    await reviseTarget(second);
    expect((await newest(check.id))?.version).toBe(3);
    for (const { id } of [first, second]) await reviseTarget({ ...first, id }, { closed: true });
  });

  test("that is not there, or another client's, is not found", async () => {
    expect((await reviseTarget(newTarget())).statusCode).toBe(404);
  });
});

describe("the order of the card", () => {
  test("is the one that was sent, the others behind", async () => {
    const before = (await design()).items.filter(({ level }) => level === null);
    const [first, second, ...others] = before.map(({ id }) => id);
    const [last] = others.slice(-1);
    const answer = await send("PUT", "card/order", { items: [last, second] });
    expect(answer.statusCode, answer.body).toBe(200);
    const after = (answer.json() as Design).items.filter(({ level }) => level === null);
    expect(after.map(({ id }) => id)).toEqual([last, second, first, ...others.slice(0, -1)]);
    expect((await design()).items).toEqual(answer.json().items);
  });

  test("takes no unknown item, and none twice", async () => {
    const [item] = (await design()).items;
    const unknown = await send("PUT", "card/order", { items: [item?.id, freshId()] });
    expect(unknown.statusCode).toBe(404);
    const twice = await send("PUT", "card/order", { items: [item?.id, item?.id] });
    expect([twice.statusCode, twice.json().code]).toEqual([400, "invalid-input"]);
  });
});
