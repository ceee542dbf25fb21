import { dialled } from "@trellis/domain/crisis-line";
import type { ReactNode } from "react";

/** The address that dials a number. */
export const dial = (phone: string): string => `tel:${dialled(phone)}`;

/** Stands for the number while a sentence is translated. */
const MARK = "\u2063";

/** A translated sentence in which the number is a link that dials it. */
export function PhoneSentence({
  sentence,
  phone,
}: {
  sentence: (words: { number: string }) => string;
  phone: string;
}): ReactNode {
  const [before, after] = sentence({ number: MARK }).split(MARK);
  return (
    <>
      {before}
      <a href={dial(phone)}>{phone}</a>
      {after}
    </>
  );
}
