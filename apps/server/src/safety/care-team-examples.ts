import { randomUUID } from "node:crypto";
import type { Example, RecordIds } from "./operation-examples.ts";

const ofClient = ({ clientId }: RecordIds) => ({ clientId });
const always = (status: number) => ({ own: status, foreign: status });

const newClient = () => ({
  id: randomUUID(),
  initials: "N. N.",
  tag: "new",
  birthDate: "1990-05-01",
  zone: "Europe/Berlin",
  apart: true,
});

/** The same grant for the same two records each time, whoever gives it, so that it is a replay for the next one. */
const grant = ({ colleagueId }: RecordIds) => ({
  id: colleagueId,
  accountId: colleagueId,
  kind: "supervisor",
  from: "2026-03-01T09:00:00Z",
  until: null,
});

/** A colleague of another client works in the same clinic and can be given anything; one of another clinic nothing. */
const given = { own: 200, foreign: 200, otherClinic: 422 };

/** Clients, care teams and what a skills trainer sees. */
export const CARE_TEAM_EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  "client.list": [{ ...always(200), input: () => ({}) }],
  "client.add": [{ ...always(200), input: () => ({ body: newClient() }) }],
  "client.list-all": [
    { ...always(200), input: () => ({}) },
    {
      ...always(200),
      input: (path) => ({ query: { find: "n", without: "therapist", after: path.clientId } }),
    },
  ],
  "client.read-by-administrator": [
    { own: 200, foreign: 200, otherClinic: 200, input: (path) => ({ params: ofClient(path) }) },
  ],
  "client.add-by-administrator": [
    { ...always(200), input: () => ({ body: { ...newClient(), therapistId: null } }) },
    {
      ...always(422),
      input: (path) => ({ body: { ...newClient(), therapistId: path.accountId } }),
    },
  ],
  "clinician.list": [{ ...always(200), input: () => ({}) }],
  "care-team.read": [{ ...always(200), input: (path) => ({ params: ofClient(path) }) }],
  "access-grant.add": [
    { ...given, input: (path, inside) => ({ params: ofClient(path), body: grant(inside) }) },
    {
      // The client's own account is nobody's clinician.
      ...always(422),
      input: (path, inside) => ({
        params: ofClient(path),
        body: { ...grant(inside), id: randomUUID(), accountId: inside.accountId },
      }),
    },
  ],
  "access-grant.end": [
    {
      own: 200,
      foreign: 404,
      input: (path, inside) => ({ params: { clientId: path.clientId, grantId: inside.grantId } }),
    },
  ],
  "care-team.read-by-administrator": [
    { own: 200, foreign: 200, otherClinic: 200, input: (path) => ({ params: ofClient(path) }) },
  ],
  "access-grant.add-by-administrator": [
    { ...given, input: (path, inside) => ({ params: ofClient(path), body: grant(inside) }) },
  ],
  "access-grant.end-by-administrator": [
    {
      own: 200,
      foreign: 404,
      otherClinic: 404,
      input: (path, inside) => ({ params: { clientId: path.clientId, grantId: inside.grantId } }),
    },
  ],
  "access-grant.change-therapist": [
    {
      ...given,
      input: (path, inside) => ({
        params: ofClient(path),
        body: {
          fromAccountId: null,
          toAccountId: inside.colleagueId,
          at: "2026-03-01T09:00:00Z",
        },
      }),
    },
  ],
  "skill-practice.read-week": [
    { ...always(200), input: (path) => ({ params: ofClient(path), query: { to: "2026-03-04" } }) },
    {
      ...always(200),
      input: (path) => ({
        params: ofClient(path),
        query: { to: "2026-03-04", from: "2026-02-01" },
      }),
    },
  ],
};
