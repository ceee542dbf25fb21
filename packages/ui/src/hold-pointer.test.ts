import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { holdPointer } from "./hold-pointer.tsx";

const makeRoot = () => {
  const root = {
    held: false,
    toggleAttribute: (_name: string, on?: boolean) => (root.held = on ?? !root.held),
  };
  return root;
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the pointer is held for the time that was asked for, and then free", () => {
  const root = makeRoot();
  holdPointer(500, root);
  expect(root.held).toBe(true);
  vi.advanceTimersByTime(499);
  expect(root.held).toBe(true);
  vi.advanceTimersByTime(1);
  expect(root.held).toBe(false);
});

test("a later hold lengthens the one that is going on, a shorter one does not cut it", () => {
  const root = makeRoot();
  holdPointer(700, root);
  vi.advanceTimersByTime(400);
  holdPointer(100, root);
  vi.advanceTimersByTime(200);
  expect(root.held).toBe(true);
  holdPointer(500, root);
  vi.advanceTimersByTime(499);
  expect(root.held).toBe(true);
  vi.advanceTimersByTime(1);
  expect(root.held).toBe(false);
});
