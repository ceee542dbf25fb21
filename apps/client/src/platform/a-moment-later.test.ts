import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aMomentLater } from "./a-moment-later.ts";

const page = new EventTarget();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const network = (onLine: boolean) => {
  vi.stubGlobal("navigator", { onLine });
  if (onLine) page.dispatchEvent(new Event("online"));
};

test("it is done a moment later, once", () => {
  network(true);
  const work = vi.fn<() => void>();
  aMomentLater(work);
  expect(work).not.toHaveBeenCalled();
  vi.runAllTimers();
  network(true);
  vi.runAllTimers();
  expect(work).toHaveBeenCalledOnce();
});

test("without a connection it waits for one, and can still be called off", () => {
  network(false);
  const [work, calledOff] = [vi.fn<() => void>(), vi.fn<() => void>()];
  aMomentLater(work);
  const callOff = aMomentLater(calledOff);
  vi.runAllTimers();
  expect(work).not.toHaveBeenCalled();
  callOff();
  network(true);
  vi.runAllTimers();
  expect(work).toHaveBeenCalledOnce();
  expect(calledOff).not.toHaveBeenCalled();
});
