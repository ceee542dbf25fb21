/** The value below which the given share (0 to 1) of at least one number lies; nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  const found = sorted[place];
  if (found === undefined) throw new RangeError("a quantile of nothing");
  return found;
}

/** The median of at least one number; the mean of the middle two for an even count. */
export function median(values: readonly number[]): number {
  return (
    (quantile(values, 0.5) +
      quantile(values, 0.5 + Number(values.length % 2 === 0) / values.length)) /
    2
  );
}

/** Rounds for a sentence. */
export const short = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
