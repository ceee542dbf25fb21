import { setTimeout as wait } from "node:timers/promises";
import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildTrellis } from "../main.ts";
import { type Job, JOB_SCHEMA, type JobRunner, openJobRunner, queueOptions } from "./jobs.ts";
import { startTestTrellis, type TestTrellis } from "./test-trellis.ts";

let trellis: TestTrellis;

beforeAll(async () => {
  trellis = await startTestTrellis(buildTrellis);
});

afterAll(() => trellis.close());

const errors: string[] = [];
const log = {
  info: () => undefined,
  error: (what: string, about: { readonly error?: unknown }) =>
    void errors.push(`${what}: ${String(about.error)}`),
};

const runner = (): JobRunner => openJobRunner(trellis.database.appUrl, log);

async function until(isDone: () => boolean): Promise<void> {
  for (const end = Date.now() + 15_000; !isDone() && Date.now() < end;) await wait(20);
  expect(isDone()).toBe(true);
}

test("the queue finds the schema that it expects, and the application may use it and make nothing", async () => {
  const boss = new PgBoss({
    connectionString: trellis.database.ownerUrl,
    schema: JOB_SCHEMA,
    migrate: false,
  });
  boss.on("error", (error) => errors.push(String(error)));
  await boss.start();
  const drift = await boss.detectSchemaDrift();
  await boss.stop({ graceful: false });
  expect(drift).toEqual({ ...drift, ok: true });
});

test("keeping the queue in order asks for nothing that the application may not do", async () => {
  const queue = new PgBoss(queueOptions(trellis.database.appUrl));
  const errors: Error[] = [];
  queue.on("error", (error) => void errors.push(error));
  await queue.start();
  await queue.createQueue("test.order");
  await queue.send("test.order", null);
  await queue.supervise();
  await queue.supervise("test.order");
  await queue.stop({ graceful: false });
  expect(errors).toEqual([]);
});

test("a job has a turn at the start, and another one whenever it is woken", async () => {
  let turns = 0;
  const job: Job = {
    name: "test.woken",
    everyMinutes: 60,
    run: async () => void (turns += 1),
  };
  const one = runner();
  await one.start([job], trellis.services);
  await until(() => turns === 1);
  one.bell.wake(job.name);
  await until(() => turns === 2);
  await one.stop();
  one.bell.wake(job.name);
  expect(errors).toEqual([]);
});

test("two servers share the turns of a job, and wait for what is running when they stop", async () => {
  const running: string[] = [];
  let ended = 0;
  const job = (server: string): Job => ({
    name: "test.shared",
    everyMinutes: 1440,
    run: async () => {
      running.push(server);
      await wait(300);
      ended += 1;
    },
  });
  const [one, two] = [runner(), runner()];
  await one.start([job("one")], trellis.services);
  await two.start([job("two")], trellis.services);
  await until(() => running.length === 1);
  await Promise.all([one.stop(), two.stop()]);
  expect({ running: running.length, ended }).toEqual({ running: 1, ended: 1 });
  expect(errors).toEqual([]);
});

test("what a job cannot do is logged, and its next turn comes all the same", async () => {
  let turns = 0;
  const job: Job = {
    name: "test.broken",
    everyMinutes: 60,
    run: () => {
      turns += 1;
      return Promise.reject(new Error(`turn ${turns}`));
    },
  };
  const one = runner();
  await one.start([job], trellis.services);
  await until(() => turns === 1);
  one.bell.wake(job.name);
  await until(() => turns === 2);
  await one.stop();
  expect(errors.splice(0)).toEqual([
    "job test.broken: Error: turn 1",
    "job test.broken: Error: turn 2",
  ]);
});

test("a bell that nobody hears hurts nobody", async () => {
  const one = runner();
  one.bell.wake("test.unknown");
  await one.stop();
  expect(errors).toEqual([]);
});
