import { call, type CallInput, type Transport } from "@trellis/api/api-client";
import type { Operation, OutputOf } from "@trellis/api/operation";
import { APP_HEADER } from "@trellis/api/sign-in";

const transport: Transport = async ({ method, url, body }) => {
  const response = await fetch(url, {
    method,
    body,
    credentials: "same-origin",
    headers: {
      [APP_HEADER]: "clinician",
      ...(body === null ? {} : { "content-type": "application/json" }),
    },
  });
  return { status: response.status, text: await response.text() };
};

/**
 * Calls an operation of this server.
 * @throws ApiError for every answer that is not 2xx
 */
export const ask = async <O extends Operation>(
  operation: O,
  input: CallInput<O>,
): Promise<OutputOf<O>> => call(transport, operation, input);
