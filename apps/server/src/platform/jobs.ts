import { setTimeout as wait } from "node:timers/promises";
import type { PgBoss } from "pg-boss";
import type { JobBell } from "./job-bell.ts";
import type { Log } from "./log.ts";
import type { Services } from "./route.ts";

/**
 * Work without a request. Its queue holds names alone, so a job finds out itself what there is to do; and it may be
 * running in several servers at once, so it takes a lock (or skips what is locked) where that matters.
 */
export type Job = {
  /** `feature.verb`, also in the log. */
  readonly name: string;
  /** A turn comes this often, in one of all servers; 1 to 1440. */
  readonly everyMinutes: number;
  /** Once more when the server stops, for at most five seconds. */
  readonly runsAtStop?: boolean;
  readonly run: (services: Services) => Promise<void>;
};

/** The jobs of one server process. */
export type JobRunner = {
  readonly bell: JobBell;
  /** Begins with a turn of each job. What goes wrong is logged, and tried again at the next turn. */
  start(jobs: readonly Job[], services: Services): Promise<void>;
  /** Waits for what is running, up to ten seconds, and closes its connections. */
  stop(): Promise<void>;
};

/** The migration of this name makes the schema; the server may use it and not change it. */
export const JOB_SCHEMA = "job_queue";

const CONNECTIONS = 2;
/** How soon another server's bell is heard; one's own is heard at once. */
const LISTEN_SECONDS = 10;
const MINUTE = 60_000;
const LONGEST_STOP_MILLISECONDS = 10_000;
const LONGEST_LAST_RUN_MILLISECONDS = 5000;

/**
 * A queue may hold one waiting entry and is kept an hour. Nothing is retried, since the next turn comes anyway; and a
 * run that was cut off holds no later one back.
 */
const QUEUE = {
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 900,
  retentionSeconds: 3600,
  deleteAfterSeconds: 3600,
} as const;

/** @param appUrl the login of the application */
export function openJobRunner(appUrl: string, log: Log): JobRunner {
  const workers = new Map<string, string>();
  const timers: NodeJS.Timeout[] = [];
  let boss: PgBoss | null = null;
  let lastRuns: readonly (() => Promise<void>)[] = [];
  let stopping = false;

  const report = (what: string) => (error: unknown) => {
    if (!stopping) log.error(what, { error });
  };
  const send = async (name: string, seconds?: number) => {
    if (stopping || !boss) return;
    const sent = await boss.send(name, null, seconds ? { singletonSeconds: seconds } : {});
    const worker = workers.get(name);
    if (sent !== null && worker !== undefined) boss.notifyWorker(worker);
  };
  const work = async (queue: PgBoss, job: Job, services: Services) => {
    await queue.createQueue(job.name, QUEUE);
    const options = { pollingIntervalSeconds: LISTEN_SECONDS };
    const worker = await queue.work(job.name, options, () =>
      job.run(services).catch(report(`job ${job.name}`)),
    );
    workers.set(job.name, worker);
    const turn = () => void send(job.name, job.everyMinutes * 60).catch(report("job turn"));
    turn();
    timers.push(setInterval(turn, Math.min(job.everyMinutes, 10) * MINUTE));
  };

  return {
    bell: { wake: (name) => void send(name).catch(report("job wake")) },
    start: async (jobs, services) => {
      const { PgBoss: Queue } = await import("pg-boss");
      if (stopping) return;
      boss = new Queue(queueOptions(appUrl));
      boss.on("error", report("jobs"));
      await boss.start();
      lastRuns = jobs.filter((job) => job.runsAtStop).map((job) => () => job.run(services));
      for (const job of jobs) if (!stopping) await work(boss, job, services);
    },
    stop: async () => {
      stopping = true;
      for (const timer of timers) clearInterval(timer);
      await boss?.stop({ graceful: true, timeout: LONGEST_STOP_MILLISECONDS });
      const ending = Promise.allSettled(lastRuns.map((run) => run()));
      await Promise.race([ending, wait(LONGEST_LAST_RUN_MILLISECONDS, null, { ref: false })]);
    },
  };
}

/** How pg-boss works on the schema of the migration. */
export const queueOptions = (appUrl: string) => ({
  connectionString: appUrl,
  schema: JOB_SCHEMA,
  max: CONNECTIONS,
  application_name: "trellis-jobs",
  migrate: false,
  createSchema: false,
  schedule: false,
  reindex: false,
  monitorVacuum: false,
});
