import { randomUUID } from "node:crypto";
import { diaryDayAt } from "@trellis/domain/civil-date";
import { firstSettings } from "@trellis/domain/clinic-setting";
import { ACCOUNT_EXAMPLES } from "./account-examples.ts";
import { CARE_TEAM_EXAMPLES } from "./care-team-examples.ts";
import { SAFETY_PLAN_EXAMPLES } from "./safety-plan-examples.ts";

/** Ids of one client's record; what a caller may name in path and body. */
export type RecordIds = {
  readonly code: string;
  readonly clientId: string;
  readonly accountId: string;
  readonly bareClientId: string;
  readonly guestId: string;
  readonly colleagueId: string;
  readonly grantId: string;
  readonly lifeLine: string;
  readonly targetId: string;
  readonly itemId: string;
  readonly sitting: string;
  readonly sessionId: string;
  readonly operationId: string;
  readonly mailId: string;
};

export type ExampleInput = {
  readonly params?: object;
  readonly query?: Record<string, string>;
  readonly body?: object;
};

/**
 * A request that somebody who may do this gets through with. `path` is the record that the address names; every other
 * id (further down the path, in the query, in the body) is taken from `inside`.
 */
export type Example = {
  readonly input: (path: RecordIds, inside: RecordIds) => ExampleInput;
  /** Status for somebody who may, when the other ids are of the same record, and when they are of another. */
  readonly own: number;
  readonly foreign: number;
  /**
   * When the other ids are of another clinic, where that differs from another record of this one. For administrators'
   * operations it also means that a path into another clinic is answered 404.
   */
  readonly otherClinic?: number;
};

const always = (status: number) => ({ own: status, foreign: status });
const ofClient = ({ clientId }: RecordIds) => ({ clientId });

let sequence = 0;
const envelope = () => ({
  id: randomUUID(),
  schema: 1,
  date: "2026-03-02",
  zone: "Europe/Berlin",
  madeAt: "2026-03-02T20:00:00.000Z",
  sequence: (sequence += 1),
});
const versionOf = ({ itemId }: RecordIds) => ({ item: itemId, version: 1 });
const ofItem = (record: RecordIds) => ({ ...versionOf(record), value: 3 });

const scale = { kind: "rating", min: 0, max: 5 };

const target = { words: "Staying in bed", level: "qol", direction: "decrease" };
const asked = { words: "In bed after ten", coverWords: "Bed", rhythm: "daily", short: false };
const newItem = (more: object) => ({
  id: randomUUID(),
  ...asked,
  aspect: "act",
  scale: { kind: "yes-no" },
  targetId: null,
  library: null,
  ...more,
});

/** The same each time, so that whoever sends it again gets the same answer. */
const settings = {
  ...firstSettings({ name: "A clinic", appName: "Days", country: "ES", zone: "Europe/Madrid" }),
  contacts: [{ name: "Front desk", phone: "91 123 45 67", about: "Mornings" }],
};

const csv = {
  csv: "day,mood\n2026-02-01,3\n2026-02-02,4\n",
  zone: "Europe/Berlin",
  dateColumn: "day",
  timeColumn: null,
  mappings: [{ column: "mood", aspect: "emotion", words: "Mood", scale, aggregate: "peak" }],
};

