type Bounds = {
  min?: number;
  max?: number;
  whole?: boolean;
  /** Most places after the decimal sign. */
  decimals?: number;
  /** What every number is a multiple of, as 0.25. */
  step?: number;
};

/**
 * Reads a number written by hand: sign, digits, and one decimal point or comma.
 * Returns `null` for an empty text and `undefined` for what is no number or lies out of bounds.
 */
export function readNumber(
  text: string,
  { min = -Infinity, max = Infinity, whole, decimals = 100, step }: Bounds,
): number | null | undefined {
  const plain = text.trim().replace("\u2212", "-").replace(",", ".");
  if (plain === "") return null;
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(plain)) return undefined;
  const number = Number(plain);
  if (Number(number.toFixed(decimals)) !== number) return undefined;
  if (step !== undefined && !Number.isInteger(number / step)) return undefined;
  if (number < min || number > max || (whole && !Number.isInteger(number))) return undefined;
  return number;
}

/** True for a number within bounds that is refused for its decimals alone. */
export const hasTooManyPlaces = (text: string, { min, max, whole }: Bounds): boolean => {
  const read = readNumber(text, { min, max });
  return !whole && typeof read === "number";
};

/** Writes a number with the decimal sign of a language and no grouping; `null` is empty. */
export function writeNumber(value: number | null, locale: string): string {
  if (value === null) return "";
  return new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 10 }).format(
    value,
  );
}
