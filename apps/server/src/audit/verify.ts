import type { Database, Tx } from "#platform/database.ts";
import type { ClinicKeys } from "#platform/field-keys.ts";
import { withOperatorTx } from "#platform/operator.ts";
import { type AnchorContent, anchorFile, readAnchor } from "./anchor.ts";
import { sealText } from "./seal-hash.ts";
import {
  type CheckedSeal,
  checkSeals,
  countUnsealed,
  findCoveredTwice,
  findMisdated,
  findRemoved,
  readLastNumber,
} from "./seal-store.ts";

export type AuditVerdict = {
  /** One sentence each, which says where; empty when nothing was changed. */
  readonly findings: readonly string[];
  readonly seals: number;
  /** Rows that were digested again. */
  readonly rows: number;
  /** Rows that wait for the next seal. */
  readonly unsealed: number;
};

const SEALS_AT_ONCE = 100;
const NOTHING_BEFORE = Buffer.alloc(32);
/** No transaction of ours takes that long, so no row is dated longer than that before it could be seen. */
const LONGEST_TRANSACTION_MILLISECONDS = 60 * 60 * 1000;
/** Clocks of the database are steady to this; a seal and its rows come from the same one. */
const CLOCK_MILLISECONDS = 1000;

/**
 * Works the whole chain of a clinic out again, and compares it with the file beside.
 * @param owner the login of the owner; row-level security binds it to the clinic
 * @param keys null when the key file cannot be had: then hashes are not checked, and that is a finding
 */
export async function verifyAudit(
  owner: Database,
  clinic: { readonly id: string; readonly code: string },
  keys: ClinicKeys | null,
  anchorFolder: string,
): Promise<AuditVerdict> {
  const file = anchorFile(anchorFolder, clinic.code);
  return withOperatorTx(owner, clinic.id, async (tx) => {
    // The chain may grow meanwhile; what is checked is what it was before the file was read.
    const [[end]] = await tx.run(readLastNumber());
    const anchor = await readAnchor(file);
    const chain = await checkChain(tx, keys, anchor, end?.number ?? 0);
    const [[unsealed], [twice]] = await tx.finish(countUnsealed(), findCoveredTwice());
    const findings = [
      ...(keys ? [] : ["The key file is not there, so nobody can tell who made the seals."]),
      ...chain.findings,
      ...(twice ? [`Row ${twice.sequence} is in more than one seal.`] : []),
      ...beyondChain(chain.last, anchor, file),
      ...(unsealed && unsealed.old > 0
        ? [
            `${rowsOf(unsealed.old)} from row ${unsealed.first} on ${unsealed.old === 1 ? "is" : "are"} dated more than a day ago and in no seal: added later, or the sealing does not run.`,
          ]
        : []),
    ];
    return { findings, seals: chain.seals, rows: chain.rows, unsealed: unsealed?.all ?? 0 };
  });
}

type Chain = {
  readonly findings: string[];
  seals: number;
  rows: number;
  last: CheckedSeal | null;
};

async function checkChain(
  tx: Tx,
  keys: ClinicKeys | null,
  anchor: AnchorContent | null,
  end: number,
): Promise<Chain> {
  const chain: Chain = { findings: [], seals: 0, rows: 0, last: null };
  for (let from = 1; ;) {
    const [seals] = await tx.run(checkSeals(from, end, SEALS_AT_ONCE));
    for (const seal of seals) {
      chain.findings.push(
        ...linkFindings(seal, chain.last, keys),
        ...anchorFindings(seal, anchor),
        ...(await rowFindings(tx, seal, chain.last)),
      );
      chain.seals += 1;
      chain.rows += seal.foundCount;
      chain.last = seal;
    }
    if (seals.length < SEALS_AT_ONCE) return chain;
    from = (chain.last?.number ?? 0) + 1;
  }
}

const rowsOf = (count: number) => `${count} ${count === 1 ? "row" : "rows"}`;
const nameOf = (seal: CheckedSeal) =>
  `Seal ${seal.number} (${rowsOf(seal.rowCount)}, ${seal.sealedAt.toISOString()})`;

