import type { Locale } from "@trellis/domain/account";
import { getLocale, setLocale } from "@trellis/messages/runtime";
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

type LocaleChoice = { readonly locale: Locale; readonly choose: (locale: Locale) => void };

const LocaleContext = createContext<LocaleChoice>({ locale: "en", choose: () => undefined });

/** Renders everything again in another language, without losing what is being typed. */
export function LocaleProvider({ render }: { render: () => ReactNode }) {
  const [locale, setChosen] = useState<Locale>(() => mark(getLocale()));
  const choice = useMemo(
    () => ({
      locale,
      choose: (next: Locale) => {
        setLocale(next);
        setChosen(mark(next));
      },
    }),
    [locale],
  );
  return <LocaleContext value={choice}>{render()}</LocaleContext>;
}

function mark(locale: Locale): Locale {
  document.documentElement.lang = locale;
  return locale;
}

/** The language of the page; reading it makes a component follow a change. */
export const useLocale = (): LocaleChoice => useContext(LocaleContext);
