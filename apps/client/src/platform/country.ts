import { type CountryHelp, helpIn, helpOf } from "@trellis/domain/crisis-line";
import { boot } from "./boot.ts";
import { recall, remember } from "./device-memory.ts";
import { createStore, useStore } from "./external-store.ts";

const country = createStore(recall("country") ?? boot.clinic?.country ?? "");

/** The country whose numbers are shown: the clinic's, or the one that the person has chosen. */
export const useCountry = (): string => useStore(country);
export const readCountry = country.get;
export const followCountry = country.subscribe;

/** Chooses the country by hand; it is never taken from the network's address (R-CS-4). */
export function chooseCountry(chosen: string): void {
  remember("country", chosen === boot.clinic?.country ? null : chosen);
  country.set(chosen);
}

const { clinic } = boot;

/** Whom to call in a country, with what the clinic has set for its own. */
export const countryHelp = (chosen: string): CountryHelp =>
  clinic === null ? helpIn(chosen) : helpOf(chosen, clinic.help);

export const useCountryHelp = (): CountryHelp => countryHelp(useCountry());
