import { ProblemCode } from "@trellis/api/problem";
import { MOST_COVER_DAYS } from "@trellis/domain/care-team";
import * as z from "zod/mini";

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
  readonly constraint?: unknown;
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
  // Two changes that wait for each other: the database takes one of them back, and it can be tried again.
  "40P01": busy,
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

const BY_CONSTRAINT: Readonly<Record<string, () => Failure>> = {
  account_clinic_id_login_index_key: () => refusal(409, "email-taken"),
};

/** Sentences for what functions of the database refuse; for the rest the code has to do. */
const REFUSALS: Readonly<Partial<Record<ProblemCode, string>>> = {
  "account-not-active": "This account is not active.",
  "already-active": "This account is active already.",
  "already-there": "This id stands for something else already.",
  "changed-meanwhile": "Somebody changed this meanwhile; look at it again.",
  "cover-too-long": `A cover lasts ${MOST_COVER_DAYS} days at most; give another one when it ends.`,
  "email-taken": "An account of this clinic has this e-mail already.",
  "ends-too-early": "The end has to lie after the beginning and after now.",
  "grant-overlaps": "This person has this relation to the client for a part of that time already.",
  "grant-to-oneself": "A therapist gives no relation to themself; an administrator can.",
  "has-account": "This client has an account already.",
  "last-administrator": "This is the last administrator who can sign in; invite another one first.",
  "needs-another-administrator":
    "Another administrator has to approve this, and there is none; use trellis invite --reset on the server.",
  "not-a-clinician": "This account is of no clinician who can sign in.",
  "too-many-tries": "Too many tries in a short time; wait before the next one.",
  "same-person": "These are two accounts of one person, who gets no relation to their own record.",
};

/** What functions of the database count is counted by the hour. */
const HOUR_SECONDS = 3600;

const refusal = (status: number, code: ProblemCode) =>
  new Failure(
    status,
    code,
    REFUSALS[code] ?? `Refused: ${code}.`,
    status === 429 ? { seconds: HOUR_SECONDS } : {},
  );

/** A function of the database refuses with `TR` and the status as SQLSTATE, and the problem's code as its message. */
function refusalOf(sqlState: string, message: unknown): Failure | null {
  const status = /^TR(4\d\d)$/.exec(sqlState)?.[1];
  const code = z.safeParse(ProblemCode, message);
  return status === undefined || !code.success ? null : refusal(Number(status), code.data);
}

const UNREACHABLE =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|3D000|57P0[1-5]|28P01|08\w{3})$/;

/** Turns whatever was thrown into an answer; null means that nobody foresaw it. */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof Failure) return error;
  const known = (typeof error === "object" && error !== null ? error : {}) as Known;
  const code = typeof known.code === "string" ? known.code : "";
  const foreseen = BY_SQLSTATE[code] ?? BY_FASTIFY[code];
  if (foreseen) return BY_CONSTRAINT[String(known.constraint)]?.() ?? foreseen();
  const refused = refusalOf(code, known.message);
  if (refused) return refused;
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
