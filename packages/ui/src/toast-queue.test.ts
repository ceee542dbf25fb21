import { expect, test } from "vitest";
import { isAboutOther, showToast, toastsNow, dismissToastsAboutOthers } from "./toast-queue.tsx";

const texts = () => toastsNow().map(({ text }) => text);

test("a later toast with the same key takes the earlier one's place", () => {
  showToast({ text: "recorded", key: "session 1" });
  showToast({ text: "no key" });
  showToast({ text: "removed", key: "session 1" });
  expect(texts()).toEqual(["no key", "removed"]);
});

test("what is about somebody else goes away, what is about nobody stays", () => {
  dismissToastsAboutOthers(null);
  showToast({ text: "of A", about: "a" });
  expect(isAboutOther({ text: "", about: "a" }, null)).toBe(true);
  dismissToastsAboutOthers("a");
  expect(texts()).toContain("of A");
  dismissToastsAboutOthers("b");
  expect(texts()).toEqual(["no key", "removed"]);
});
