/** A step of the neutral ramp, pale to strong. */
export type RampStep = 0 | 1 | 2 | 3 | 4 | 5;

/**
 * The step of the ramp for a value, by its place between the ends of its scale.
 * Values outside the scale get the nearest end; a scale without width gets step 0.
 */
export function rampStep(value: number, min: number, max: number): RampStep {
  if (!(max > min)) return 0;
  const place = Math.min(1, Math.max(0, (value - min) / (max - min)));
  return Math.round(place * 5) as RampStep;
}
