import { parseArgs, type ParseArgsConfig } from "node:util";
import { PlainError } from "./platform/plain-error.ts";

export type Options = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/**
 * Reads the options of a command.
 * @throws PlainError with one sentence for an unknown option, a missing value or a stray word
 */
export function readOptions(
  command: string,
  args: readonly string[],
  options: NonNullable<ParseArgsConfig["options"]>,
  words: readonly string[] = [],
): { readonly options: Options; readonly words: readonly string[] } {
  try {
    const parsed = parseArgs({
      args: [...args],
      options,
      allowPositionals: words.length > 0,
      strict: true,
    });
    if (parsed.positionals.length !== words.length)
      throw new PlainError(
        `Say: trellis ${command} ${words.join(" ")} … (see npm run -s trellis -- --help).`,
      );
    return { options: parsed.values as Options, words: parsed.positionals };
  } catch (error) {
    if (error instanceof PlainError) throw error;
    const [sentence] = (error instanceof Error ? error.message : String(error)).split(". ");
    throw new PlainError(
      `${sentence ?? "The options cannot be read"}. See npm run -s trellis -- --help for what ${command} takes.`,
    );
  }
}

/** @throws PlainError when the option was not given */
export function required(options: Options, name: string): string {
  const value = options[name];
  if (typeof value !== "string" || value === "")
    throw new PlainError(`--${name} is needed. See npm run -s trellis -- --help.`);
  return value;
}

export const optional = (options: Options, name: string): string | null => {
  const value = options[name];
  return typeof value === "string" && value !== "" ? value : null;
};
