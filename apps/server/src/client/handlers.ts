import { randomUUID } from "node:crypto";
import {
  addClient,
  addClientByAdministrator,
  CLIENTS_A_PAGE,
  listClients,
  listClinicClients,
  readClinicClient,
} from "@trellis/api/client";
import { ADULT_YEARS, isAdultOn, isLikelyBirthDate } from "@trellis/domain/birth-date";
import { diaryDayAt } from "@trellis/domain/civil-date";
import type { ClientSummary, ClientTwin, NewClient } from "@trellis/domain/client";
import { auditStatement } from "#platform/access.ts";
import { refusalStatement } from "#platform/audit-refusal.ts";
import type { Tx } from "#platform/database.ts";
import { Failure, notFound } from "#platform/failure.ts";
import { forAccount, forClinicRecord, type Route } from "#platform/route.ts";
import { countOwnTry, giveOwnTryBack, tooManyTries } from "#platform/try-limit.ts";
import { listClinic, readOneOfClinic } from "./clinic-store.ts";
import {
  auditList,
  findTwins,
  insertNewClient,
  insertOwnClient,
  listOwnClients,
  readStanding,
} from "./store.ts";

export const clientRoutes: readonly Route[] = [
  forAccount(listClients, async (tx, _input, { requestId }) => {
    const [clients] = await tx.finish(listOwnClients(), auditList(listClients.name, requestId));
    return { clients: [...clients] };
  }),

  forAccount(addClient, async (tx, { body }, { requestId, services }): Promise<ClientSummary> => {
    refuseUnlessAdult(body, services.now());
    await refuseKnown(tx, body, addClient, requestId);
    await tx.finish(
      insertOwnClient(body, randomUUID()),
      giveOwnTryBack(LOOK),
      auditStatement(addClient.name, [body.id], requestId, false),
    );
    return {
      id: body.id,
      initials: body.initials,
      tag: body.tag,
      relations: ["therapist"],
      lifeLine: null,
      lastSessionOn: null,
      lastEntryOn: null,
    };
  }),

  forAccount(listClinicClients, async (tx, { query }, { requestId }) => {
    const [found] = await tx.run(
      listClinic({
        find: query.find ?? null,
        withoutTherapist: query.without === "therapist",
        after: query.after ?? null,
        most: CLIENTS_A_PAGE + 1,
      }),
    );
    const clients = found.slice(0, CLIENTS_A_PAGE);
    const ids = clients.map((client) => client.id);
    await tx.finish(auditStatement(listClinicClients.name, ids, requestId, true));
    return { clients, after: found.length > CLIENTS_A_PAGE ? (ids.at(-1) ?? null) : null };
  }),

  forClinicRecord(readClinicClient, "client-list", "read", async (tx, access) => {
    const [[client]] = await tx.finish(readOneOfClinic(access.clientId));
    if (!client) throw notFound();
    return client;
  }),

  forAccount(addClientByAdministrator, async (tx, { body }, { requestId, services }) => {
    refuseUnlessAdult(body, services.now());
    await refuseKnown(tx, body, addClientByAdministrator, requestId);
    const [, [client]] = await tx.finish(
      insertNewClient(body, body.therapistId, randomUUID()),
      readOneOfClinic(body.id),
      giveOwnTryBack(LOOK),
      auditStatement(addClientByAdministrator.name, [body.id], requestId, false),
    );
    if (!client) throw notFound();
    return client;
  }),
];

/** By the calendar where the client lives: a birthday begins at midnight there. */
function refuseUnlessAdult({ birthDate, zone }: NewClient, now: number): void {
  const today = diaryDayAt(now, zone, 0);
  if (!isLikelyBirthDate(birthDate, today))
    throw new Failure(400, "invalid-input", "Nobody who comes here was born on that day.", {
      path: "body.birthDate",
    });
  if (!isAdultOn(birthDate, today))
    throw new Failure(
      422,
      "adults-only",
      `Trellis is for people of ${ADULT_YEARS} years and over: consent, guardians and what parents may see are not settled for anybody younger.`,
      { years: ADULT_YEARS },
    );
}

/** What tells something of somebody: 20 times an hour to one account. Who is added does not count. */
const LOOK = { what: "client.look", most: 20, seconds: 3600 } as const;

/** Enough to recognise somebody by; an error is no list. */
const MOST_NAMED = 3;

/**
 * Two records of one person are hard to bring together again, so the likely ones are asked about first. What such an
 * answer tells of somebody is audited, and counted for the one who asks: COMMIT comes before the refusal.
 */
async function refuseKnown(
  tx: Tx,
  made: NewClient,
  operation: { readonly name: string },
  requestId: string,
): Promise<void> {
  const [[counted], [standing], found] = await tx.run(
    countOwnTry(LOOK),
    readStanding(made),
    findTwins(made),
  );
  if (counted && counted.wait > 0) throw tooManyTries(counted.wait);
  const twins = made.apart === true ? [] : found.map(({ client }) => client);
  const refusal = standing?.stands === "another" ? isThere() : looksLikeAnother(twins);
  if (refusal === null) return;
  const seen = twins.filter((twin) => twin !== null).map(({ id }) => id);
  await tx.finish(refusalStatement(operation.name, seen, requestId, refusal.code));
  throw refusal;
}

const isThere = () =>
  new Failure(409, "already-there", "This id stands for somebody else already.");

const looksLikeAnother = (twins: readonly ClientTwin[]): Failure | null =>
  twins.length === 0
    ? null
    : new Failure(
        409,
        "looks-like-another",
        "There is a client with these initials and this birth date; say apart: true when it is somebody else.",
        { clients: twins.slice(0, MOST_NAMED) },
      );
