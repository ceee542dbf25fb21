import { deviceZone } from "./day.ts";

/** Every zone that can be chosen: those of this browser, the one it is in, UTC, and the one named. */
export const knownZones = (named: string): string[] =>
  [...new Set([named, ...Intl.supportedValuesOf("timeZone"), deviceZone(), "UTC"])].toSorted();
