import type { PhoneLine } from "@trellis/domain/crisis-line";
import { m } from "@trellis/messages/messages";
import { BASE, boot } from "./boot.ts";
import { checkedWords, sourceWords } from "./checked-words.ts";
import { countryHelp, followCountry, readCountry } from "./country.ts";
import { followLanguage, readLanguage } from "./language.ts";
import type { OfflinePage } from "./offline-page.ts";
import { dial } from "./phone-link.tsx";
import { findCopy, planCopy } from "./plan-copy.ts";
import { planSections } from "./plan-sections.ts";
import { followSigned, readSigned } from "./signed-in.ts";

const WORKER = `${BASE}/sw.js`;

/**
 * Registers the worker of this clinic's address. The one trusted-types policy of the app lets exactly
 * its address through. A browser without workers is no error: the app works without.
 */
export async function registerWorker(): Promise<void> {
  if (boot.clinic === null || !("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(trusted(WORKER), {
      scope: `${BASE}/`,
      updateViaCache: "none",
    });
    let told = tellHelp();
    // One after the other, so that the newest page is the one that is kept.
    const tellAgain = () => void (told = told.then(tellHelp, tellHelp));
    followCountry(tellAgain);
    followLanguage(tellAgain);
    planCopy.subscribe(tellAgain);
    followSigned(tellAgain);
    await told;
  } catch {
    // Refused by a setting or a private window. There is nothing that the person could do about it.
  }
}

type Policy = { readonly createScriptURL: (url: string) => unknown };
type PolicyFactory = {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ) => Policy;
};

function trusted(url: string): string {
  const { trustedTypes } = window as unknown as { trustedTypes?: PolicyFactory };
  const policy = trustedTypes?.createPolicy("trellis-worker", {
    createScriptURL: (asked) => {
      if (asked !== WORKER) throw new TypeError(`not the worker of this app: ${asked}`);
      return asked;
    },
  });
  return (policy?.createScriptURL(url) ?? url) as string;
}

const aboutNumber = (line: PhoneLine): string => `${sourceWords(line)} ${checkedWords(line)}`;

/** Nothing, unless the person keeps a copy on this phone. */
async function ownSections(): Promise<OfflinePage["sections"]> {
  const copy = await findCopy();
  const signed = readSigned();
  // Somebody else who uses this phone does not see it.
  const isTheirs = signed.state === "out" || copy?.clientId === signed.clientId;
  if (copy === null || !isTheirs) return [];
  return planSections(copy);
}

/** Gives the worker the words of its one page, in the chosen language and for the chosen country. */
async function tellHelp(): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  const { emergency, crisis } = countryHelp(readCountry());
  const { contacts } = boot.clinic?.help ?? { contacts: [] };
  const hours = boot.clinic?.coachingHours ?? "";
  const page: OfflinePage = {
    language: readLanguage(),
    title: boot.clinic?.appName ?? "",
    heading: m.help_title(),
    lines: [m.help_nobody_watches(), m.offline_page(), m.offline_page_lost()],
    calls: [
      ...emergency.map((line) => ({
        href: dial(line.phone),
        words: m.help_call({ number: line.phone }),
        about: aboutNumber(line),
      })),
      ...crisis.map((line) => ({
        href: dial(line.phone),
        words: line.name,
        number: line.phone,
        about: aboutNumber(line),
      })),
      ...contacts.map(({ name, phone, about }) => ({
        href: dial(phone),
        words: name,
        number: phone,
        about,
      })),
    ],
    sections: await ownSections(),
    note: hours === "" ? "" : m.help_coaching_hours({ hours }),
    again: m.retry(),
  };
  active?.postMessage({ kind: "offline-page", page });
}
