import type { ProblemCode } from "@trellis/api/problem";
import { withTx } from "./database.ts";
import { Failure } from "./failure.ts";
import type { Arrived } from "./route.ts";
import { countTry, tooManyTries } from "./try-limit.ts";

/** Tries of links from one network: 200 in 15 minutes, since all of a clinic may share an address. Nobody guesses a secret of
 * 256 bits, and codes are counted by their link; this keeps a flood away. */
const MOST_TRIES = 200;
const TRY_SECONDS = 15 * 60;

/**
 * Counts a try with the secret of a mailed link, before the secret is looked at.
 * @throws Failure 429 when there were too many from this network
 */
export async function takeLinkTry(arrived: Arrived, clinic: string, what: string): Promise<void> {
  const { services, sender } = arrived;
  const made = { clinic, what, about: sender.network, most: MOST_TRIES, seconds: TRY_SECONDS };
  const [[counted]] = await withTx(services.database, [], (tx) => tx.finish(countTry(made)));
  if (counted && counted.wait !== null && counted.wait > 0) throw tooManyTries(counted.wait);
}

type LinkProblem = Extract<ProblemCode, `invite-${string}` | "wrong-code" | "reset-waits">;

const SAID: Readonly<Record<LinkProblem, readonly [number, string]>> = {
  "invite-unknown": [404, "This link is not known here."],
  "invite-expired": [410, "This link has expired."],
  "invite-used": [410, "This link was used already."],
  "invite-ended": [410, "This link was taken back, or replaced by a newer one."],
  "invite-locked": [410, "There were five wrong codes, so this link is dead."],
  "wrong-code": [422, "This code does not belong to the link."],
  "reset-waits": [409, "Another administrator has to approve this first."],
};

const isKnown = (outcome: string): outcome is LinkProblem => Object.hasOwn(SAID, outcome);

/** What a link is not good for, as the database says it. */
export function linkFailure(outcome: string, params: Readonly<Record<string, unknown>> = {}) {
  const code = isKnown(outcome) ? outcome : "invite-unknown";
  const [status, message] = SAID[code];
  return new Failure(status, code, message, params);
}
