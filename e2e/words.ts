import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locale } from "@trellis/domain/account";
import { pseudoFile } from "../tools/message-pseudo.ts";
import { root } from "../tools/root.ts";

/** A language of the apps, or the pseudo-locale that shows what was not translated. */
export type WordsLocale = Locale | "en-XA";

type Plural = readonly { readonly match: Readonly<Record<string, string>> }[];
type Catalogue = ReturnType<typeof pseudoFile>;
type Params = Readonly<Record<string, string | number>>;

/** Gives the text of a message, so that journeys look for the words that people see and copy none of them. */
export type Words = {
  (key: string, params?: Params): string;
  /** The message with anything in its gaps. */
  readonly like: (key: string) => RegExp;
};

const catalogues = new Map<WordsLocale, Catalogue>();

function catalogueOf(locale: WordsLocale): Catalogue {
  const known = catalogues.get(locale);
  if (known !== undefined) return known;
  const read = locale === "en-XA" ? pseudoFile(catalogueOf("en")) : readCatalogue(locale);
  catalogues.set(locale, read);
  return read;
}

function readCatalogue(locale: Locale): Catalogue {
  const file = join(root, "packages/messages/messages", `${locale}.json`);
  return JSON.parse(readFileSync(file, "utf8")) as Catalogue;
}

function pluralText(message: Plural, locale: WordsLocale, params: Params): string | undefined {
  const match = message[0]?.match ?? {};
  const category = new Intl.PluralRules(locale).select(Number(params["count"]));
  return match[`countPlural=${category}`] ?? match["countPlural=*"];
}

const GAP = /\{(\w+)\}/g;

function textOf(locale: WordsLocale, key: string, params: Params): string {
  const message = catalogueOf(locale)[key];
  const text = typeof message === "object" ? pluralText(message, locale, params) : message;
  if (text === undefined) throw new Error(`There is no message "${key}" in ${locale}.`);
  return text;
}

/**
 * The message catalogue of a language.
 * @throws Error for a message that the catalogue does not have, or a gap that nothing fills
 */
export function wordsIn(locale: WordsLocale): Words {
  const fill = (key: string, params: Params = {}) =>
    textOf(locale, key, params).replaceAll(GAP, (_gap, name: string) => {
      const value = params[name];
      if (value === undefined) throw new Error(`"${key}" needs {${name}}.`);
      return String(value);
    });
  const like = (key: string) => {
    const parts = textOf(locale, key, { count: 2 }).split(/\{\w+\}/);
    const escaped = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
    return new RegExp(`^${escaped.join(".+")}$`);
  };
  return Object.assign(fill, { like });
}
