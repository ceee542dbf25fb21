import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import { makeTestClinic, type TestClinic } from "#platform/test-clinic.ts";
import { mintSignIn, openSuperuser } from "#platform/test-marked-clinic.ts";
import {
  type Caller,
  request,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { addClientOf, somebody } from "../invite/test-invite.ts";
import { buildTrellis } from "../main.ts";

/** What a therapist can learn and do by inviting clients of their own making. */
let trellis: TestTrellis;
let superuser: Database;
let clinic: TestClinic;
let therapist: Caller;
let administrator: Caller;
let clientId: string;
let count = 0;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
});
beforeEach(async () => {
  count += 1;
  clinic = await makeTestClinic(trellis, `clinic-${count}`);
  therapist = await mintTherapist();
  administrator = await mintSignIn(superuser, clinic, clinic.administrator.accountId, {
    kind: "administrator",
    app: "clinician",
  });
  clientId = await addClientOf(trellis, clinic, clinic.therapist.accountId);
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await superuser.close();
  await trellis.close();
});

const mintTherapist = () =>
  mintSignIn(superuser, clinic, clinic.therapist.accountId, {
    kind: "clinician",
    app: "clinician",
  });
const invite = (body: object, caller = therapist, to = clientId) =>
  request(trellis, caller, "POST", `/api/clients/${to}/account`, body);
const codeOf = async (body: object, caller = therapist) =>
  (await invite(body, caller)).json<{ code?: string }>().code ?? "done";
const refusals = async () =>
  (
    await superuser.pool.query<{ reason: string; account_id: string; client_ids: string[] }>(
      `SELECT reason, account_id, client_ids FROM audit_event
        WHERE clinic_id = $1 AND operation = 'account.invite-client' AND outcome = 'refused' ORDER BY sequence`,
      [clinic.clinicId],
    )
  ).rows;

describe("whether an e-mail has an account here", () => {
  test("is not told by an id that is taken, whatever the e-mail", async () => {
    for (const id of [clinic.therapist.accountId, clinic.otherClient.accountId])
      for (const email of [clinic.otherClient.email, somebody().email])
        expect(await codeOf({ id, name: "Qq Ww", email })).toBe("already-there");
  });

  test("leaves a row of the audit when it is told, without the e-mail", async () => {
    expect(await codeOf({ ...somebody(), email: clinic.otherClient.email })).toBe("email-taken");
    expect(await refusals()).toEqual([
      {
        reason: "email-taken",
        account_id: clinic.therapist.accountId,
        client_ids: [clientId],
      },
    ]);
  });

  test("is told twenty times an hour to one account, by however many of its sign-ins at once", async () => {
    const callers = await Promise.all(Array.from({ length: 5 }, mintTherapist));
    const codes = await Promise.all(
      Array.from({ length: 25 }, (_, index) =>
        codeOf({ ...somebody(), email: clinic.otherClient.email }, callers[index % 5]),
      ),
    );
    expect(codes.filter((code) => code === "email-taken")).toHaveLength(20);
    expect(codes.filter((code) => code === "too-many-tries")).toHaveLength(5);
    const next = await invite(somebody());
    expect([next.statusCode, next.headers["retry-after"]]).toEqual([
      429,
      expect.stringMatching(/^\d+$/),
    ]);
    expect(await refusals()).toHaveLength(20);
  });

  test("costs nothing where it is not told", async () => {
    for (let index = 0; index < 22; index += 1)
      expect(await codeOf({ ...somebody(), id: clinic.therapist.accountId })).toBe("already-there");
    expect(await codeOf(somebody())).toBe("done");
  });
});

describe("an account that a therapist says is of the same person", () => {
  const link = (samePersonAs: string, name = `Somebody ${randomUUID()}`) =>
    invite({ ...somebody(name), samePersonAs });
  const nameOf = async (accountId: string) => {
    const { rows } = await superuser.pool.query<{ display_name: string }>(
      "SELECT display_name FROM account WHERE account_id = $1",
      [accountId],
    );
    return rows[0]?.display_name ?? "";
  };

  test("is one that the server named to them for this invite, and no other", async () => {
    for (const other of [clinic.otherTherapist, clinic.administrator, clinic.otherClient])
      expect((await link(other.accountId)).statusCode).toBe(404);
    const client = await nameOf(clinic.otherClient.accountId);
    expect((await link(clinic.otherClient.accountId, client)).statusCode).toBe(404);
    const colleague = await nameOf(clinic.otherTherapist.accountId);
    const linked = await link(clinic.otherTherapist.accountId, colleague);
    expect(linked.statusCode, linked.body).toBe(200);
  });
});

describe("two accounts that are not of one person after all", () => {
  const accountUrl = (id: string) => `/api/accounts/${id}`;
  const part = (id: string, caller = administrator) =>
    request(trellis, caller, "DELETE", `${accountUrl(id)}/same-person`);
  const samePersonOf = async (id: string) =>
    (await request(trellis, administrator, "GET", accountUrl(id)))
      .json<{ samePerson: { id: string }[] }>()
      .samePerson.map((each) => each.id)
      .toSorted();
  /** An account that an administrator links with another one. */
  const addLinked = async (samePersonAs: string, to = clientId) => {
    const made = { ...somebody(), samePersonAs };
    const url = `/api/clinic/clients/${to}/account`;
    const answer = await request(trellis, administrator, "POST", url, made);
    expect(answer.statusCode, answer.body).toBe(200);
    return made.id;
  };

  test("are parted by an administrator, and the client is handed over", async () => {
    const colleague = clinic.otherTherapist.accountId;
    const linked = await addLinked(colleague);
    const handOver = () =>
      request(trellis, administrator, "POST", `/api/clinic/clients/${clientId}/therapist`, {
        fromAccountId: clinic.therapist.accountId,
        toAccountId: colleague,
        at: new Date().toISOString(),
      });
    expect((await handOver()).json()).toMatchObject({ code: "same-person" });
    const parted = await part(linked);
    expect([parted.statusCode, parted.json()]).toMatchObject([200, { id: linked, samePerson: [] }]);
    expect(await samePersonOf(colleague)).toEqual([]);
    const handed = await handOver();
    expect(handed.statusCode, handed.body).toBe(200);
    const { rows } = await superuser.pool.query(
      "SELECT account_id, subject_id FROM audit_event WHERE clinic_id = $1 AND operation = 'account.unlink-person'",
      [clinic.clinicId],
    );
    expect(rows).toEqual([{ account_id: clinic.administrator.accountId, subject_id: linked }]);
  });

  test("leave the others of the person together, whichever of them goes", async () => {
    const first = clinic.otherTherapist.accountId;
    const second = await addLinked(first);
    const third = await addLinked(
      first,
      await addClientOf(trellis, clinic, clinic.therapist.accountId),
    );
    await part(first);
    expect(await samePersonOf(first)).toEqual([]);
    expect(await samePersonOf(second)).toEqual([third]);
    expect(await samePersonOf(third)).toEqual([second]);
    expect((await part(first)).statusCode).toBe(200);
  });

  test("are parted by nobody else", async () => {
    const linked = await addLinked(clinic.otherTherapist.accountId);
    expect((await part(linked, therapist)).statusCode).toBe(403);
    expect((await part(randomUUID())).statusCode).toBe(404);
    expect(await samePersonOf(linked)).toEqual([clinic.otherTherapist.accountId]);
  });
});
