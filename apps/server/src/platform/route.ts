import type { Audience, InputOf, Operation, OutputOf } from "@trellis/api/operation";
import type { DataAction, DataKind } from "@trellis/domain/access";
import type { App } from "@trellis/domain/account";
import {
  ACCESS_CHECK,
  type AccessCheck,
  auditStatement,
  type Opened,
  type Presented,
  type RecordAccess,
} from "./access.ts";
import { type Attempt, auditingRefusals } from "./audit-refusal.ts";
import { type Database, type Tx, withTx } from "./database.ts";
import { signInNeeded } from "./failure.ts";
import type { FieldKeys } from "./field-keys.ts";
import type { JobBell } from "./job-bell.ts";
import type { ServerFacts } from "./server-facts.ts";
import type { Statement } from "./statement.ts";
import { inTurn } from "./turns.ts";

/** What every handler may use. */
export type Services = {
  readonly database: Database;
  /** Milliseconds since 1970; tests set it. */
  readonly now: () => number;
  /** A demo on a database that does not keep what it is given; the apps say so. */
  readonly isDatabaseWeak: boolean;
  /** What the process was started with, for the page about this server. */
  readonly facts: ServerFacts;
  /** Opens and seals what is stored encrypted. */
  readonly fieldKeys: FieldKeys;
  /** Wakes a job after the commit of what makes its work. */
  readonly jobs: JobBell;
};

/** A request whose input has been checked against the contract. */
export type Arrived = {
  readonly services: Services;
  /** What browsers see, without a slash at the end; links in mails begin with it. */
  readonly origin: string;
  readonly requestId: string;
  readonly app: App | null;
  readonly presented: Presented | null;
  readonly sender: Sender;
  /** Cookies and status that the answer shall carry. */
  readonly reply: ReplyNotes;
};

/** Where a request comes from. Nothing of it is stored as it is. */
export type Sender = {
  /** What tries are counted for: `networkOf` of the address. */
  readonly network: string;
  readonly userAgent: string;
  /** The secret by which a browser that has signed in before is known; null for a new one. Stored as a hash alone. */
  readonly deviceSecret: string | null;
};

export type ReplyNotes = {
  cookie: { readonly app: App; readonly token: string | null } | null;
  /** The secret by which this browser is to be known from now on. */
  device: { readonly app: App; readonly secret: string } | null;
  /** The sign-in lasts longer from now on, and its cookie has to, too. */
  isExtended: boolean;
  status: number;
};

/** An operation with its handler; the server registers a list of these. */
export type Route = {
  readonly operation: Operation;
  /** The server never gives `check`; tests take the check away with it, to see that row-level security holds alone. */
  readonly answer: (
    arrived: Arrived,
    input: InputOf<Operation>,
    check?: AccessCheck,
  ) => Promise<unknown>;
};

type AccountOperation = Operation & { readonly audience: Extract<Audience, { who: "account" }> };
type RecordOperation<Data extends DataKind, Action extends DataAction> = Operation & {
  readonly audience: {
    readonly who: "client-record";
    readonly data: Data;
    readonly action: Action;
  };
};

/** Handles an operation for everyone, signed in or not. */
export function forAnyone<O extends Operation>(
  operation: O,
  handle: (input: InputOf<O>, arrived: Arrived) => Promise<OutputOf<O>>,
): Route {
  return { operation, answer: (arrived, input) => handle(input as InputOf<O>, arrived) };
}

/** Handles an operation of a signed-in account about itself. The handler audits what it must. */
export function forAccount<O extends AccountOperation>(
  operation: O,
  handle: (tx: Tx, input: InputOf<O>, arrived: Arrived) => Promise<OutputOf<O>>,
): Route {
  return {
    operation,
    answer: (arrived, input, check = ACCESS_CHECK) => {
      if (!arrived.presented) throw signInNeeded();
      const opening = [check.openSignIn(arrived.presented, operation.audience.kinds)];
      return auditingRefusals(attemptOf(arrived, arrived.presented, operation, input), () =>
        withTx(
          arrived.services.database,
          opening,
          (tx) => handle(tx, input as InputOf<O>, arrived),
          noteExtension(arrived),
        ),
      );
    },
  };
}

/** One transaction of the sign-in that a request presents. */
export type Transact = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/**
 * Like `forAccount`, for what takes the processor long: `prepare` does that outside any transaction, so that nothing in the
 * database waits for it, and each sign-in does one such thing at a time.
 */
