import { expect, test } from "vitest";
import { isMissingPart, noteLoadingAgain, takeLoadedAgain } from "./missing-part.ts";

test.each([
  "Failed to fetch dynamically imported module: https://a.example/assets/b.js",
  "error loading dynamically imported module: https://a.example/assets/b.js",
  "Importing a module script failed.",
  "Unable to preload CSS for /app/clinician/assets/b.css",
])("%s is a part that did not arrive", (message) => {
  expect(isMissingPart(new TypeError(message))).toBe(true);
});

test("a fault of the page itself is no missing part", () => {
  expect(isMissingPart(new TypeError("x is not a function"))).toBe(false);
  expect(isMissingPart("text")).toBe(false);
});

test("a page knows where it was loaded anew for a missing part, once", () => {
  const kept = new Map<string, string>();
  const store = () => ({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
  expect(takeLoadedAgain(store)).toBeNull();
  noteLoadingAgain(store, "/a");
  expect(takeLoadedAgain(store)).toBe("/a");
  expect(takeLoadedAgain(store)).toBeNull();
});
