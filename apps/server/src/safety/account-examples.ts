import { randomUUID } from "node:crypto";
import type { Example, RecordIds } from "./operation-examples.ts";

const always = (status: number) => ({ own: status, foreign: status });
const ofClient = ({ clientId }: RecordIds) => ({ clientId });
/** The account of the record's client. */
const ofAccount = ({ accountId }: RecordIds) => ({ accountId });
/** A client of the same people who has no account. */
const ofBareClient = ({ bareClientId }: RecordIds) => ({ clientId: bareClientId });
/** An account of the clinic whose life may change: nobody signs in with it. */
const ofGuest = ({ guestId }: RecordIds) => ({ accountId: guestId });

const somebody = () => {
  const id = randomUUID();
  return { id, name: `Somebody ${id}`, email: `${id}@example.org` };
};
const secretOf = ({ code }: RecordIds) =>
  `${code}.${randomUUID().replaceAll("-", "")}${"A".repeat(11)}`;

/** Requests of accounts, invites, resets and changes of e-mail. */
export const ACCOUNT_EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  "account.read-own": [{ ...always(200), input: () => ({}) }],
  "account.cancel-email-change": [{ ...always(200), input: () => ({}) }],
  "account.change-email": [
    {
      ...always(422),
      input: () => ({ body: { email: `${randomUUID()}@example.org`, password: "not this one" } }),
    },
  ],
  "account.confirm-email": [
    { ...always(404), input: (path) => ({ body: { secret: secretOf(path) } }) },
  ],
  "account.list": [
    { ...always(200), input: () => ({}) },
    { ...always(200), input: () => ({ query: { kind: "client", state: "active", find: "mk" } }) },
    { ...always(200), input: (path) => ({ query: { after: path.accountId } }) },
  ],
  "account.read": [{ own: 200, foreign: 404, input: (path) => ({ params: ofAccount(path) }) }],
  "account.invite": [
    { ...always(200), input: () => ({ body: { ...somebody(), kind: "clinician" } }) },
    {
      ...always(404),
      input: () => ({
        body: { ...somebody(), kind: "administrator", samePersonAs: randomUUID() },
      }),
    },
  ],
  "account.rename": [
    {
      own: 200,
      foreign: 404,
      input: (path) => ({ params: ofGuest(path), body: { name: "Somebody else" } }),
    },
  ],
  "account.change-email-of": [
    {
      own: 200,
      foreign: 404,
      input: (path) => ({
        params: ofGuest(path),
        body: { email: `${randomUUID()}@example.org` },
      }),
    },
  ],
  "account.deactivate": [{ own: 200, foreign: 404, input: (path) => ({ params: ofGuest(path) }) }],
  "account.reactivate": [{ own: 200, foreign: 404, input: (path) => ({ params: ofGuest(path) }) }],
  "account.unlink-person": [
    { own: 200, foreign: 404, input: (path) => ({ params: ofGuest(path) }) },
  ],
  "account.end-sign-ins": [
    { own: 200, foreign: 404, input: (path) => ({ params: ofGuest(path) }) },
  ],
  "account.end-sign-ins-of-client": [
    { ...always(200), input: (path) => ({ params: ofClient(path) }) },
  ],
  "account.reset": [{ own: 200, foreign: 404, input: (path) => ({ params: ofAccount(path) }) }],
  "account.approve-reset": [{ ...always(404), input: (path) => ({ params: ofAccount(path) }) }],
  "invite.renew": [{ own: 409, foreign: 404, input: (path) => ({ params: ofAccount(path) }) }],
  "invite.revoke": [{ own: 200, foreign: 404, input: (path) => ({ params: ofAccount(path) }) }],
  "account.read-of-client": [{ ...always(200), input: (path) => ({ params: ofClient(path) }) }],
  "account.invite-client": [
    { ...always(409), input: (path) => ({ params: ofClient(path), body: somebody() }) },
    { ...always(200), input: (path) => ({ params: ofBareClient(path), body: somebody() }) },
  ],
  "account.invite-client-by-administrator": [
    {
      own: 409,
      foreign: 404,
      input: (path, inside) => ({
        params: ofClient(path),
        body: { ...somebody(), samePersonAs: inside.accountId },
      }),
    },
    {
      own: 200,
      foreign: 404,
      input: (path) => ({ params: ofBareClient(path), body: somebody() }),
    },
  ],
  "account.reset-client": [{ ...always(200), input: (path) => ({ params: ofClient(path) }) }],
  "invite.renew-client": [{ ...always(409), input: (path) => ({ params: ofClient(path) }) }],
  "invite.look": [{ ...always(404), input: (path) => ({ body: { secret: secretOf(path) } }) }],
  "invite.accept": [
    {
      ...always(404),
      input: (path) => ({
        body: { secret: secretOf(path), code: "123456", password: "a password of some length" },
      }),
    },
  ],
};
