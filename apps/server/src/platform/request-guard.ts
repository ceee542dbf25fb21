import type { IncomingHttpHeaders } from "node:http";
import { isLoopback } from "./config.ts";
import { Failure } from "./failure.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses requests that another site caused (R-WB-3): unsafe methods need our own header, and the browser's word,
 * or its Origin, that they come from here. Also refuses host names that are not ours (DNS rebinding).
 * @throws Failure 403 wrong-origin, 421 for a foreign host name
 */
export function guardRequest(
  method: string,
  headers: IncomingHttpHeaders,
  origin: string,
  hasAppHeader: boolean,
): void {
  const own = new URL(origin);
  const host = hostOf(headers.host);
  if (host !== own.hostname && !(isLoopback(own.hostname) && isLoopback(host))) {
    throw new Failure(421, "wrong-origin", "This server does not answer under that name.");
  }
  if (SAFE.has(method)) return;
  const site = headers["sec-fetch-site"];
  const isForeign =
    site === undefined
      ? isForeignOrigin(headers.origin, own, headers.host)
      : site !== "same-origin";
  if (isForeign || !hasAppHeader) {
    throw new Failure(403, "wrong-origin", "This request did not come from Trellis itself.");
  }
}

const hostOf = (header: string | undefined) => (header ?? "").replace(/:\d+$/, "").toLowerCase();

const isForeignOrigin = (origin: string | undefined, own: URL, host: string | undefined) =>
  origin !== undefined && origin !== own.origin && origin !== `${own.protocol}//${host ?? ""}`;
