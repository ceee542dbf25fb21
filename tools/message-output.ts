/** What the apps are told of the languages, in place of Paraglide's runtime, which is made for servers and addresses too. */
export type Languages = {
  /** The first one is used where none of the person's is among them. */
  readonly locales: readonly string[];
  /** Whether the browser's languages are asked before the first one is taken. */
  readonly followsBrowser: boolean;
};

/**
 * The script that knows the language. A browser that keeps nothing throws when it is asked what it keeps; the app, with
 * whom to call, has to come all the same.
 */
export const runtimeScript = ({ locales, followsBrowser }: Languages): string => `
export const locales = ${JSON.stringify(locales)};

let current;

const kept = () => {
  try {
    return localStorage.getItem("trellis_locale");
  } catch {
    return null;
  }
};

const known = (tag) => locales.find((each) => each === tag || each === tag?.split("-")[0].toLowerCase());

const found = () =>
  known(kept()) ?? ${followsBrowser ? "navigator.languages.map(known).find(Boolean) ?? " : ""}locales[0];

export let getLocale = () => (current ??= found());

export const overwriteGetLocale = (read) => {
  getLocale = read;
};

export const setLocale = (locale) => {
  current = locale;
  try {
    localStorage.setItem("trellis_locale", locale);
  } catch {}
};

export const isIn = (locale, options) => (options?.locale ?? getLocale()) === locale;
`;

/** The types of that script, with those that the messages name. */
export const runtimeTypes = ({ locales }: Languages): string => `
export type Locale = ${locales.map((locale) => JSON.stringify(locale)).join(" | ")};
export type LocalizedString = string & { readonly __brand: "LocalizedString" };
export type MessageMetadata<Inputs, Options, Markup> = {
  readonly __paraglide?: { inputs: Inputs; options: Options; markup: Markup };
};
export declare const locales: readonly Locale[];
/** The language of the app: the one that was chosen on this device, else the browser's. */
export declare let getLocale: () => Locale;
/** Changes the language and keeps the choice on this device, where the browser keeps anything. */
export declare const setLocale: (locale: Locale) => void;
/** For tests that have no browser. */
export declare const overwriteGetLocale: (read: () => Locale) => void;
`;

const FUNCTION = /^const (\w+) = \/\*\*.*?\*\/ \(i?\) => (\{[\s\S]*?\n\});$/gm;
const SIMPLE = /^\{\n\treturn \/\*\* @type \{LocalizedString\} \*\/ \((`[\s\S]*`)\)\n\}$/;
const CHOICE = /^\tif \(locale === ("[\w-]+")\) return (\w+)\(inputs\)$/gm;
const LAST = /^\treturn (\w+)\(inputs\)$/m;

/**
 * One message as Paraglide compiled it, in as few characters as say the same: with 170 messages on the first screen its
 * own form takes a tenth of what a phone loads before it shows anything.
 * @throws Error when it does not have the form that Paraglide 2.23.2 gives to a message
 */
export function shorterMessage(key: string, code: string): string {
  const functions = new Map(
    Array.from(code.matchAll(FUNCTION), ([, name, body]) => [name, body] as const),
  );
  const choices = Array.from(code.matchAll(CHOICE), ([, locale, name]) => ({ locale, name }));
  const last = LAST.exec(code)?.[1];
  if (last === undefined || functions.size !== choices.length + 1)
    throw new Error(`"${key}" was compiled to a form that is not known.`);
  const wordsOf = (name: string | undefined): string => {
    const body = functions.get(name);
    if (body === undefined) throw new Error(`"${key}" names a function that it does not have.`);
    return SIMPLE.exec(body)?.[1] ?? `((i) => ${body})(i)`;
  };
  const chosen = choices.map(({ locale, name }) => `isIn(${locale}, o) ? ${wordsOf(name)} : `);
  const registry = code.includes("registry.")
    ? `import * as registry from "../registry.js";\n`
    : "";
  return `${registry}import { isIn } from "../runtime.js";\nexport const ${key} = (i, o) => ${chosen.join("")}${wordsOf(last)};\n`;
}
