import { randomUUID } from "node:crypto";
import {
  ACCOUNTS_A_PAGE,
  deactivateAccount,
  endSignInsOf,
  endSignInsOfClient,
  listAccounts,
  reactivateAccount,
  readAccount,
  readClientAccount,
  renameAccount,
  unlinkPerson,
} from "@trellis/api/account";
import type { QueryOf } from "@trellis/api/operation";
import { auditStatement } from "#platform/access.ts";
import { notFound } from "#platform/failure.ts";
import type { ClinicKeys } from "#platform/field-keys.ts";
import { MAIL_JOB, queueMail } from "#platform/mail.ts";
import { forAccount, forRecord, type Route } from "#platform/route.ts";
import { asAccount, asDetail, emailOf } from "./account-row.ts";
import { emailRoutes } from "./email-handlers.ts";
import { accountInviteRoutes } from "./invite-handlers.ts";
import { auditOf, changeAccount, clientsOf, findTarget, keysOf } from "./requests.ts";
import * as store from "./store.ts";

/** What is looked for: a whole address when it could be one, else the beginning of a name. */
function filterOf(query: QueryOf<typeof listAccounts>, keys: ClinicKeys): store.AccountFilter {
  const find = query.find?.trim() ?? "";
  const isEmail = find.includes("@");
  return {
    kind: query.kind ?? null,
    state: query.state ?? null,
    name: find === "" || isEmail ? null : find,
    login: isEmail ? keys.loginIndex(find) : null,
    after: query.after ?? null,
    most: ACCOUNTS_A_PAGE + 1,
  };
}

const clientOf = ({ client_id }: store.LeftRow): string => client_id;

export const accountRoutes: readonly Route[] = [
  ...accountInviteRoutes,
  ...emailRoutes,

  forAccount(listAccounts, async (tx, { query }, arrived) => {
    const keys = await keysOf(arrived);
    const [rows] = await tx.run(store.listAccounts(filterOf(query, keys)));
    const page = rows.slice(0, ACCOUNTS_A_PAGE);
    await tx.finish(
      auditStatement(listAccounts.name, page.flatMap(clientsOf), arrived.requestId, true),
    );
    return {
      accounts: page.map((row) => asAccount(row, keys)),
      after: rows.length > page.length ? (page.at(-1)?.account_id ?? null) : null,
    };
  }),

  forAccount(readAccount, async (tx, { params }, arrived) => {
    const which = store.accountOf(params.accountId);
    const [[row], twins] = await tx.run(store.readDetail(which), store.readSamePerson(which));
    if (!row) throw notFound();
    const named = row.would_be_left.map(({ clientId }) => clientId);
    await tx.finish(auditOf(readAccount, row, arrived, true, named));
    return asDetail(row, twins, await keysOf(arrived), true);
  }),

  forRecord(readClientAccount, async (tx, { clientId }, _input, arrived) => {
    const which = store.accountOfClient(clientId);
    const [[row], twins] = await tx.finish(store.readDetail(which), store.readSamePerson(which));
    return { account: row ? asDetail(row, twins, await keysOf(arrived), false) : null };
  }),

  forAccount(renameAccount, (tx, { params, body }, arrived) =>
    changeAccount(tx, arrived, renameAccount, store.accountOf(params.accountId), () => [
      store.renameAccount(params.accountId, body.name),
    ]),
  ),

  forAccount(deactivateAccount, async (tx, { params }, arrived) => {
    const which = store.accountOf(params.accountId);
    const target = await findTarget(tx, which);
    const keys = await keysOf(arrived);
    const [left, [clinic]] = await tx.run(
      store.deactivateAccount(params.accountId),
      store.readAppName(),
    );
    const [[row], twins] = await tx.finish(
      store.readDetail(which),
      store.readSamePerson(which),
      queueMail(keys, {
        id: randomUUID(),
        to: emailOf(target, keys),
        kind: "account-ended",
        locale: null,
        words: { appName: clinic?.app_name ?? "" },
      }),
      auditOf(deactivateAccount, target, arrived, false, left.map(clientOf)),
    );
    if (!row) throw notFound();
    arrived.services.jobs.wake(MAIL_JOB);
    return {
      account: asDetail(row, twins, keys, true),
      withoutTherapist: left
        .filter((each) => each.lacks_therapist)
        .map(({ client_id, initials, tag }) => ({ clientId: client_id, initials, tag })),
    };
  }),

  forAccount(reactivateAccount, (tx, { params }, arrived) =>
    changeAccount(tx, arrived, reactivateAccount, store.accountOf(params.accountId), () => [
      store.reactivateAccount(params.accountId),
    ]),
  ),

  forAccount(endSignInsOf, async (tx, { params }, arrived) => {
    const target = await findTarget(tx, store.accountOf(params.accountId));
    const [[done]] = await tx.finish(
      store.endSignInsOf(target.account_id),
      auditOf(endSignInsOf, target, arrived),
    );
    return { ended: done?.ended ?? 0 };
  }),

  forRecord(endSignInsOfClient, async (tx, { clientId }) => {
    const target = await findTarget(tx, store.accountOfClient(clientId));
    const [[done]] = await tx.finish(store.endSignInsOf(target.account_id));
    return { ended: done?.ended ?? 0 };
  }),

  forAccount(unlinkPerson, (tx, { params }, arrived) =>
    changeAccount(tx, arrived, unlinkPerson, store.accountOf(params.accountId), () => [
      store.unlinkPerson(params.accountId),
    ]),
  ),
];
