import { expect, test } from "vitest";
import { makeGate, REST } from "./gate.ts";

test("a second activation does nothing while the first is under way and shortly after", () => {
  let clock = 0;
  const gate = makeGate(() => clock);
  expect(gate.enter()).toBe(true);
  expect(gate.enter()).toBe(false);
  clock = 5_000;
  expect(gate.enter()).toBe(false);
  gate.made();
  clock += REST - 1;
  expect(gate.enter()).toBe(false);
  clock += 1;
  expect(gate.enter()).toBe(true);
});

test("what was refused can be asked for again at once", () => {
  const gate = makeGate(() => 0);
  gate.enter();
  gate.refused();
  expect(gate.enter()).toBe(true);
});
