import { CivilDateSchema, type CivilDate } from "./civil-date.ts";

/** A day of birth: a civil date without a zone. */
export const BirthDate = CivilDateSchema;

/** Trellis is for adults: consent, guardians and what parents may see are not settled for anybody younger. */
export const ADULT_YEARS = 18;
/** Above this a birth date is a slip of the keyboard. */
const MOST_YEARS = 120;

/**
 * Whole years between two days. Somebody born on 29 February is a year older on 1 March of a common year,
 * the later of the two days that law uses.
 */
export function ageOn(birthDate: CivilDate, day: CivilDate): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

export const isAdultOn = (birthDate: CivilDate, day: CivilDate): boolean =>
  ageOn(birthDate, day) >= ADULT_YEARS;

/** False for a day in the future, and for an age that nobody reaches. */
export const isLikelyBirthDate = (birthDate: CivilDate, day: CivilDate): boolean =>
  birthDate <= day && ageOn(birthDate, day) <= MOST_YEARS;
