import type { CivilDate } from "@trellis/domain/civil-date";
import type { CoachingPerson } from "@trellis/domain/coaching-call";

/** True when this person can be called on that day. */
export const isThere = ({ from, until }: CoachingPerson, today: CivilDate): boolean =>
  from <= today && (until === null || today <= until);

/**
 * Whom to call in which order: who stands in today, the therapist, who stands in later. Whose time is over is
 * left out, which a copy of some days ago may still hold. Days decide, and nothing else.
 */
export function peopleInOrder(
  people: readonly CoachingPerson[],
  today: CivilDate,
): CoachingPerson[] {
  const rank = (person: CoachingPerson) =>
    person.kind === "therapist" ? 1 : isThere(person, today) ? 0 : 2;
  return people
    .filter(({ until }) => until === null || today <= until)
    .toSorted((one, other) => rank(one) - rank(other) || (one.from < other.from ? -1 : 1));
}
