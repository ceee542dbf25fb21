/** Lines for the administrator. Never clinical text, names, tokens or request bodies. */
export type Log = {
  info(sentence: string): void;
  error(what: string, about: { readonly operation?: string; readonly error?: unknown }): void;
};

/** Writes to the terminal. Of an error it keeps the name, the code and where in the program it came from. */
export const terminalLog: Log = {
  info: (sentence) => void process.stdout.write(`${sentence}\n`),
  error: (what, about) => {
    const parts = [new Date().toISOString(), what, about.operation ?? "", describe(about.error)];
    process.stderr.write(`${parts.filter((part) => part !== "").join(" ")}\n`);
  },
};

/** A database error's message may quote a value, so messages stay out. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const frames = (error.stack ?? "")
    .split("\n")
    .filter((line) => line.trim().startsWith("at "))
    .slice(0, 4);
  return [error.name, code, ...frames.map((line) => line.trim())].join(" | ");
}
