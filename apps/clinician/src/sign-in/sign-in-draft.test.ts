import { describe, expect, it } from "vitest";
import { emptyFields, firstClinic, readSignInDraft } from "./sign-in-draft.ts";

describe("the clinic code to begin with", () => {
  it("is the server's one clinic, else the address, else the last one", () => {
    expect(firstClinic("north", "?clinic=south", "east")).toBe("north");
    expect(firstClinic(null, "?to=2026-03-03&clinic=south", "east")).toBe("south");
    expect(firstClinic(null, "", "east")).toBe("east");
    expect(firstClinic(null, "", null)).toBe("");
  });
});

describe("what is sent", () => {
  const draft = { clinic: " North ", email: " a@b.org ", password: " p " };

  it("has a clean code and address, and the password as it was typed", () => {
    expect(readSignInDraft(draft)).toEqual({ clinic: "north", email: "a@b.org", password: " p " });
  });

  it.each([{ clinic: "no such" }, { email: "nobody" }, { password: "a\u0000b" }])(
    "is nothing for what no account can have: %j",
    (part) => {
      expect(readSignInDraft({ ...draft, ...part })).toBeNull();
    },
  );

  it("waits for empty fields", () => {
    expect(emptyFields({ clinic: "", email: " ", password: "" })).toEqual([
      "clinic",
      "email",
      "password",
    ]);
    expect(emptyFields(draft)).toEqual([]);
  });
});
