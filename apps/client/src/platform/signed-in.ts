import { recall, remember } from "./device-memory.ts";
import { createStore, useStore } from "./external-store.ts";

/**
 * Who uses the app. The token is a cookie that no script can read; the phone keeps the id of the
 * record alone. `expired`: the server asks for a new sign-in, and what was entered is still here.
 */
export type Signed =
  | { readonly state: "out" }
  | { readonly state: "in" | "expired"; readonly clientId: string };

const remembered = recall("client");
const signed = createStore<Signed>(
  remembered === null ? { state: "out" } : { state: "in", clientId: remembered },
);

export const readSigned = signed.get;
export const followSigned = signed.subscribe;
export const useSigned = (): Signed => useStore(signed);

export function markSignedIn(clientId: string): void {
  remember("client", clientId);
  signed.set({ state: "in", clientId });
}

export function markExpired(): void {
  const now = signed.get();
  if (now.state === "in") signed.set({ ...now, state: "expired" });
}

export function markSignedOut(): void {
  remember("client", null);
  signed.set({ state: "out" });
}
