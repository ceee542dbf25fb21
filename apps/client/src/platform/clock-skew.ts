import { createStore, useStore } from "./external-store.ts";

/** How far this phone's clock is from the server's, in milliseconds; above zero when it is ahead. */
const skew = createStore(0);

/** From here on a clock is said to be off (R-DT-4). */
const MOST = 5 * 60 * 1000;

/** Takes in the server's time of a request that this phone sent at `sentAt`. Never used for order. */
export function noteServerTime(sentAt: string, receivedAt: string): void {
  const off = Date.parse(sentAt) - Date.parse(receivedAt);
  skew.set(Math.abs(off) > MOST ? off : 0);
}

/** 0 while the clock is right, or nobody knows. */
export const useClockSkew = (): number => useStore(skew);
