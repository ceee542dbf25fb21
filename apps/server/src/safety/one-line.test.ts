import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import { makeTestClinic, type TestClinic } from "#platform/test-clinic.ts";
import { mintSignIn, openSuperuser } from "#platform/test-marked-clinic.ts";
import {
  type Caller,
  request,
  startTestTrellis,
  type TestTrellis,
} from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";

/** Names and tags stand in lists, mails and tables; none of them can break out of its line or turn what follows. */
let trellis: TestTrellis;
let superuser: Database;
let clinic: TestClinic;
let therapist: Caller;
let administrator: Caller;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
  superuser = openSuperuser(trellis);
  clinic = await makeTestClinic(trellis, "north");
  const mint = (kind: "clinician" | "administrator", accountId: string) =>
    mintSignIn(superuser, clinic, accountId, { kind, app: "clinician" });
  therapist = await mint("clinician", clinic.therapist.accountId);
  administrator = await mint("administrator", clinic.administrator.accountId);
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await superuser.close();
  await trellis.close();
});

type Sending = readonly [
  what: string,
  send: (text: string) => ReturnType<typeof request>,
  path: string,
];

const newClient = () => ({
  id: randomUUID(),
  initials: "Q. Q.",
  tag: randomUUID().slice(0, 8),
  birthDate: "1980-01-01",
  zone: "Europe/Berlin",
  apart: true,
});
const addClient = (part: object) =>
  request(trellis, therapist, "POST", "/api/clients", { ...newClient(), ...part });
const asAdministrator = (method: "POST" | "PUT", url: string, body: object) =>
  request(trellis, administrator, method, url, body);

async function changeSettings(part: object) {
  const read = await request(trellis, administrator, "GET", "/api/clinic/settings");
  const { version, settings } = read.json<{ version: number; settings: object }>();
  return asAdministrator("POST", "/api/clinic/settings", {
    seen: version,
    settings: { ...settings, ...part },
  });
}
const contact = (part: object) => ({
  contacts: [{ name: "Office", phone: "+49 30 1234567", about: "", ...part }],
});

const SENDINGS: readonly Sending[] = [
  ["initials", (initials) => addClient({ initials }), "initials"],
  ["a client's tag", (tag) => addClient({ tag }), "tag"],
  [
    "the name of an account",
    (name) => asAdministrator("PUT", `/api/accounts/${clinic.therapist.accountId}`, { name }),
    "name",
  ],
  [
    "the name of somebody new",
    (name) => {
      const id = randomUUID();
      const email = `${id}@example.org`;
      return asAdministrator("POST", "/api/accounts", {
        id,
        name,
        email,
        kind: "clinician",
        apart: true,
      });
    },
    "name",
  ],
  ["the clinic's name", (name) => changeSettings({ name }), "name"],
  ["the app's name", (appName) => changeSettings({ appName }), "appName"],
  ["a contact's name", (name) => changeSettings(contact({ name })), "name"],
  ["what a contact is for", (about) => changeSettings(contact({ about })), "about"],
  [
    "words of a reminder",
    (words) => changeSettings({ reminderWords: { kind: "own", words } }),
    "words",
  ],
];

test.each(SENDINGS)(
  "%s has no line break, control character or sign that turns the text",
  async (_what, send, path) => {
    for (const sign of ["\n", "\t", "\u001B", "\u202E", "\u2067"]) {
      const answer = await send(`A${sign}B`);
      const said = answer.json<{ code: string; message: string; params: { path: string } }>();
      expect([answer.statusCode, said.code]).toEqual([400, "invalid-input"]);
      expect(said.params.path).toContain(path);
      expect(said.message).toContain("one line");
    }
    const kept = await send("Añ שלום\u200F");
    expect(kept.statusCode, kept.body).toBe(200);
  },
);

test("hours that clients read keep their line breaks", async () => {
  const answer = await changeSettings({ sessionHours: "Monday\nTuesday" });
  expect(answer.statusCode, answer.body).toBe(200);
  expect(answer.body).toContain(String.raw`Monday\nTuesday`);
});
