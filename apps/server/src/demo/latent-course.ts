import { type CivilDate, weekday } from "@trellis/domain/civil-date";
import type { Random } from "./random.ts";

/** How hard a person's days are, in points of the 0–5 scale. A teaching picture, fitted to nobody. */
export type Course = {
  /** Share of a day's deviation that is still there the day after: 0 none, below 1. */
  readonly persistence: number;
  /** Standard deviation of the days around their level. */
  readonly swing: number;
  /** Added on Monday … Sunday. */
  readonly weekday: readonly [number, number, number, number, number, number, number];
  /** Levels in the order of time; each holds from that many weeks before today. The first holds from the start. */
  readonly steps: readonly [CourseStep, ...CourseStep[]];
};
export type CourseStep = { readonly weeksAgo: number; readonly level: number };

/**
 * One number per day: level of the step + weekday + a stationary first-order autoregressive process
 * z(t) = φ·z(t−1) + √(1−φ²)·e(t), times the swing.
 */
export function drawCourse(course: Course, days: readonly CivilDate[], random: Random): number[] {
  const deviation = autoregressive(course.persistence, random);
  return days.map((date, index) => {
    const weeksAgo = (days.length - index) / 7;
    const level = course.steps.findLast((step) => step.weeksAgo >= weeksAgo) ?? course.steps[0];
    return level.level + (course.weekday[weekday(date) - 1] ?? 0) + course.swing * deviation();
  });
}

/** Successive values of a stationary AR(1) process with variance 1. */
export function autoregressive(persistence: number, random: Random): () => number {
  const fresh = Math.sqrt(1 - persistence ** 2);
  let state = random.gaussian();
  return () => {
    const current = state;
    state = persistence * state + fresh * random.gaussian();
    return current;
  };
}
