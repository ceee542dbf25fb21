import { m } from "@trellis/messages/messages";
import { ChoiceRow } from "@trellis/ui/choice-row";
import { useLocale } from "./locale.tsx";

/** The two languages, each in its own words. */
export function LanguageChoice() {
  const { locale, choose } = useLocale();
  return (
    <ChoiceRow
      label={m.clinician_language()}
      options={[
        { value: "en", label: m.language_name({}, { locale: "en" }) },
        { value: "es", label: m.language_name({}, { locale: "es" }) },
      ]}
      value={locale}
      onChange={choose}
    />
  );
}
