import { civilDate } from "@trellis/domain/civil-date";
import type { DiaryWeek } from "@trellis/domain/diary-card";
import { type Link, openLink, readJson, requestBytes } from "./link.ts";
import { median, short } from "./median.ts";
import type { Family, Measured, Say } from "./row.ts";
import type { Scope } from "./scope.ts";
import { asTherapist, clientId, type Group, seedClinic, type SeedPlan } from "./seed.ts";
import { startSecondServer, startTrellis } from "./trellis.ts";
import { writeNotes } from "./week-words.ts";
import { tapDatabase } from "./wire.ts";

const TODAY = civilDate("2026-03-03");
const CALLS = 300;
/** Both servers have to have compiled what they run often, or the younger one would seem slower. */
const WARM_UP_CALLS = 600;
const CLIENTS_A_THERAPIST = 10;

const tenYears: Group = { name: "ten-years", clients: 1, days: 3652, items: 14 };
const threeMonths: Group = { name: "three-months", clients: 1, days: 91, items: 14 };
const fewClients: Group = { name: "fortnight", clients: 10, days: 14, items: 7 };
const manyClients: Group = { name: "fortnight", clients: 9950, days: 14, items: 7 };
const fiveYears: Group = { name: "five-years", clients: 50, days: 1826, items: 7 };

const small: SeedPlan = {
  today: TODAY,
  clientsPerTherapist: CLIENTS_A_THERAPIST,
  groups: [fewClients, tenYears, threeMonths],
};
const large: SeedPlan = {
  today: TODAY,
  clientsPerTherapist: CLIENTS_A_THERAPIST,
  groups: [manyClients, fiveYears],
};

/** The session view's one read, as a therapist. */
export const week: Family = {
  rows: [
    { name: "week.ten-years", unit: "of three months", goal: { sign: "≤", than: 1.3 } },
    { name: "week.large-clinic", unit: "of ten clients", goal: { sign: "≤", than: 1.3 } },
    { name: "week.bytes", unit: "KB gzip", goal: { sign: "≤", than: 15 } },
    { name: "week.writes", unit: "writes", goal: { sign: "=", than: 1 } },
  ],
  measure: async (wanted, scope, say) => {
    const trellis = await startTrellis(scope, say);
    await seedClinic(trellis.superuserUrl, small);
    const measured: Measured[] = [];
    if (wanted.has("week.ten-years")) measured.push(await measureTenYears(trellis.port));
    if (wanted.has("week.large-clinic"))
      measured.push(await measureLargeClinic(trellis.port, scope.open(), say));
    if (wanted.has("week.bytes") || wanted.has("week.writes")) {
      const client = clientId(tenYears.name, 0);
      await writeNotes(trellis.superuserUrl, client, TODAY);
      const wire = await tapDatabase(scope, trellis.socketDirectory);
      const port = await startSecondServer(scope, trellis, wire.folder);
      measured.push(
        ...(await measureWire(port, wire, weekRequest(small, fewClients.clients, client, "gzip"))),
      );
    }
    return measured;
  },
};

/** The request of the client with this number (over all groups), by their therapist. */
function weekRequest(plan: SeedPlan, number: number, client: string, encoding: string): Buffer {
  const headers = {
    "trellis-app": "clinician",
    cookie: asTherapist(plan, number).cookie,
    "accept-encoding": encoding,
  };
  return requestBytes("GET", `/api/clients/${client}/week?to=${TODAY}`, headers);
}

/** Milliseconds of one call; anything but a week with entries throws. */
async function timed(link: Link, request: Buffer): Promise<number> {
  const start = performance.now();
  const answer = await link.send(request);
  const took = performance.now() - start;
  if (answer.status !== 200 || answer.body.length < 2000) {
    throw new Error(
      `a week was answered ${String(answer.status)}: ${answer.body.toString("utf8", 0, 200)}`,
    );
  }
  return took;
}

type Call = () => Promise<number>;

