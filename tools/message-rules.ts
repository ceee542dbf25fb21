import { copyWords } from "./message-words.ts";

type Variant = { declarations?: string[]; selectors?: string[]; match: Record<string, string> };

/** One entry of a message file: a text, or variants chosen by plural or select. */
export type MessageValue = string | Variant[];
export type MessageFile = Record<string, MessageValue>;

/** Exceptions with their reasons: key -> reason. */
export type Allowed = {
  same_in_spanish: Record<string, string>;
  copy_words: Record<string, string>;
};

/** Every text of an entry. */
function textsOf(value: MessageValue): string[] {
  return typeof value === "string"
    ? [value]
    : value.flatMap((variant) => Object.values(variant.match));
}

/** The same entry with each of its texts changed; declarations and matches stay. */
export function mapTexts(value: MessageValue, change: (text: string) => string): MessageValue {
  if (typeof value === "string") return change(value);
  return value.map((variant) => ({
    ...variant,
    match: Object.fromEntries(
      Object.entries(variant.match).map(([condition, text]) => [condition, change(text)]),
    ),
  }));
}

/** Names in braces in a text, sorted, each once. */
export function placeholders(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(/\{([^{}]*)\}/g), (found) => found[1] ?? ""))]
    .map((name) => name.trim())
    .toSorted();
}

function inputsOf(value: MessageValue): string {
  const declared =
    typeof value === "string"
      ? []
      : value
          .flatMap((variant) => variant.declarations ?? [])
          .filter((declaration) => declaration.startsWith("input "))
          .map((declaration) => declaration.slice("input ".length).trim());
  const used = textsOf(value).flatMap(placeholders);
  return [...new Set([...declared, ...used])].toSorted().join(", ");
}

function hasFallback(value: MessageValue): boolean {
  return (
    typeof value === "string" ||
    value.every((variant) =>
      Object.keys(variant.match).some((condition) =>
        condition.split(",").every((part) => part.trim().endsWith("=*")),
      ),
    )
  );
}

function wellFormed(key: string, value: unknown): string[] {
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(key)) return [`"${key}" is not snake_case.`];
  if (typeof value === "string") return [];
  const variants =
    Array.isArray(value) &&
    value.every(
      (variant: unknown) =>
        typeof variant === "object" &&
        variant !== null &&
        "match" in variant &&
        typeof variant.match === "object",
    );
  return variants ? [] : [`"${key}" is neither a text nor a list of variants with "match".`];
}

function copyFaults(locale: "en" | "es", key: string, texts: string[], allowed: Allowed): string[] {
  if (allowed.copy_words[`${locale}:${key}`]) return [];
  return copyWords[locale].flatMap(({ word, pattern }) =>
    texts
      .filter((text) => pattern.test(text))
      .map((text) => `${locale}.json: "${key}" says "${word}": ${text}`),
  );
}

function entryFaults(locale: "en" | "es", key: string, value: MessageValue, allowed: Allowed) {
  const malformed = wellFormed(key, value);
  if (malformed.length > 0) return malformed.map((fault) => `${locale}.json: ${fault}`);
  const faults = copyFaults(locale, key, textsOf(value), allowed);
  if (textsOf(value).length === 0 || textsOf(value).some((text) => text.trim() === "")) {
    faults.push(`${locale}.json: "${key}" is empty.`);
  }
  if (!hasFallback(value)) {
    faults.push(`${locale}.json: "${key}" has no variant for everything else ("=*").`);
  }
  return faults;
}

function pairFaults(key: string, en: MessageValue, es: MessageValue, allowed: Allowed): string[] {
  const faults: string[] = [];
  if (inputsOf(en) !== inputsOf(es)) {
    faults.push(
      `"${key}" takes {${inputsOf(en)}} in English and {${inputsOf(es)}} in Spanish; they must be the same.`,
    );
  }
  const same = JSON.stringify(textsOf(en)) === JSON.stringify(textsOf(es));
  const wordless = textsOf(en).every((text) => !/\p{L}/u.test(text.replaceAll(/\{[^{}]*\}/g, "")));
  if (same && !wordless && !allowed.same_in_spanish[key]) {
    faults.push(`"${key}" reads the same in Spanish as in English: ${textsOf(en).join(" / ")}`);
  }
  return faults;
}

function staleExceptions(en: MessageFile, allowed: Allowed): string[] {
  const keys = [
    ...Object.keys(allowed.same_in_spanish),
    ...Object.keys(allowed.copy_words).map((key) => key.replace(/^(en|es):/, "")),
  ];
  const reasons = [...Object.values(allowed.same_in_spanish), ...Object.values(allowed.copy_words)];
  return [
    ...keys
      .filter((key) => !(key in en))
      .map((key) => `allowed.json names "${key}", which is no message.`),
    ...reasons
      .filter((reason) => reason.trim().length < 3)
      .map(() => "allowed.json has an exception without a reason."),
  ];
}

/** What is wrong with the two message files, one sentence each; nothing when both are complete. */
export function messageFaults(en: MessageFile, es: MessageFile, allowed: Allowed): string[] {
  const faults = [
    ...Object.keys(en)
      .filter((key) => !(key in es))
      .map((key) => `"${key}" has no Spanish text.`),
    ...Object.keys(es)
      .filter((key) => !(key in en))
      .map((key) => `"${key}" has no English text.`),
    ...Object.entries(en).flatMap(([key, value]) => entryFaults("en", key, value, allowed)),
    ...Object.entries(es).flatMap(([key, value]) => entryFaults("es", key, value, allowed)),
    ...staleExceptions(en, allowed),
  ];
  if (faults.length > 0) return faults;
  return Object.entries(en).flatMap(([key, value]) => {
    const spanish = es[key];
    return spanish === undefined ? [] : pairFaults(key, value, spanish, allowed);
  });
}
