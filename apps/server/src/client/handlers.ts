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
import type { ClientSummary, NewClient } from "@trellis/domain/client";
import { auditStatement } from "#platform/access.ts";
import type { Tx } from "#platform/database.ts";
import { Failure, notFound } from "#platform/failure.ts";
import { forAccount, forClinicRecord, type Route } from "#platform/route.ts";
import { listClinic, readOneOfClinic } from "./clinic-store.ts";
import { auditList, findTwins, insertNewClient, insertOwnClient, listOwnClients } from "./store.ts";

export const clientRoutes: readonly Route[] = [
  forAccount(listClients, async (tx, _input, { requestId }) => {
    const [clients] = await tx.finish(listOwnClients(), auditList(listClients.name, requestId));
    return { clients: [...clients] };
  }),

  forAccount(addClient, async (tx, { body }, { requestId, services }): Promise<ClientSummary> => {
    refuseUnlessAdult(body, services.now());
    await refuseTwins(tx, body);
    await tx.finish(
      insertOwnClient(body, randomUUID()),
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
    await refuseTwins(tx, body);
    const [, [client]] = await tx.finish(
      insertNewClient(body, body.therapistId, randomUUID()),
      readOneOfClinic(body.id),
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

/** Enough to recognise somebody by; an error is no list. */
const MOST_NAMED = 3;

/** Two records of one person are hard to bring together again, so the likely ones are asked about first. */
async function refuseTwins(tx: Tx, made: NewClient): Promise<void> {
  const [twins] = await tx.run(findTwins(made));
  if (made.apart === true || twins.length === 0) return;
  throw new Failure(
    409,
    "looks-like-another",
    "There is a client with these initials and this birth date; say apart: true when it is somebody else.",
    { clients: twins.slice(0, MOST_NAMED).map((twin) => twin.client) },
  );
}
