import { type CountryHelp, helpIn } from "@trellis/domain/crisis-line";
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

export const useCountryHelp = (): CountryHelp => helpIn(useCountry());
