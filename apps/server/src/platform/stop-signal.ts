let stopping = false;

/** Whether this process has been asked to end, so that the end of what it started is no surprise. */
export function isStopping(): boolean {
  return stopping;
}

/**
 * Calls `stop` at the first SIGINT, SIGTERM or SIGHUP and then ends the process: code 0, or 1 when `stop` throws.
 * Further signals wait for the same stop.
 */
export function onStopSignal(stop: (signal: NodeJS.Signals) => Promise<void>): void {
  const listen = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    stop(signal).then(
      () => process.exit(0),
      (error: unknown) => {
        const words = error instanceof Error ? error.message : String(error);
        process.stderr.write(`Stopping did not go well: ${words}\n`);
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, listen);
}
