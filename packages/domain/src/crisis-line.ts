import * as z from "zod/mini";
import type { CivilDate } from "./civil-date.ts";

const PHONE = /^\+?\d(?:[ .-]?\d){1,14}$/;

/** True for a number as people write it: digits, one space, dot or hyphen between two of them, a plus before them. */
export const isPhoneNumber = (text: string): boolean => PHONE.test(text);

export const PhoneNumber = z.string().check(z.regex(PHONE));

/** The signs of a number that a phone dials. */
export const dialled = (phone: string): string => phone.replaceAll(/[ .-]/g, "");

/** One number that a person can call, with where it was read and when a human last dialled it. */
export type PhoneLine = {
  /** As it is dialled and as it is shown. */
  readonly phone: string;
  readonly source: string;
  /** Null until somebody of the clinic has dialled it; screens say so (R-CS-3). */
  readonly checkedOn: CivilDate | null;
};

/** A line for people in crisis; its name is a proper name and is not translated. */
export type CrisisLine = PhoneLine & { readonly name: string };

/** Whom to call in one country. */
export type CountryHelp = {
  /** ISO 3166-1 alpha-2; null when the country is not in this list. */
  readonly country: string | null;
  /** The first is the usual one. */
  readonly emergency: readonly [PhoneLine, ...PhoneLine[]];
  readonly crisis: readonly CrisisLine[];
};

const line = (phone: string, source: string): PhoneLine => ({ phone, source, checkedOn: null });
const crisisLine = (name: string, phone: string, source: string): CrisisLine => ({
  name,
  ...line(phone, source),
});

/** Article 109: in every member state 112 is free to call and answered. */
const EUROPE = line("112", "https://eur-lex.europa.eu/eli/dir/2018/1972/oj");
const MEMBER_STATES =
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" ");

/** 3GPP TS 22.101 §10: phones treat 112 as an emergency call on every network that they know. */
const ANYWHERE = line("112", "https://www.3gpp.org/dynareport/22101.htm");

const OWN: readonly CountryHelp[] = [
  {
    country: "AU",
    emergency: [line("000", "https://www.triplezero.gov.au")],
    crisis: [],
  },
  {
    country: "CA",
    emergency: [line("911", "https://crtc.gc.ca/eng/phone/911/")],
    crisis: [crisisLine("9-8-8: Suicide Crisis Helpline", "988", "https://988.ca")],
  },
  {
    country: "GB",
    emergency: [
      line("999", "https://www.gov.uk/guidance/999-and-112-the-uks-national-emergency-numbers"),
      line("112", "https://www.gov.uk/guidance/999-and-112-the-uks-national-emergency-numbers"),
    ],
    crisis: [crisisLine("Samaritans", "116 123", "https://www.samaritans.org")],
  },
  {
    country: "IE",
    emergency: [EUROPE, line("999", "https://www.112.ie")],
    crisis: [crisisLine("Samaritans", "116 123", "https://www.samaritans.org/ireland/")],
  },
  {
    country: "MX",
    emergency: [line("911", "https://www.gob.mx/911")],
    crisis: [],
  },
  {
    country: "NZ",
    emergency: [line("111", "https://www.police.govt.nz/111")],
    crisis: [],
  },
  {
    country: "US",
    emergency: [line("911", "https://www.911.gov")],
    crisis: [crisisLine("988 Suicide & Crisis Lifeline", "988", "https://988lifeline.org")],
  },
];

const BY_COUNTRY: ReadonlyMap<string | null, CountryHelp> = new Map([
  ...MEMBER_STATES.map((country): [string, CountryHelp] => [
    country,
    { country, emergency: [EUROPE], crisis: [] },
  ]),
  ...OWN.map((help): [string | null, CountryHelp] => [help.country, help]),
]);

/** The countries that this list knows, by their two letters. */
export const HELP_COUNTRIES: readonly string[] = Array.from(BY_COUNTRY.keys())
  .filter((country) => country !== null)
  .toSorted();

/**
 * Whom to call in a country. For one that is not listed `country` is null and the number is the one
 * that most mobile phones put through anywhere.
 */
export const helpIn = (country: string): CountryHelp =>
  BY_COUNTRY.get(country.toUpperCase()) ?? { country: null, emergency: [ANYWHERE], crisis: [] };

/** What a clinic says about whom to call; everybody may know it. */
export type ClinicHelp = {
  /** The country whose lines these are. */
  readonly country: string;
  readonly contacts: readonly {
    readonly name: string;
    readonly phone: string;
    readonly about: string;
  }[];
  /** Null for the lines that are known for the country. */
  readonly crisisLines: readonly { readonly name: string; readonly phone: string }[] | null;
  /** Numbers of its country that somebody of the clinic made sure of, with the last day of it. */
  readonly checks: readonly { readonly phone: string; readonly on: CivilDate }[];
};

/** A line's own source when the clinic has named it. */
const BY_CLINIC = "clinic";

/** True for a line that the clinic has named itself. */
export const isFromClinic = ({ source }: PhoneLine): boolean => source === BY_CLINIC;

/**
 * Whom to call in a country, with what a clinic says about its own: its lines in its order, and the day on
 * which each number was checked. The emergency numbers stay whatever a clinic says (R-CS-3).
 */
export function helpOf(country: string, clinic: ClinicHelp): CountryHelp {
  const help = helpIn(country);
  if (country !== clinic.country) return help;
  const checked = <Line extends PhoneLine>(line: Line): Line => ({
    ...line,
    checkedOn:
      clinic.checks.find((check) => dialled(check.phone) === dialled(line.phone))?.on ?? null,
  });
  const own = clinic.crisisLines?.map(({ name, phone }) => crisisLine(name, phone, BY_CLINIC));
  const [first, ...others] = help.emergency;
  return {
    ...help,
    emergency: [checked(first), ...others.map(checked)],
    crisis: (own ?? help.crisis).map(checked),
  };
}
