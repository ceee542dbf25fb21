import { createStore, useStore } from "#platform/external-store.ts";

/** What stands in the fields of one link. */
type Typed = { readonly secret: string; readonly code: string; readonly password: string };

/** Above the screen, so that a look at Help now loses nothing; in memory alone, so that a password stays nowhere. */
const typed = createStore<Typed | null>(null);

const typedFor = (now: Typed | null, secret: string): Typed =>
  now?.secret === secret ? now : { secret, code: "", password: "" };

export const useTyped = (secret: string): Typed => typedFor(useStore(typed), secret);

export const keepTyped = (
  secret: string,
  change: Partial<Pick<Typed, "code" | "password">>,
): void => typed.set({ ...typedFor(typed.get(), secret), ...change });

/** The link has done its work, or leads nowhere. */
export const forgetTyped = (): void => typed.set(null);
