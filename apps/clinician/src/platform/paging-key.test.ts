import { describe, expect, it } from "vitest";
import { pagingKey } from "./paging-key.ts";

const page = { closest: () => null } as unknown as EventTarget;
const field = { closest: () => ({}) } as unknown as EventTarget;
const pressed = (key: string, more = {}) => ({
  key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  defaultPrevented: false,
  target: page,
  ...more,
});

describe("the arrow keys", () => {
  it("page when nothing else uses them", () => {
    expect(pagingKey(pressed("ArrowLeft"))).toBe("earlier");
    expect(pagingKey(pressed("ArrowRight"))).toBe("later");
    expect(pagingKey(pressed("ArrowUp"))).toBeNull();
    expect(pagingKey(pressed("ArrowLeft", { target: null }))).toBe("earlier");
  });

  it("belong to a field that has the focus", () => {
    expect(pagingKey(pressed("ArrowLeft", { target: field }))).toBeNull();
  });

  it.each(["altKey", "ctrlKey", "metaKey", "shiftKey", "defaultPrevented"])(
    "belong to the browser with %s",
    (name) => {
      expect(pagingKey(pressed("ArrowLeft", { [name]: true }))).toBeNull();
    },
  );
});
