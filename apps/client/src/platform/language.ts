import type { Locale } from "@trellis/domain/account";
import { getLocale, setLocale } from "@trellis/messages/runtime";
import { createStore, useStore } from "./external-store.ts";

const language = createStore<Locale>(getLocale());

/** Writes the language into the page, for screen readers and hyphenation. */
export function markLanguage(): void {
  document.documentElement.lang = language.get();
}

/** Changes the language at once and keeps the choice on this phone. */
export function chooseLanguage(locale: Locale): void {
  setLocale(locale);
  language.set(locale);
  markLanguage();
}

/** The language of the app; reading it makes a component follow a change. */
export const useLanguage = (): Locale => useStore(language);
export const readLanguage = language.get;
export const followLanguage = language.subscribe;