/** Every operation of the contract by its name; one that is not here fails the role matrix. */
export const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  ...ACCOUNT_EXAMPLES,
  ...CARE_TEAM_EXAMPLES,
  ...SAFETY_PLAN_EXAMPLES,
  "clinic.read-door": [{ ...always(200), input: (path) => ({ params: { clinic: path.code } }) }],
  "sign-in.start": [
    {
      ...always(401),
      input: (path) => ({
        // Each time somebody else, since the tries of a login are counted.
        body: {
          clinic: path.code,
          email: `${randomUUID()}@north.example`,
          password: "not this one",
        },
      }),
    },
  ],
  "sign-in.read": [{ ...always(200), input: () => ({}) }],
  "sign-in.end": [{ ...always(200), input: () => ({}) }],
  "sign-in.list": [{ ...always(200), input: () => ({}) }],
  "sign-in.end-other": [{ ...always(404), input: () => ({ params: { signInId: randomUUID() } }) }],
  "sign-in.end-others": [{ ...always(200), input: () => ({}) }],
  "account.change-password": [
    {
      ...always(422),
      input: () => ({ body: { current: "not this one", next: "a password of some length" } }),
    },
  ],
  "mail.list": [{ ...always(200), input: () => ({}) }],
  "mail.send-again": [
    { own: 200, foreign: 404, input: (path) => ({ params: { mailId: path.mailId } }) },
  ],
  "diary-card.read-week": [
    { ...always(200), input: (path) => ({ params: ofClient(path), query: { to: "2026-03-04" } }) },
    {
      ...always(200),
      input: (path) => ({
        params: ofClient(path),
        query: { to: "2026-03-04", from: "2026-02-01" },
      }),
    },
  ],
  "diary-card.print": [{ ...always(200), input: (path) => ({ params: ofClient(path) }) }],
  "diary-card.save": [
    {
      own: 200,
      foreign: 422,
      input: (path, inside) => ({
        params: ofClient(path),
        body: {
          operations: [{ ...envelope(), ...ofItem(inside), kind: "rate", sitting: inside.sitting }],
        },
      }),
    },
    {
      own: 200,
      foreign: 422,
      input: (path, inside) => ({
        params: ofClient(path),
        body: { operations: [{ ...envelope(), ...ofItem(inside), kind: "set", seen: null }] },
      }),
    },
    {
      own: 200,
      foreign: 422,
      input: (path, inside) => ({
        params: ofClient(path),
        body: {
          operations: [
            {
              ...envelope(),
              ...versionOf(inside),
              kind: "detail",
              field: "what",
              words: "Tea.",
              seen: null,
            },
            {
              ...envelope(),
              ...versionOf(inside),
              kind: "ride-out",
              before: 4,
              after: 2,
              moves: [],
            },
          ],
          sentAt: "2026-03-02T20:00:00.000Z",
        },
      }),
    },
    {
      ...always(200),
      input: (path) => ({
        params: ofClient(path),
        body: {
          operations: [
            { ...envelope(), kind: "day", short: true },
            {
              ...envelope(),
              kind: "ride-out",
              item: null,
              version: null,
              before: 4,
              after: 2,
              moves: ["Cold water"],
            },
          ],
        },
      }),
    },
    {
      // The id of an operation of this record is taken; that of another's says nothing.
      own: 422,
      foreign: 200,
      input: (path, inside) => ({
        params: ofClient(path),
        body: {
          operations: [
            {
              ...envelope(),
              id: inside.operationId,
              sequence: 0,
              kind: "note",
              field: "note",
              words: "A walk.",
              seen: null,
            },
          ],
        },
      }),
    },
  ],
  "diary-card.export": [
    {
      ...always(200),
      input: (path) => ({
        params: ofClient(path),
        body: { from: "2026-01-01", to: "2026-12-31" },
      }),
    },
  ],
  "life-line.write": [
    {
      ...always(200),
      input: (path) => ({
        params: ofClient(path),
        // As it stands there, so that what others may not see is still what is looked for.
        body: { lifeLine: path.lifeLine, closingLine: path.lifeLine },
      }),
    },
  ],
  "card-item.read-all": [{ ...always(200), input: (path) => ({ params: ofClient(path) }) }],
  "card-item.add": [
    {
      own: 200,
      foreign: 404,
      input: (path, inside) => ({
        params: ofClient(path),
        body: { targets: [], items: [newItem({ targetId: inside.targetId })] },
      }),
    },
    {
      ...always(200),
      input: (path) => {
        const targetId = randomUUID();
        const items = [newItem({ targetId }), newItem({ aspect: "emotion", scale })];
        return { params: ofClient(path), body: { targets: [{ ...target, id: targetId }], items } };
      },
    },
  ],
  "target-behaviour.revise": [
    {
      own: 200,
      foreign: 404,
      input: (path, inside) => ({
        params: { clientId: path.clientId, targetId: inside.targetId },
        body: { ...target, level: "ltb", closed: false },
      }),
    },
  ],
  "card-item.order": [
    {
      own: 200,
      foreign: 404,
      input: (path, inside) => ({ params: ofClient(path), body: { items: [inside.itemId] } }),
    },
  ],
  "card-item.revise": [
    {
      own: 200,
      foreign: 404,
      input: (path, inside) => ({
        params: { clientId: path.clientId, itemId: inside.itemId },
        body: {
          ...asked,
          scale: { kind: "number", min: 0, max: 1_000_000, decimals: 0, unit: "min" },
          state: "asked",
          seen: 1,
        },
      }),
    },
  ],
  "therapy-session.record": [
    {
      // An id that another record knows is free here, and says nothing.
      own: 409,
      foreign: 200,
      input: (path, inside) => ({
        params: { clientId: path.clientId, sessionId: inside.sessionId },
        body: { heldOn: "2026-02-26" },
      }),
    },
    {
      ...always(200),
      input: (path) => ({
        params: { clientId: path.clientId, sessionId: randomUUID() },
        body: { heldOn: "2026-02-19" },
      }),
    },
  ],
  "therapy-session.withdraw": [
    {
      // Sessions of other records that the example above has put into this one can be withdrawn from it.
      own: 200,
      foreign: 200,
      input: (path, inside) => ({
        params: { clientId: path.clientId, sessionId: inside.sessionId },
      }),
    },
    {
      ...always(404),
      input: (path) => ({ params: { clientId: path.clientId, sessionId: randomUUID() } }),
    },
  ],
  "card-import.preview": [
    { ...always(200), input: (path) => ({ params: ofClient(path), body: csv }) },
  ],
  "card-import.apply": [
    { ...always(200), input: (path) => ({ params: ofClient(path), body: csv }) },
  ],
  "clinic-setting.read": [{ ...always(200), input: () => ({}) }],
  // A marked clinic has two versions. Sent again, the same settings are answered the same.
  "clinic-setting.change": [{ ...always(200), input: () => ({ body: { seen: 2, settings } }) }],
  "clinic-setting.list-versions": [{ ...always(200), input: () => ({}) }],
  "clinic-setting.check-phone": [
    { ...always(200), input: () => ({ body: { phone: "112", isRight: true } }) },
  ],
  "installation.read": [{ ...always(200), input: () => ({}) }],
  "audit.list": [
    { ...always(200), input: () => ({}) },
    {
      ...always(200),
      input: (path) => ({
        query: { client: path.clientId, from: "2026-01-01", to: "2199-12-31", outcome: "done" },
      }),
    },
    {
      ...always(200),
      input: (path) => ({
        query: {
          account: path.accountId,
          operation: "diary-card.save",
          after: "4102444800000000-1",
        },
      }),
    },
  ],
  "audit.export": [{ ...always(200), input: () => ({}) }],
  "access-log.read": [
    { ...always(200), input: (path) => ({ params: ofClient(path) }) },
    {
      ...always(200),
      input: (path) => ({
        params: ofClient(path),
        query: { before: "2199-12-31", detail: diaryDayAt(Date.now(), "Europe/Berlin", 0) },
      }),
    },
  ],
};
