/** Says that there is work for a job now, instead of at its next turn. */
export type JobBell = {
  /**
   * Ring it after the commit of what makes the work. Nothing is promised: a bell that is not heard (no runner, a
   * database that is away) costs the time until the job's next turn.
   */
  wake(name: string): void;
};

/** For commands and tests, where jobs run when somebody calls them. */
export const SILENT_BELL: JobBell = { wake: () => undefined };
