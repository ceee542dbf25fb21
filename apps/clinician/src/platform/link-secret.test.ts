import { describe, expect, it } from "vitest";
import { readLinkSecret } from "./link-secret.ts";

const SECRET = `demo.${"aB3_-".repeat(9).slice(0, 43)}`;

describe("the secret of a mailed link", () => {
  it("is what stands behind the #", () => {
    expect(readLinkSecret(`#${SECRET}`)).toBe(SECRET);
  });

  it.each(["", "#", "#demo", "#main", `#${SECRET}x`, `#Demo${SECRET}`, `##${SECRET}`])(
    "is not %j",
    (fragment) => {
      expect(readLinkSecret(fragment)).toBeNull();
    },
  );
});
