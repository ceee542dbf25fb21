import { sql } from "kysely";
import { Failure } from "./failure.ts";
import { type Statement, statement } from "./statement.ts";

export type Try = {
  /** Code of the clinic, from the address or from a secret. */
  readonly clinic: string;
  /** Kind of try, such as `invite.look`; each kind counts for itself. */
  readonly what: string;
  /** What is tried, or from where: a hash, or a network. */
  readonly about: Buffer | string;
  /** Most tries in `seconds`: at most 200 in at most a day. */
  readonly most: number;
  readonly seconds: number;
};

/** What a signed-in account tries. */
export type OwnTry = Pick<Try, "what" | "most" | "seconds">;

/**
 * Counts one try of a stranger. `wait` is 0 when it may be made, else the seconds until one may, and null when there is
 * no such clinic. Send it in a transaction of its own: a count dies with a transaction that fails.
 */
export const countTry = (made: Try): Statement<{ wait: number | null }> =>
  statement(sql`
    SELECT app.count_try(${made.clinic}, ${made.what}, ${Buffer.from(made.about)}, ${made.most},
                         make_interval(secs => ${made.seconds})) AS wait`);

/** The same for the signed-in account, each for itself. */
export const countOwnTry = (made: OwnTry): Statement<{ wait: number }> =>
  statement(sql`
    SELECT app.count_own_try(${made.what}, ${made.most}, make_interval(secs => ${made.seconds})) AS wait`);

/** Takes a try back that turned out right. */
export const giveOwnTryBack = ({ what }: OwnTry): Statement =>
  statement(sql`SELECT app.give_own_try_back(${what})`);

/** 429 with Retry-After. @param seconds until another try is looked at */
export const tooManyTries = (seconds: number): Failure =>
  new Failure(429, "too-many-tries", "Too many tries in a short time; wait before the next one.", {
    seconds,
  });
