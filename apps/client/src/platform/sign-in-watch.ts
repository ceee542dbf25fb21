import { ApiError, call } from "@trellis/api/api-client";
import { BACKGROUND_HEADER, readSignIn } from "@trellis/api/sign-in";
import { transportWith } from "./server-call.ts";
import { markExpired, readSigned } from "./signed-in.ts";

/** How often an open app asks whether it is still signed in, in milliseconds. */
const PERIOD = 60_000;

const send = transportWith({ [BACKGROUND_HEADER]: "1" });

/** Covers the card when the sign-in was ended elsewhere; an answer that does not come changes nothing. */
async function look(): Promise<void> {
  const before = readSigned();
  if (before.state !== "in" || document.visibilityState !== "visible" || !navigator.onLine) return;
  try {
    await call(send, readSignIn, {});
  } catch (error) {
    const ended = error instanceof ApiError && error.problem?.code === "sign-in-needed";
    // Somebody may have signed in anew while the question was under way.
    if (ended && readSigned() === before) markExpired();
  }
}

/**
 * Asks when the app comes back to sight, and once a minute while it is looked at: a lost phone that was
 * signed out on another device shows the card no longer. It keeps no sign-in awake (R-AU-3).
 */
export function watchSignIn(): void {
  document.addEventListener("visibilitychange", () => void look());
  setInterval(() => void look(), PERIOD);
}
