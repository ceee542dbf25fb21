import { Email } from "@trellis/domain/account";
import { m } from "@trellis/messages/messages";
import { wordsFault } from "./words-draft.ts";
import { wordsFaultWords } from "./words-fault-words.ts";

/** Longest name of an account, in characters. */
export const LONGEST_NAME = 120;
/** Longest e-mail address, in characters. */
export const LONGEST_EMAIL = 254;

/** What stands in the way of a name, in words; undefined when nothing does. */
export function nameFaultWords(name: string): string | undefined {
  const fault = wordsFault(name, LONGEST_NAME);
  return fault === null ? undefined : wordsFaultWords(fault, LONGEST_NAME);
}

/** What stands in the way of an e-mail address, in words; undefined when nothing does. */
export const emailFaultWords = (email: string): string | undefined =>
  Email.safeParse(email.trim()).success ? undefined : m.clinician_email_wrong();
