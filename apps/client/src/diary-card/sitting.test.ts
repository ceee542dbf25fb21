import { describe, expect, it } from "vitest";
import { hide, parseSitting, show, SITTING_ENDS_AFTER, writeSitting } from "./sitting.ts";

const newId = () => "new";
const sitting = { id: "one", hiddenSince: null };

describe("a sitting", () => {
  it("goes on after a short look away and ends after a quarter of an hour out of sight", () => {
    const away = hide(sitting, 1000);
    expect(hide(away, 5000)).toBe(away);
    expect(show(away, 1000 + SITTING_ENDS_AFTER - 1, newId)).toEqual(sitting);
    expect(show(away, 1000 + SITTING_ENDS_AFTER, newId).id).toBe("new");
  });

  it("does not end while it is seen, nor by a clock that was set back", () => {
    expect(show(sitting, 9e12, newId)).toEqual(sitting);
    expect(show(hide(sitting, 9e12), 1000, newId)).toEqual(sitting);
  });

  it("survives a reload of the page", () => {
    const kept = writeSitting(sitting, 1000);
    expect(show(parseSitting(kept), 2000, newId)).toEqual(sitting);
    expect(show(parseSitting(kept), 1000 + SITTING_ENDS_AFTER, newId).id).toBe("new");
    expect(writeSitting(hide(sitting, 400), 1000)).toBe("one 400");
  });

  it.each([null, "", "one", "one x", "one 1 2"])("begins anew from %j", (kept) => {
    expect(parseSitting(kept)).toBeNull();
  });
});
