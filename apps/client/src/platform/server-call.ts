import { ApiError, call, type CallInput, type Transport } from "@trellis/api/api-client";
import type { Operation, OutputOf } from "@trellis/api/operation";
import { APP_HEADER } from "@trellis/api/sign-in";
import { PATIENCE, takeEarly } from "./early-week.ts";
import { markExpired } from "./signed-in.ts";

/** Browsers refuse to send more than this after the page was left. */
const MOST_KEPT_ALIVE = 60_000;

/** Sends a request to this server with further headers; an entry made just before leaving the page still goes out. */
export const transportWith =
  (headers: Readonly<Record<string, string>>): Transport =>
  async ({ method, url, body }) => {
    const early = await takeEarly(method, url);
    if (early !== null) return early;
    const response = await fetch(url, {
      method,
      body,
      credentials: "same-origin",
      cache: "no-store",
      keepalive: body !== null && body.length < MOST_KEPT_ALIVE,
      signal: AbortSignal.timeout(PATIENCE),
      headers: {
        [APP_HEADER]: "client",
        ...headers,
        ...(body === null ? {} : { "content-type": "application/json" }),
      },
    });
    return { status: response.status, text: await response.text() };
  };

export const transport: Transport = transportWith({});

/**
 * Calls an operation of this server. A sign-in that has ended leads to the sign-in screen.
 * @throws ApiError for every answer that is not 2xx
 */
export async function callServer<O extends Operation>(
  operation: O,
  input: CallInput<O>,
  send: Transport = transport,
): Promise<OutputOf<O>> {
  try {
    return await call(send, operation, input);
  } catch (error) {
    if (error instanceof ApiError && error.problem?.code === "sign-in-needed") markExpired();
    throw error;
  }
}
