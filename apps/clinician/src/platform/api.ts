import { call, type CallInput, type Transport } from "@trellis/api/api-client";
import type { Operation, OutputOf } from "@trellis/api/operation";
import { APP_HEADER, BACKGROUND_HEADER } from "@trellis/api/sign-in";

const transportWith =
  (headers: Readonly<Record<string, string>>): Transport =>
  async ({ method, url, body }) => {
    const response = await fetch(url, {
      method,
      body,
      credentials: "same-origin",
      headers: {
        [APP_HEADER]: "clinician",
        ...headers,
        ...(body === null ? {} : { "content-type": "application/json" }),
      },
    });
    return { status: response.status, text: await response.text() };
  };

const transport = transportWith({});
const background = transportWith({ [BACKGROUND_HEADER]: "1" });

/**
 * Calls an operation of this server.
 * @throws ApiError for every answer that is not 2xx
 */
export const ask = async <O extends Operation>(
  operation: O,
  input: CallInput<O>,
): Promise<OutputOf<O>> => call(transport, operation, input);

/** A save of which all was refused is answered with 422, and like others with an answer for each part. */
const withRefusals: Transport = async (request) => {
  const answer = await transport(request);
  const refused = answer.status === 422 && answer.text.includes('"answers"');
  return refused ? { ...answer, status: 200 } : answer;
};

/**
 * Calls an operation that answers for each of its parts, also when it refused all of them.
 * @throws ApiError for every other answer that is not 2xx
 */
export const askEach = async <O extends Operation>(
  operation: O,
  input: CallInput<O>,
): Promise<OutputOf<O>> => call(withRefusals, operation, input);

/**
 * Calls an operation without a person's doing: it keeps no sign-in awake (R-AU-3).
 * @throws ApiError for every answer that is not 2xx
 */
export const askUnasked = async <O extends Operation>(
  operation: O,
  input: CallInput<O>,
): Promise<OutputOf<O>> => call(background, operation, input);
