import { isIPv4, isIPv6 } from "node:net";

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const GROUPS = 8;
const GROUPS_OF_NETWORK = 4;

/**
 * The network that tries are counted for: an IPv4 address as it is, an IPv6 address cut to its first 64 bits, since
 * whoever has one of a /64 has all of them. What is no address is one network of its own.
 */
export function networkOf(address: string): string {
  const bare = address.split("%")[0] ?? "";
  const mapped = MAPPED.exec(bare)?.[1];
  if (mapped !== undefined && isIPv4(mapped)) return mapped;
  if (isIPv4(bare)) return bare;
  if (!isIPv6(bare)) return "unknown";
  return `${groupsOf(bare).slice(0, GROUPS_OF_NETWORK).join(":")}::/64`;
}

/** The eight groups of an IPv6 address without leading zeros. */
function groupsOf(address: string): readonly string[] {
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [before = "", after] = canonical.split("::");
  const head = before === "" ? [] : before.split(":");
  if (after === undefined) return head;
  const tail = after === "" ? [] : after.split(":");
  return [...head, ...Array<string>(GROUPS - head.length - tail.length).fill("0"), ...tail];
}