export function forAccountPrepared<O extends AccountOperation, Prepared>(
  operation: O,
  prepare: (transact: Transact, input: InputOf<O>, arrived: Arrived) => Promise<Prepared>,
  handle: (tx: Tx, prepared: Prepared, input: InputOf<O>, arrived: Arrived) => Promise<OutputOf<O>>,
): Route {
  return {
    operation,
    answer: (arrived, anyInput, check = ACCESS_CHECK) => {
      const { presented, services } = arrived;
      if (!presented) throw signInNeeded();
      const input = anyInput as InputOf<O>;
      const opening = [check.openSignIn(presented, operation.audience.kinds)];
      const transact: Transact = (work) =>
        withTx(services.database, opening, work, noteExtension(arrived));
      return inTurn(presented.tokenHash.toString("base64url"), () =>
        auditingRefusals(attemptOf(arrived, presented, operation, anyInput), async () => {
          const prepared = await prepare(transact, input, arrived);
          return transact((tx) => handle(tx, prepared, input, arrived));
        }),
      );
    },
  };
}

/**
 * Handles an operation on one client's record: access first, the handler's statements, the audit row
 * and COMMIT; in one write to the database when the handler sends everything through `finish`.
 */
export function forRecord<
  Data extends DataKind,
  Action extends DataAction,
  O extends RecordOperation<Data, Action>,
>(
  operation: O & RecordOperation<Data, Action>,
  handle: (
    tx: Tx,
    access: RecordAccess<Data, Action>,
    input: InputOf<O>,
    arrived: Arrived,
  ) => Promise<OutputOf<O>>,
): Route {
  const { data, action } = operation.audience;
  return {
    operation,
    answer: (arrived, input, check = ACCESS_CHECK) => {
      if (!arrived.presented) throw signInNeeded();
      const { clientId } = input.params as { clientId: string };
      const { opening, access } = check.openRecord(arrived.presented, clientId, data, action);
      const audit = auditStatement(
        operation.name,
        [clientId],
        arrived.requestId,
        action === "read" && operation.takesAway !== true,
      );
      const attempt = attemptOf(arrived, arrived.presented, operation, input);
      const transact = () =>
        auditingRefusals(attempt, () =>
          transactAudited(arrived, opening, audit, (tx) =>
            handle(tx, access, input as InputOf<O>, arrived),
          ),
        );
      const isLight = action === "read" && data !== "card-import";
      return isLight
        ? transact()
        : inTurn(arrived.presented.tokenHash.toString("base64url"), transact);
    },
  };
}

/** Handles an administrator's operation on what is theirs to see of a client of their clinic; else like `forRecord`. */
export function forClinicRecord<
  Data extends DataKind,
  Action extends DataAction,
  O extends AccountOperation,
>(
  operation: O,
  data: Data,
  action: Action,
  handle: (
    tx: Tx,
    access: RecordAccess<Data, Action>,
    input: InputOf<O>,
    arrived: Arrived,
  ) => Promise<OutputOf<O>>,
): Route {
  return {
    operation,
    answer: (arrived, input, check = ACCESS_CHECK) => {
      if (!arrived.presented) throw signInNeeded();
      const { clientId } = input.params as { clientId: string };
      const { opening, access } = check.openClinicRecord(arrived.presented, clientId, data, action);
      const isRead = action === "read";
      const audit = auditStatement(operation.name, [clientId], arrived.requestId, isRead);
      return auditingRefusals(attemptOf(arrived, arrived.presented, operation, input), () =>
        transactAudited(arrived, opening, audit, (tx) =>
          handle(tx, access, input as InputOf<O>, arrived),
        ),
      );
    },
  };
}

const attemptOf = (
  arrived: Arrived,
  presented: Presented,
  operation: Operation,
  { params }: InputOf<Operation>,
): Attempt => ({
  database: arrived.services.database,
  presented,
  requestId: arrived.requestId,
  operation: operation.name,
  params: params as Attempt["params"],
});

/** One transaction whose last statement is the audit row. */
const transactAudited = <T>(
  arrived: Arrived,
  opening: readonly Statement[],
  audit: Statement,
  work: (tx: Tx) => Promise<T>,
): Promise<T> =>
  withTx(
    arrived.services.database,
    opening,
    async (tx) => {
      const audited = withAudit(tx, audit);
      const output = await work(audited.tx);
      if (!audited.isFinished()) await audited.tx.finish();
      return output;
    },
    noteExtension(arrived),
  );

/** The first statement of every opening says whether the sign-in was extended by it. */
const noteExtension =
  ({ reply }: Arrived) =>
  ([opened]: readonly (readonly unknown[])[]) => {
    const [row] = (opened ?? []) as readonly Partial<Opened>[];
    reply.isExtended = row?.extended === true;
  };

/** The transaction's last statements carry the audit row, whatever the handler does. */
function withAudit(
  tx: Tx,
  audit: Statement,
): { readonly tx: Tx; readonly isFinished: () => boolean } {
  let finished = false;
  const finish = async (...statements: readonly Statement[]) => {
    finished = true;
    return (await tx.finish(...statements, audit)).slice(0, -1);
  };
  return { tx: { run: tx.run, finish: finish as Tx["finish"] }, isFinished: () => finished };
}
