import { deviceZone } from "#platform/day.ts";

/** Every zone that can be chosen: those of this browser, the one it is in, and UTC. */
export const knownZones = (): string[] =>
  [...new Set([...Intl.supportedValuesOf("timeZone"), deviceZone(), "UTC"])].toSorted();
