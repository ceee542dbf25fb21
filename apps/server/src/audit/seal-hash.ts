/** What a seal holds besides its hash. Numbers and rows are far below 2^53. */
export type SealBody = {
  readonly clinicId: string;
  readonly number: number;
  /** Numbers of the rows, as PostgreSQL writes an int8multirange. */
  readonly covered: string;
  readonly rowCount: number;
  readonly digest: Buffer;
  readonly reached: number;
  readonly completeAt: Date | null;
  readonly sealedAt: Date;
  readonly previous: Buffer;
};

const VERSION = "trellis audit seal 1";

/** The text that a seal's HMAC is made of; JSON has one reading, so no two seals share one. */
export const sealText = (seal: SealBody): string =>
  JSON.stringify([
    VERSION,
    seal.clinicId,
    seal.number,
    seal.covered,
    seal.rowCount,
    seal.digest.toString("hex"),
    seal.reached,
    seal.completeAt?.toISOString() ?? null,
    seal.sealedAt.toISOString(),
    seal.previous.toString("hex"),
  ]);
