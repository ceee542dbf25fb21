import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { runtimeScript, shorterMessage } from "./message-output.ts";
import { pseudoFile, pseudoText } from "./message-pseudo.ts";
import { messageFaults, placeholders, type Allowed, type MessageFile } from "./message-rules.ts";

const none: Allowed = { same_in_spanish: {}, copy_words: {} };

function faults(en: MessageFile, es: MessageFile, allowed = none): string {
  return messageFaults(en, es, allowed).join("\n");
}

describe("message check", () => {
  test.each([
    ["a missing Spanish text", { greeting: "Hello" }, {}, "has no Spanish text"],
    ["a missing English text", {}, { greeting: "Hola" }, "has no English text"],
    ["an empty text", { greeting: " " }, { greeting: "Hola" }, "is empty"],
    ["an untranslated text", { greeting: "Hello" }, { greeting: "Hello" }, "reads the same"],
    ["other placeholders", { hi: "Hi {name}" }, { hi: "Hola {nombre}" }, "must be the same"],
    ["a lost placeholder", { hi: "Hi {name}" }, { hi: "Hola" }, "must be the same"],
    ["a key in camelCase", { sayHi: "Hi" }, { sayHi: "Hola" }, "snake_case"],
    [
      "a blaming word",
      { day: "You Missed a day" },
      { day: "Un día sin datos" },
      '"miss(?:ed|ing)?"',
    ],
    ["a hurrying word", { day: "Just one tap" }, { day: "Un toque" }, '"just"'],
    ["a blaming Spanish word", { day: "One tap" }, { day: "Sólo un toque" }, "s[oó]lo"],
    ["a Spanish label", { note: "They ask" }, { note: "Llamadas de atención" }, "de atención"],
    ["a stale exception", { hi: "Hi" }, { hi: "Hola" }, "which is no message"],
  ])("reports %s", (name, en: MessageFile, es: MessageFile, sentence) => {
    const allowed = name.startsWith("a stale")
      ? { ...none, copy_words: { "en:gone": "Why" } }
      : none;
    expect(faults(en, es, allowed)).toContain(sentence);
  });

  test("reports variants without a fallback", () => {
    const days = (unit: string): MessageFile => ({
      days: [{ declarations: ["input n"], selectors: ["n"], match: { "n=1": `{n} ${unit}` } }],
    });
    expect(faults(days("day"), days("día"))).toContain("no variant for everything else");
  });

  test("accepts complete files, exceptions with a reason, and parts of other words", () => {
    const allowed = { same_in_spanish: { name: "A name." }, copy_words: { "en:alone": "Quoted." } };
    const en = { name: "Trellis", adjust: "Adjust it", missing: "{n} – {m}", alone: "only" };
    const es = { name: "Trellis", adjust: "Ajústalo", missing: "{n} – {m}", alone: "a solas" };
    expect(faults(en, es, allowed)).toBe("");
  });
});

describe("pseudo-locale", () => {
  test("is longer, accented, bracketed and keeps placeholders", () => {
    const text = pseudoText("Hello {name}, it is {day}");
    expect(text).toMatch(/^⟦.*⟧$/);
    expect(placeholders(text)).toEqual(["day", "name"]);
    expect(text).not.toContain("Hello");
    expect(text.length).toBeGreaterThanOrEqual(Math.ceil(16 * 1.4));
  });

  test("keeps the conditions of variants", () => {
    const file = pseudoFile({ days: [{ match: { "n=one": "day", "n=*": "days" } }] });
    expect(JSON.stringify(file)).toContain('"n=*":"⟦ðåýš');
  });
});

describe("compiled messages", () => {
  test.each([
    ["no message at all", "export const hello = 1;"],
    [
      "a language whose words are elsewhere",
      'const en_hello = /** x */ () => {\n\treturn elsewhere\n};\n\tif (locale === "es") return es_hello(inputs)\n\treturn en_hello(inputs)',
    ],
  ])("are not made of %s", (_what, code) => {
    expect(() => shorterMessage("hello", code)).toThrow(/"hello"/);
  });

  test.each([
    ["es-MX", "es"],
    ["ES", "es"],
    ["de", "en"],
  ])("are in a language of a browser that speaks %s and keeps nothing", (spoken, language) => {
    const script = runtimeScript({ locales: ["en", "es"], followsBrowser: true });
    const asked = `${script.replaceAll("export ", "")}; [getLocale(), (setLocale("es"), getLocale())]`;
    const browser = { navigator: { languages: [spoken] }, localStorage: null };
    expect(Array.from(runInNewContext(asked, browser) as string[])).toEqual([language, "es"]);
  });
});
