/** Milliseconds without a key, a pointer or a scroll after which the page is covered. The server ends the sign-in then, too. */
export const COVER_AFTER = 30 * 60_000;

/** A note says so this much before, in milliseconds. */
export const NOTE_BEFORE = 2 * 60_000;

/** What a page that nobody uses comes to: first a note, then the cover. */
export type Idleness = "in-use" | "soon" | "over";

/** @param idle milliseconds since the last use */
export function idlenessAfter(idle: number): Idleness {
  if (idle >= COVER_AFTER) return "over";
  return idle >= COVER_AFTER - NOTE_BEFORE ? "soon" : "in-use";
}

/** Milliseconds until that changes, if nobody uses the page. */
export function untilChange(idle: number): number {
  const next = idle < COVER_AFTER - NOTE_BEFORE ? COVER_AFTER - NOTE_BEFORE : COVER_AFTER;
  return Math.max(0, next - idle);
}

/** A clock of elapsed time. One of the two stops while the machine sleeps, the other can be set back. */
export function startClock(wall: () => number, steady: () => number): () => number {
  const [firstWall, firstSteady] = [wall(), steady()];
  return () => Math.max(wall() - firstWall, steady() - firstSteady);
}

/**
 * How long to wait before the server is told that somebody is here, in milliseconds. The server notes a use once a
 * minute, so it is told a little less often than that, and always after the last use.
 * @param since milliseconds since it was told last
 */
export const untilTelling = (since: number): number => Math.max(0, TELL_EVERY - since);
const TELL_EVERY = 75_000;
