import type { Locale } from "@trellis/domain/account";
import { m } from "@trellis/messages/messages";
import { ChoiceRow } from "@trellis/ui/choice-row";
import { chooseLanguage, useLanguage } from "./language.ts";

const LANGUAGES: readonly Locale[] = ["en", "es"];

/** The language of the app, each named in itself. */
export function LanguageChoice() {
  return (
    <ChoiceRow
      label={m.language_label()}
      options={LANGUAGES.map((locale) => ({
        value: locale,
        label: m.language_name({}, { locale }),
      }))}
      value={useLanguage()}
      onChange={chooseLanguage}
    />
  );
}
