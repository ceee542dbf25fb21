import type { readInstallation } from "@trellis/api/installation";
import type { OutputOf } from "@trellis/api/operation";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "#platform/config.ts";
import { factsOf } from "#platform/server-facts.ts";
import { makeTestClinic, TEST_PASSWORD, type TestClinic } from "#platform/test-clinic.ts";
import { openSuperuser } from "#platform/test-marked-clinic.ts";
import {
  type Caller,
  request,
  signInAs,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";

let trellis: TestTrellis;
let clinic: TestClinic;
let administrator: Caller;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  clinic = await makeTestClinic(trellis, "north");
  administrator = await signInAs(
    trellis,
    "clinician",
    "north",
    clinic.administrator.email,
    TEST_PASSWORD,
  );
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await trellis.close();
});

const read = async (caller: Caller) => {
  const answer = await request(trellis, caller, "GET", "/api/installation");
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<OutputOf<typeof readInstallation>>();
};
const isOn = ({ protections }: OutputOf<typeof readInstallation>, what: string) =>
  protections.find((each) => each.what === what)?.isOn;

describe("what a server says about itself", () => {
  test("names paths to administrators, and to therapists that they are there", async () => {
    const full = await read(administrator);
    expect(full.mode).toBe("demo");
    expect(full.places).toEqual([{ what: "data", how: "folder", where: "/srv/trellis/data" }]);
    const { email } = clinic.therapist;
    const therapist = await signInAs(trellis, "clinician", "north", email, TEST_PASSWORD);
    expect((await read(therapist)).places).toEqual([{ what: "data", how: "folder", where: null }]);
  });

  test("is no business of clients and strangers", async () => {
    const { email } = clinic.client;
    const client = await signInAs(trellis, "client", "north", email, TEST_PASSWORD);
    const nobody: Caller = { app: "clinician", cookie: null };
    expect((await request(trellis, client, "GET", "/api/installation")).statusCode).toBe(403);
    expect((await request(trellis, nobody, "GET", "/api/installation")).statusCode).toBe(401);
  });

  test("follows the database: a wall that was taken away is said to be off", async () => {
    expect(isOn(await read(administrator), "row-level-security")).toBe(true);
    const superuser = openSuperuser(trellis);
    try {
      await superuser.pool.query("ALTER TABLE diary_note NO FORCE ROW LEVEL SECURITY");
      expect(isOn(await read(administrator), "row-level-security")).toBe(false);
      await superuser.pool.query("ALTER TABLE diary_note FORCE ROW LEVEL SECURITY");
      expect(isOn(await read(administrator), "row-level-security")).toBe(true);
    } finally {
      await superuser.close();
    }
  });
});

describe("the facts of a server", () => {
  test("say where everything is, and hold no password", () => {
    const facts = factsOf(
      readConfig(
        {
          DATABASE_URL: "postgresql://app:secret-a@db.example.org:5433/trellis",
          TRELLIS_MIGRATE_URL: "postgresql://owner:secret-b@db.example.org:5433/trellis",
          TRELLIS_SMTP_URL: "smtps://robot:secret-c@mail.example.org:465",
          TRELLIS_MAIL_FROM: "no-reply@example.org",
          TRELLIS_ORIGIN: "https://dbt.example.org",
        },
        "/srv/trellis",
      ),
    );
    expect(facts.sends).toEqual([
      { what: "mail", how: "tls", host: "mail.example.org" },
      { what: "records", how: "database", host: "db.example.org" },
    ]);
    expect(facts.places[0]).toEqual({
      what: "database",
      how: "external",
      where: "db.example.org:5433/trellis",
    });
    expect(facts.isHttps).toBe(true);
    expect(JSON.stringify(facts)).not.toContain("secret");
  });

  test("say that nothing leaves a server as it is set up first", () => {
    const facts = factsOf(readConfig({}, "/srv/trellis"));
    expect(facts.sends).toEqual([{ what: "mail", how: "none", host: null }]);
    expect(facts.places.map(({ what, where }) => [what, where])).toEqual([
      ["database", "/srv/trellis/data/pg18"],
      ["data", "/srv/trellis/data"],
      ["keys", "/srv/trellis/data-keys/keys.json"],
      ["mails", "/srv/trellis/data/mail"],
      ["audit-anchor", "/srv/trellis/data/audit-anchor"],
    ]);
  });
});
