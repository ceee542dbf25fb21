import { describe, expect, it } from "vitest";
import { checkText, countLines, decodeFile, LONGEST_FILE, readFile } from "./csv-text.ts";

const bytes = (text: string) => new TextEncoder().encode(text).buffer;

describe("a file", () => {
  it("is read as UTF-8, without its mark", () => {
    expect(decodeFile(bytes("\ufeffdía,ñ"))).toEqual({ text: "día,ñ" });
  });

  it("is refused in another encoding, never guessed", () => {
    expect(decodeFile(new Uint8Array([100, 237, 97]).buffer)).toEqual({ fault: "not-utf-8" });
  });

  it("is refused when it cannot be stored, is empty or too long", () => {
    expect(checkText("a\u0000")).toEqual({ fault: "not-storable" });
    expect(checkText("\ud800")).toEqual({ fault: "not-storable" });
    expect(checkText(" \n")).toEqual({ fault: "empty" });
    expect(checkText("a".repeat(LONGEST_FILE + 1))).toEqual({ fault: "too-long" });
  });

  it("is not opened when it is far too long", async () => {
    const file = { size: LONGEST_FILE * 4 + 1 } as Blob;
    expect(await readFile(file)).toEqual({ fault: "too-long" });
    expect(await readFile(new Blob(["a,b"]))).toEqual({ text: "a,b" });
  });

  it("has as many lines as it has ends", () => {
    expect(countLines("a\nb")).toBe(2);
    expect(countLines("a\r\nb\n")).toBe(2);
  });
});
