import { HELP_COUNTRIES } from "@trellis/domain/crisis-line";
import { m } from "@trellis/messages/messages";
import { Card } from "@trellis/ui/card";
import { SelectField } from "@trellis/ui/select-field";
import { boot } from "#platform/boot.ts";
import { chooseCountry, useCountry } from "#platform/country.ts";
import { useLanguage } from "#platform/language.ts";

/** Whose numbers are shown; never taken from the network's address (R-CS-4). */
export function CountryChoice() {
  const country = useCountry();
  const locale = useLanguage();
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const known = [...new Set([...HELP_COUNTRIES, boot.clinic?.country ?? ""])]
    .filter((each) => /^[A-Z]{2}$/.test(each))
    .map((each) => ({ value: each, label: names.of(each) ?? each }))
    .toSorted((one, other) => one.label.localeCompare(other.label, locale));
  const options = [...known, { value: "ZZ", label: m.help_country_other() }];
  const chosen = options.some((each) => each.value === country) ? country : "ZZ";
  return (
    <Card>
      <SelectField
        label={m.help_country_label()}
        description={m.help_country_description()}
        options={options}
        value={chosen}
        onChange={chooseCountry}
      />
    </Card>
  );
}
