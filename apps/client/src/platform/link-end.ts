import { hasCode } from "./problem-words.ts";

/** Why a link from a mail leads nowhere any more. `unknown` also stands for one that was cut off. */
export type LinkEnd = "ended" | "expired" | "locked" | "unknown" | "used";

const ENDS: readonly LinkEnd[] = ["ended", "expired", "locked", "unknown", "used"];

/** Gives null for trouble that says nothing about the link. */
export const linkEndOf = (error: unknown): LinkEnd | null =>
  ENDS.find((end) => hasCode(error, `invite-${end}`)) ?? null;

/** The same where nothing but the secret was sent, so that what cannot be read is a link that was cut off. */
export const linkEndOrCutOf = (error: unknown): LinkEnd | null =>
  hasCode(error, "invalid-input") ? "unknown" : linkEndOf(error);
