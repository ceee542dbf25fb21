import { argon2, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { Failure } from "./failure.ts";

const derive = promisify(argon2);

/** argon2id with 19 MiB, two passes, one lane: OWASP's least (R-ENC-6). Changing it needs a new column. */
const COST = { parallelism: 1, tagLength: 32, memory: 19 * 1024, passes: 2 } as const;

/** Each derivation holds 19 MiB, so this bounds what a flood of sign-ins can take. */
const MOST_AT_ONCE = 4;
const MOST_WAITING = 200;
let running = 0;
const waiting: (() => void)[] = [];

export const makeSalt = (): Buffer => randomBytes(16);

/**
 * The argon2id hash of a password, 32 bytes. Unicode is normalised (NFKC, NIST SP 800-63B), so that the
 * same password typed on another keyboard is the same.
 * @throws Failure `busy` when too many are waiting
 */
export async function hashPassword(password: string, salt: Buffer): Promise<Buffer> {
  await takeTurn();
  try {
    return (await derive("argon2id", {
      message: password.normalize("NFKC"),
      nonce: salt,
      ...COST,
    })) as Buffer;
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

async function takeTurn(): Promise<void> {
  if (running < MOST_AT_ONCE) {
    running += 1;
    return;
  }
  if (waiting.length >= MOST_WAITING)
    throw new Failure(
      503,
      "busy",
      "Too many people are signing in at once; try again in a moment.",
    );
  await new Promise<void>((resolve) => waiting.push(resolve));
}
