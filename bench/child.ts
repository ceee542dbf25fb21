import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { isStopped } from "./scope.ts";

/** A program that runs beside the bench. */
export type Child = {
  readonly process: ChildProcess;
  /** The last lines it wrote, for a sentence when something goes wrong. */
  lastWords(): string;
  /** What it has written so far, at most the last thirty lines. */
  lines(): readonly string[];
  /** SIGTERM, and after `patience` milliseconds SIGKILL; waits for its end. */
  stop(patience?: number): Promise<void>;
};

const KEPT_LINES = 30;

export type ChildOptions = {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** A process group of its own, so that everything it starts ends with it. */
  readonly group?: boolean;
};

/** The environment without any setting of Trellis, and with the given ones. */
export function cleanEnvironment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(TRELLIS_|DATABASE_URL$|npm_|PG[A-Z]+$|NODE_OPTIONS$)/.test(name),
  );
  return { ...Object.fromEntries(kept), ...settings };
}

/**
 * Starts a program whose output is kept for its last words alone.
 * @throws Error when the bench is being stopped
 */
export function startChild(file: string, args: readonly string[], options: ChildOptions): Child {
  if (isStopped()) throw new Error("the bench is being stopped");
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: options.env,
    detached: options.group === true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      lines.push(...text.split("\n").filter((line) => line.trim() !== ""));
      lines.splice(0, lines.length - KEPT_LINES);
    });
  }
  child.on("error", (error) => lines.push(error.message));
  const send = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(options.group === true ? -child.pid : child.pid, signal);
    } catch {
      // It has ended already.
    }
  };
  return {
    process: child,
    lastWords: () => lines.slice(-4).join(" | "),
    lines: () => lines,
    stop: async (patience = 30_000) => {
      if (hasEnded(child)) return;
      const ended = once(child, "exit");
      send("SIGTERM");
      const timer = setTimeout(() => send("SIGKILL"), patience);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** True when the program was never started or is over. */
export const hasEnded = (child: ChildProcess): boolean =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