/** Calls both in turn, first the one and then the other in every second turn, and compares the medians. */
async function compare(big: Call, little: Call): Promise<{ ratio: number; words: string }> {
  for (let call = 0; call < WARM_UP_CALLS; call += 1) await (call % 2 === 0 ? big() : little());
  const [ofBig, ofLittle]: [number[], number[]] = [[], []];
  for (let call = 0; call < CALLS; call += 1) {
    if (call % 2 === 0) ofBig.push(await big());
    ofLittle.push(await little());
    if (call % 2 === 1) ofBig.push(await big());
  }
  const words = `${short(median(ofBig))} ms against ${short(median(ofLittle))} ms, medians of ${String(CALLS)} alternating calls each of GET week over HTTP, uncompressed`;
  return { ratio: median(ofBig) / median(ofLittle), words };
}

async function measureTenYears(port: number): Promise<Measured> {
  const link = await openLink(port);
  const of = (group: Group, number: number): Call => {
    const request = weekRequest(small, number, clientId(group.name, 0), "identity");
    return () => timed(link, request);
  };
  const { ratio, words } = await compare(
    of(tenYears, fewClients.clients),
    of(threeMonths, fewClients.clients + 1),
  );
  link.close();
  return {
    name: "week.ten-years",
    value: ratio,
    how: `${words}; one client of a therapist has ten years of entries (${String(tenYears.days * tenYears.items)}), another three months, both fourteen items a day.`,
  };
}

async function measureLargeClinic(smallPort: number, scope: Scope, say: Say): Promise<Measured> {
  const other = await startTrellis(scope, say);
  const start = performance.now();
  const entries = await seedClinic(other.superuserUrl, large);
  say(`week: seeded ${String(entries)} entries in ${short((performance.now() - start) / 1000)} s`);
  const [near, far] = [await openLink(smallPort), await openLink(other.port)];
  const among = (link: Link, plan: SeedPlan, numbers: readonly number[]): Call => {
    const requests = numbers.map((number) =>
      weekRequest(plan, number, clientId(fewClients.name, number), "identity"),
    );
    let next = 0;
    return () => timed(link, requests[(next += 1) % requests.length] ?? Buffer.alloc(0));
  };
  const ten = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const spread = ten.map((number) => number * 990 + 7);
  const { ratio, words } = await compare(among(far, large, spread), among(near, small, ten));
  near.close();
  far.close();
  await scope.close();
  return {
    name: "week.large-clinic",
    value: ratio,
    how: `${words}; ten clients of ten therapists in a clinic of 10,000 clients with 14 days each, 50 of them with five years (${String(entries)} entries), against the ten clients of a small clinic; each on a server and database of its own, ten clients a therapist, seven items a day.`,
  };
}

async function measureWire(
  port: number,
  wire: Awaited<ReturnType<typeof tapDatabase>>,
  request: Buffer,
): Promise<Measured[]> {
  const link = await openLink(port);
  for (let call = 0; call < 5; call += 1) await timed(link, request);
  const counts: number[] = [];
  for (let call = 0; call < 20; call += 1) {
    wire.listen();
    await timed(link, request);
    counts.push(Math.max(wire.heard().writes, wire.heard().turns.length));
  }
  const answer = await link.send(request);
  link.close();
  const shown = readJson(answer) as DiaryWeek;
  if (shown.items.length !== 14 || shown.entries.length !== 14 * 14 || shown.notes.length !== 28) {
    throw new Error(
      `the week is not full: ${String(shown.entries.length)} entries, ${String(shown.notes.length)} notes`,
    );
  }
  const plain = JSON.stringify(shown).length;
  return [
    {
      name: "week.bytes",
      value: answer.body.length / 1000,
      how: `The body of one GET week as sent with Accept-Encoding: gzip (${String(plain)} bytes of JSON): fourteen days of fourteen items, ${String(shown.entries.length)} values, a note of forty words and a line of twelve on every day, usual values of all items.`,
    },
    {
      name: "week.writes",
      value: Math.max(...counts),
      how: "Most writes from the server to the database during one GET week, of twenty, counted by a proxy between the two on the unix socket (BEGIN, sign-in, access check, reads, audit and COMMIT together).",
    },
  ];
}
