import type { ProblemCode } from "@trellis/api/problem";

/** An answer that is not a success. `message` is English and holds no clinical text. */
export class Failure extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  readonly params: Readonly<Record<string, unknown>>;
  constructor(
    status: number,
    code: ProblemCode,
    message: string,
    params: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.params = params;
  }
}

export const signInNeeded = () =>
  new Failure(401, "sign-in-needed", "Sign in first; this sign-in is unknown or has ended.");
export const notFound = () =>
  new Failure(404, "not-found", "There is nothing here that you may see.");
const notAllowed = () => new Failure(403, "not-allowed", "This kind of account cannot do that.");

const busy = () => new Failure(503, "busy", "Too much is going on at once; try again in a moment.");

type Known = {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly statusCode?: unknown;
  readonly syscall?: unknown;
};

const BY_SQLSTATE: Readonly<Record<string, () => Failure>> = {
  "28000": signInNeeded,
  P0002: notFound,
  "42501": notAllowed,
  "23503": notFound,
  "23505": () => new Failure(409, "already-there", "This id stands for something else already."),
  "22021": () =>
    new Failure(400, "invalid-input", "A text holds characters that cannot be stored."),
  "22P05": () =>
    new Failure(400, "invalid-input", "A text holds characters that cannot be stored."),
  "53300": busy,
  "55P03": busy,
  "57014": busy,
};

const BY_FASTIFY: Readonly<Record<string, () => Failure>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () =>
    new Failure(413, "body-too-large", "The request is larger than this operation takes."),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    new Failure(415, "wrong-content-type", "Send JSON with Content-Type: application/json."),
  FST_ERR_CTP_EMPTY_JSON_BODY: () =>
    new Failure(400, "not-json", "The request body is empty; JSON was expected."),
  FST_ERR_CTP_INVALID_JSON_BODY: () =>
    new Failure(400, "not-json", "The request body is not JSON."),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    new Failure(400, "not-json", "The request body is not as long as it says."),
  FST_ERR_BAD_URL: () => new Failure(400, "invalid-input", "The address is not well formed."),
};

const UNREACHABLE =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|3D000|57P0[1-5]|28P01|08\w{3})$/;

/** Turns whatever was thrown into an answer; null means that nobody foresaw it. */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof Failure) return error;
  const known = (typeof error === "object" && error !== null ? error : {}) as Known;
  const code = typeof known.code === "string" ? known.code : "";
  const foreseen = BY_SQLSTATE[code] ?? BY_FASTIFY[code];
  if (foreseen) return foreseen();
  const socketIsGone = code === "ENOENT" && known.syscall === "connect";
  if (UNREACHABLE.test(code) || socketIsGone || isLostConnection(known.message)) {
    return new Failure(
      503,
      "database-unavailable",
      "The database cannot be reached just now. Whether this was stored is not known; try again.",
    );
  }
  if (error instanceof SyntaxError && known.statusCode === 400)
    return new Failure(400, "not-json", "The request body is not JSON.");
  return null;
}

const isLostConnection = (message: unknown) =>
  typeof message === "string" &&
  /connection (terminated|error)|timeout exceeded when trying to connect|not queryable/i.test(
    message,
  );
