import { randomBytes, randomUUID } from "node:crypto";
import type { App } from "@trellis/domain/account";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { type Database, openDatabase, REQUEST_LIMITS } from "./database.ts";
import { type FieldKeys, openFieldKeys } from "./field-keys.ts";
import { SILENT_BELL } from "./job-bell.ts";
import { type KeyRing, makeRootKey } from "./key-file.ts";
import type { Log } from "./log.ts";
import type { Services } from "./route.ts";
import type { ServerFacts } from "./server-facts.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

/** A server over a database of its own, for one test file. */
export type TestTrellis = {
  readonly server: FastifyInstance;
  readonly database: TestDatabase;
  readonly owner: Database;
  readonly app: Database;
  /** The root keys of this test's clinics. */
  readonly keyRing: KeyRing;
  readonly fieldKeys: FieldKeys;
  /** What handlers and jobs work with; a test runs a job by `job.run(trellis.services)`. */
  readonly services: Services;
  /** What the server reported as unforeseen; a test that expects none checks that it stays empty. */
  readonly unforeseen: string[];
  /** Sets the server's clock; milliseconds since 1970, null for the real one. */
  setNow(now: number | null): void;
  close(): Promise<void>;
};

type Build = (options: {
  config: typeof TEST_CONFIG;
  services: Services;
  log: Log;
}) => Promise<FastifyInstance>;

const TEST_CONFIG = {
  origin: "http://127.0.0.1:4400",
  originIsSecure: false,
  trustedProxies: [],
} as const;

const TEST_FACTS: ServerFacts = {
  sends: [{ what: "mail", how: "none", host: null }],
  places: [{ what: "data", how: "folder", where: "/srv/trellis/data" }],
  isHttps: false,
};

/** Starts what `main.ts` composes; the composition is handed in because platform knows no feature. */
export async function startTestTrellis(build: Build): Promise<TestTrellis> {
  const database = await createTestDatabase();
  const ignore = () => undefined;
  const owner = openDatabase(database.ownerUrl, 2, ignore);
  const app = openDatabase(database.appUrl, 6, ignore, REQUEST_LIMITS);
  const keyRing: KeyRing = [makeRootKey(Date.now())];
  const fieldKeys = openFieldKeys(app, keyRing);
  const unforeseen: string[] = [];
  let fixed: number | null = null;
  const log: Log = {
    info: ignore,
    error: (_what, about) => void unforeseen.push(String(about.error)),
  };
  const services: Services = {
    database: app,
    now: () => fixed ?? Date.now(),
    isDatabaseWeak: false,
    facts: TEST_FACTS,
    fieldKeys,
    jobs: SILENT_BELL,
  };
  const server = await build({ config: TEST_CONFIG, services, log });
  return {
    server,
    database,
    owner,
    app,
    keyRing,
    fieldKeys,
    services,
    unforeseen,
    setNow: (now) => void (fixed = now),
    close: async () => {
      await server.close();
      await Promise.all([owner.close(), app.close()]);
      await database.drop();
    },
  };
}

export type Caller = {
  readonly app: App;
  readonly cookie: string | null;
  /** The address it calls from; without one, each request comes from another, so that no limit meets it. */
  readonly from?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const anyAddress = () => `10.${[...randomBytes(3)].join(".")}`;

/** One request as the app sends it. */
export const request = (
  trellis: Pick<TestTrellis, "server">,
  caller: Caller,
  method: "GET" | "POST" | "PUT" | "DELETE",
  url: string,
  body?: unknown,
): Promise<LightMyRequestResponse> =>
  trellis.server.inject({
    method,
    url,
    remoteAddress: caller.from ?? anyAddress(),
    headers: {
      ...caller.headers,
      host: "127.0.0.1:4400",
      "trellis-app": caller.app,
      ...(caller.cookie === null ? {} : { cookie: caller.cookie }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });

/** Signs in and gives the caller with its cookie. @param before cookies that the browser has already */
export async function signInAs(
  trellis: Pick<TestTrellis, "server">,
  app: App,
  clinic: string,
  email: string,
  password: string,
  before: string | null = null,
): Promise<Caller> {
  const answer = await request(trellis, { app, cookie: before }, "POST", "/api/sign-in", {
    clinic,
    email,
    password,
  });
  if (answer.statusCode !== 200)
    throw new Error(`sign-in answered ${answer.statusCode}: ${answer.body}`);
  return { app, cookie: String(answer.headers["set-cookie"]).split(";")[0] ?? "" };
}

export const freshId = (): string => randomUUID();
