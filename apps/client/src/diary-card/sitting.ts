/**
 * One visit to the card. Within it the last tap counts; a later one adds to the day. It ends when the
 * app was out of sight for a quarter of an hour (docs/clinical/diary-card.md).
 */
export type Sitting = {
  readonly id: string;
  /** When the app went out of sight, in milliseconds since 1970; null while it is seen. */
  readonly hiddenSince: number | null;
};

export const SITTING_ENDS_AFTER = 15 * 60 * 1000;

export const hide = (sitting: Sitting, now: number): Sitting =>
  sitting.hiddenSince === null ? { ...sitting, hiddenSince: now } : sitting;

/** The sitting that goes on or begins when the app is seen again. A clock set back goes on. */
export function show(sitting: Sitting | null, now: number, newId: () => string): Sitting {
  const ended =
    sitting === null ||
    (sitting.hiddenSince !== null && now - sitting.hiddenSince >= SITTING_ENDS_AFTER);
  return ended ? { id: newId(), hiddenSince: null } : { ...sitting, hiddenSince: null };
}

/** Reads what was kept over a reload of the page; anything else begins a new sitting. */
export function parseSitting(kept: string | null): Sitting | null {
  const [id, since, ...rest] = (kept ?? "").split(" ");
  if (!id || !/^\d+$/.test(since ?? "") || rest.length > 0) return null;
  return { id, hiddenSince: Number(since) };
}

/** What is kept over a reload: the page counts as out of sight from now on. */
export const writeSitting = (sitting: Sitting, now: number): string =>
  `${sitting.id} ${String(sitting.hiddenSince ?? now)}`;
