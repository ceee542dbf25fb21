/** Ten quiet minutes, in milliseconds. */
export const QUIET = 10 * 60 * 1000;

/** A quiet time that goes on by the clock, so that it survives a locked phone and a page that was thrown away. */
export type QuietTime = {
  /** When it ends, in milliseconds since 1970. */
  readonly endsAt: number;
  /** The strength with which it began, 0 to 5. */
  readonly before: number;
};

/** Kept for an hour beyond its end; after that nobody is waiting any more. */
const KEPT_FOR = 60 * 60 * 1000;

/** Milliseconds that are left, from 0 to ten minutes, also when the clock was set back. */
export const quietLeft = ({ endsAt }: Pick<QuietTime, "endsAt">, now: number): number =>
  Math.min(QUIET, Math.max(0, endsAt - now));

/** Whole minutes that are left, at least one before the end. */
export const minutesLeft = (left: number): number => Math.ceil(left / 60_000);

export const writeQuiet = ({ endsAt, before }: QuietTime): string =>
  `${String(endsAt)} ${String(before)}`;

/** Reads what was kept over a page that was thrown away; null for anything else and for what is long over. */
export function readQuiet(kept: string | null, now: number): QuietTime | null {
  const [, endsAt, before] = /^(\d{1,15}) ([0-5])$/.exec(kept ?? "") ?? [];
  if (endsAt === undefined || before === undefined) return null;
  const quiet = { endsAt: Number(endsAt), before: Number(before) };
  return now - quiet.endsAt > KEPT_FOR ? null : quiet;
}
