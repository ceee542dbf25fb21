import { mapTexts, type MessageFile } from "./message-rules.ts";

const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const accented = "åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ";
const accents = new Map(Array.from(plain, (letter, index) => [letter, accented.charAt(index)]));

/** Each letter of the pseudo-locale with the one that it was made of. */
export const plainLetters: readonly (readonly [accented: string, plain: string])[] = Array.from(
  accents,
  ([letter, accent]) => [accent, letter],
);

const lengthening = 0.4;

/** A text that shows what was not translated and what does not fit: accented, two fifths longer, in ⟦brackets⟧; placeholders stay. */
export function pseudoText(text: string): string {
  const body = text
    .split(/(\{[^{}]*\})/)
    .map((part) =>
      part.startsWith("{")
        ? part
        : part.replaceAll(/[a-z]/gi, (letter) => accents.get(letter) ?? letter),
    )
    .join("");
  const letters = text.replaceAll(/\{[^{}]*\}/g, "").length;
  const padding = "·".repeat(Math.max(1, Math.ceil(letters * lengthening)));
  return `⟦${body} ${padding}⟧`;
}

/** The pseudo-locale of a message file. */
export function pseudoFile(en: MessageFile): MessageFile {
  return Object.fromEntries(
    Object.entries(en).map(([key, value]) => [key, mapTexts(value, pseudoText)]),
  );
}
