import type { EntryInput, EntryOption } from "./entry-grid.tsx";

/** What a typed character makes of a cell: a value that is complete, a beginning of one, or nothing. */
export type Typed =
  | { readonly kind: "value"; readonly value: number }
  | { readonly kind: "draft"; readonly text: string }
  | { readonly kind: "nothing" };

const optionOf = (options: readonly EntryOption[], text: string) =>
  options.find(({ keys }) => keys.includes(text));

const begins = (options: readonly EntryOption[], text: string) =>
  options.some(({ keys }) => keys.some((key) => key.startsWith(text) && key !== text));

/** One character typed into a cell after what stands there already. */
export function typed(input: EntryInput, before: string, character: string): Typed {
  if (input.kind === "number")
    return /^[\d.,\-\u2212]$/.test(character)
      ? { kind: "draft", text: before + character }
      : { kind: "nothing" };
  const { options } = input;
  const added = before + character.toLowerCase();
  const text =
    optionOf(options, added) !== undefined || begins(options, added)
      ? added
      : character.toLowerCase();
  const option = optionOf(options, text);
  if (begins(options, text)) return { kind: "draft", text };
  return option === undefined ? { kind: "nothing" } : { kind: "value", value: option.value };
}

/** What a text that is not complete by itself stands for: `null` empty, `undefined` what cannot be read. */
export function readTyped(input: EntryInput, text: string): number | null | undefined {
  if (input.kind === "number") return input.read(text);
  return text === "" ? null : optionOf(input.options, text)?.value;
}
