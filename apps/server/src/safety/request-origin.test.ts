import { CONTRACT } from "@trellis/api/contract";
import { Nothing } from "@trellis/api/empty";
import type { Operation } from "@trellis/api/operation";
import { relationsFor } from "@trellis/domain/access";
import type { AccountKind, App } from "@trellis/domain/account";
import type { LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import {
  type MarkedClinic,
  makeMarkedClinic,
  mintSignIn,
  openSuperuser,
} from "#platform/test-marked-clinic.ts";
import { startTestTrellis, type TestTrellis } from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";
import { EXAMPLES } from "./operation-examples.ts";
import { watchWrites, type WriteLog } from "./write-log.ts";

let trellis: TestTrellis;
let superuser: Database;
let north: MarkedClinic;
let log: WriteLog;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
  north = await makeMarkedClinic(trellis, superuser, "north");
  log = await watchWrites(superuser);
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await superuser.close();
  await trellis.close();
});

/** Somebody who may call such an operation about the first client's record. */
function callerFor({ audience }: Operation): {
  readonly accountId: string;
  readonly kind: AccountKind;
  readonly app: App;
} {
  const clinician = { ...north.therapist, kind: "clinician", app: "clinician" } as const;
  const administrator = {
    ...north.administrator,
    kind: "administrator",
    app: "clinician",
  } as const;
  const client = { ...north.client, kind: "client", app: "client" } as const;
  if (audience.who === "anyone") return clinician;
  if (audience.who === "client-record")
    return relationsFor(audience.data, audience.action).includes("therapist") ? clinician : client;
  return (
    [clinician, administrator, client].find(({ kind }) => audience.kinds.includes(kind)) ?? client
  );
}

const mint = (operation: Operation) => {
  const { accountId, ...as } = callerFor(operation);
  return mintSignIn(superuser, north.record, accountId, as);
};

/** The address of an operation with the ids of an example in it. */
const filled = (operation: Operation, params: object | undefined): string =>
  operation.path.replace(/:([A-Za-z]+)/g, (_whole, name: string) =>
    String((params as Record<string, string> | undefined)?.[name]),
  );

type Headers = Readonly<Record<string, string | null>>;

/** Sends the first example of an operation with a good sign-in; a header that is null is left out. */
async function send(operation: Operation, changed: Headers): Promise<LightMyRequestResponse> {
  const [example] = EXAMPLES[operation.name] ?? [];
  const { params, query, body } = example?.input(north.record, north.record) ?? {};
  const { cookie, app } = await mint(operation);
  await log.takeWrites();
  const path = filled(operation, params);
  const headers = {
    host: "127.0.0.1:4400",
    "trellis-app": app,
    cookie,
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...changed,
  };
  return trellis.server.inject({
    method: operation.method,
    url: query ? `${path}?${new URLSearchParams(query).toString()}` : path,
    headers: Object.fromEntries(
      Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null),
    ),
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
}

const unsafe = CONTRACT.filter((operation) => operation.method !== "GET");
const withBody = unsafe.filter(({ method, body }) => method !== "DELETE" && body !== Nothing);
const safe = CONTRACT.filter((operation) => operation.method === "GET");
const named = (operations: readonly Operation[]) =>
  operations.map((operation) => [operation.name, operation] as const);

const fromElsewhere: readonly (readonly [what: string, headers: Headers, status: number])[] = [
  [
    "a page of another site",
    { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
    403,
  ],
  ["another site that hides where it is", { "sec-fetch-site": "cross-site" }, 403],
  ["a sister of this site", { "sec-fetch-site": "same-site" }, 403],
  ["a typed address or a bookmark", { "sec-fetch-site": "none" }, 403],
  ["an old browser on another site", { origin: "https://evil.example" }, 403],
  ["a sandboxed frame", { origin: "null" }, 403],
  ["a site whose name begins like ours", { origin: "http://127.0.0.1:4400.evil.example" }, 403],
  ["another program of this machine", { origin: "http://127.0.0.1:9999" }, 403],
  ["the same place over another protocol", { origin: "https://127.0.0.1:4400" }, 403],
  [
    "a form, which cannot set our header",
    { "trellis-app": null, "sec-fetch-site": "same-origin" },
    403,
  ],
  ["a page with a made-up app", { "trellis-app": "anything" }, 403],
  [
    "a name that leads here by rebinding",
    { host: "evil.example", origin: "http://evil.example" },
    421,
  ],
  ["a name that begins like ours", { host: "127.0.0.1.evil.example:4400" }, 421],
  ["a name with ours as its user", { host: "127.0.0.1@evil.example" }, 421],
];

describe.each(fromElsewhere)("from %s", (_what, headers, status) => {
  test.each(named(unsafe))("%s is refused and does nothing", async (_name, operation) => {
    const answer = await send(operation, headers);
    expect([answer.statusCode, answer.json().code]).toEqual([status, "wrong-origin"]);
    expect(answer.headers["set-cookie"]).toBeUndefined();
    expect(await log.takeWrites()).toEqual([]);
  });
});

describe.each([
  "text/plain",
  "text/plain;charset=UTF-8",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  null,
])("as %s", (type) => {
  test.each(named(withBody))("%s is refused and does nothing", async (_name, operation) => {
    const answer = await send(operation, { "content-type": type });
    expect([answer.statusCode, answer.json().code]).toEqual([415, "wrong-content-type"]);
    expect(await log.takeWrites()).toEqual([]);
  });
});

describe.each<readonly [what: string, headers: Headers]>([
  ["its own page", { "sec-fetch-site": "same-origin", origin: "http://127.0.0.1:4400" }],
  [
    "its own page under another name of this machine",
    { host: "localhost:4400", origin: "http://localhost:4400" },
  ],
  ["a program that is no browser", {}],
])("from %s", (_what, headers) => {
  test.each(named(unsafe))("%s gets through", async (_name, operation) => {
    const answer = await send(operation, headers);
    expect([403, 415, 421]).not.toContain(answer.statusCode);
  });
});

describe("reading changes nothing", () => {
  test.each(named(safe))("by %s", async (_name, operation) => {
    for (const headers of [{}, { "sec-fetch-site": "cross-site" }] as readonly Headers[]) {
      expect((await send(operation, headers)).statusCode).toBe(200);
      expect((await log.takeWrites()).filter((table) => table !== "audit_event")).toEqual([]);
    }
  });

  test("and another site's page cannot make the browser's cookie count", async () => {
    const counted = safe.filter((operation) => operation.audience.who !== "anyone");
    for (const operation of counted)
      expect((await send(operation, { "trellis-app": null })).statusCode, operation.name).toBe(401);
    expect(await log.takeWrites()).toEqual([]);
  });

  test("and nothing else is done by asking for it in another way", async () => {
    for (const operation of unsafe) {
      const { cookie, app } = await mint(operation);
      await log.takeWrites();
      const [example] = EXAMPLES[operation.name] ?? [];
      const url = filled(operation, example?.input(north.record, north.record).params);
      for (const method of ["GET", "HEAD", "OPTIONS"] as const) {
        const headers = {
          host: "127.0.0.1:4400",
          "trellis-app": app,
          cookie: cookie ?? "",
          "x-http-method-override": "DELETE",
          "x-method-override": "POST",
        };
        await trellis.server.inject({ method, url: `${url}?_method=DELETE`, headers });
      }
      const written = (await log.takeWrites()).filter((table) => table !== "audit_event");
      expect(written, operation.name).toEqual([]);
    }
  });
});