/** The seal itself: its place in the chain, and that the keys of this clinic made it. */
function linkFindings(
  seal: CheckedSeal,
  before: CheckedSeal | null,
  keys: ClinicKeys | null,
): readonly string[] {
  const expected = (before?.number ?? 0) + 1;
  const gap =
    seal.number === expected + 1
      ? [`Seal ${expected} is missing.`]
      : seal.number > expected
        ? [`Seals ${expected} to ${seal.number - 1} are missing.`]
        : [];
  const isLinked = seal.previous.equals(before?.hash ?? NOTHING_BEFORE);
  const isOurs = keys === null || keys.auditMac(sealText(seal)).equals(seal.hash);
  return [
    ...gap,
    ...(isLinked || gap.length > 0
      ? []
      : [`${nameOf(seal)} does not follow from the seal before it.`]),
    ...(isOurs ? [] : [`${nameOf(seal)} was changed, or was not made with this clinic's key.`]),
  ];
}

/** Where a multirange, `{[first,last + 1),…}`, begins and ends. */
function between(covered: string): string {
  const ends = (covered.match(/\d+/g) ?? []).map(Number);
  return `between row ${ends[0]} and row ${(ends.at(-1) ?? 1) - 1}`;
}

/** The rows of the seal: none away, none other, none dated as they cannot be. */
async function rowFindings(
  tx: Tx,
  seal: CheckedSeal,
  before: CheckedSeal | null,
): Promise<readonly string[]> {
  const findings: string[] = [];
  if (seal.foundCount !== seal.rowCount) {
    const [removed] = await tx.run(findRemoved(seal.number));
    const which = removed.map(({ sequence }) => sequence).join(", ");
    findings.push(
      `${nameOf(seal)}: ${rowsOf(seal.rowCount - seal.foundCount)} removed${which === "" ? "" : `, among them ${which}`}.`,
    );
  } else if (!seal.foundDigest.equals(seal.digest)) {
    findings.push(`${nameOf(seal)}: a row was changed, ${between(seal.covered)}.`);
  }
  const oldest = before?.completeAt
    ? new Date(before.completeAt.getTime() - LONGEST_TRANSACTION_MILLISECONDS)
    : null;
  const newest = new Date(seal.sealedAt.getTime() + CLOCK_MILLISECONDS);
  const isMisdated =
    (oldest !== null && seal.earliest !== null && seal.earliest < oldest) ||
    (seal.latest !== null && seal.latest > newest);
  if (isMisdated) {
    const [rows] = await tx.run(
      findMisdated(seal.number, oldest?.toISOString() ?? null, newest.toISOString()),
    );
    const which = rows.map(({ sequence, at }) => `row ${sequence} (${at.toISOString()})`);
    findings.push(
      `${nameOf(seal)}: ${which.join(", ")} dated as it cannot be: added later, or the server's clock was set.`,
    );
  }
  return findings;
}

/** The file beside has each seal, and no other hash for it. How far it goes is `beyondChain`'s to see. */
function anchorFindings(seal: CheckedSeal, anchor: AnchorContent | null): readonly string[] {
  if (anchor === null) return [];
  const hashes = anchor.hashes.get(seal.number);
  if (hashes === undefined)
    return seal.number > anchor.highest
      ? []
      : [`The anchor file has no line for seal ${seal.number}.`];
  const hash = seal.hash.toString("hex");
  return hashes.length === 1 && hashes[0] === hash
    ? []
    : [
        `${nameOf(seal)} has another hash in the anchor file: the chain was rewritten from there on, or an old backup was put back.`,
      ];
}

/** A line that a crash kept back is written at the next turn; until then one may be wanting. */
const LINE_MILLISECONDS = 10 * 60 * 1000;

/** Chain and file end with the same seal. */
function beyondChain(
  last: CheckedSeal | null,
  anchor: AnchorContent | null,
  file: string,
): readonly string[] {
  const end = last?.number ?? 0;
  if (anchor === null) return last ? [`There is no anchor file at ${file}.`] : [];
  if (anchor.highest > end)
    return [
      `The anchor file knows ${anchor.highest} seals, the database ${end}: the end of the audit was cut, or an old backup was put back.`,
    ];
  const isLate = last !== null && Date.now() - last.sealedAt.getTime() > LINE_MILLISECONDS;
  const isCut = end - anchor.highest > 1 || (end > anchor.highest && isLate);
  return isCut
    ? [
        `The anchor file ends with seal ${anchor.highest}, the database with ${end}: lines were cut.`,
      ]
    : [];
}
