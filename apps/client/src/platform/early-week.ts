import { addDays, diaryDayAt } from "@trellis/domain/civil-date";
import { BASE, boot } from "./boot.ts";
import { recall } from "./device-memory.ts";

/** How many days back the card can be filled on the phone, which is what Today reads. */
export const CARD_DAYS_BACK = 14;

/** After this time without an answer, in milliseconds, a request counts as not arrived. */
export const PATIENCE = 20_000;

type EarlyAnswer = { readonly status: number; readonly text: string };
type Early = {
  readonly url: string;
  readonly answer: Promise<EarlyAnswer | null>;
  isHere: boolean;
};

/**
 * What Today will ask the server first. The page begins this file, which is a small script of its own, before the app
 * has come; a guess that turns out wrong costs one request. It knows the address by itself, since the contract's schemas
 * would make it large.
 */
function earlyUrl(): string | null {
  const clientId = recall("client");
  if (boot.clinic === null || clientId === null || !/^(\/|\/day\/[\d-]+)$/.test(screenPath()))
    return null;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const today = diaryDayAt(Date.now(), zone, boot.clinic.dayBoundary);
  return `/api/clients/${encodeURIComponent(clientId)}/week?from=${addDays(today, -CARD_DAYS_BACK)}&to=${today}`;
}

const screenPath = (): string =>
  location.pathname.startsWith(BASE) ? location.pathname.slice(BASE.length) : "";

async function ask(url: string): Promise<EarlyAnswer | null> {
  try {
    const response = await fetch(url, {
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
      headers: { "trellis-app": "client" },
    });
    return { status: response.status, text: await response.text() };
  } catch {
    return null;
  }
}

function begin(): Early | null {
  const url = typeof document === "undefined" ? null : earlyUrl();
  if (url === null) return null;
  const begun: Early = { url, answer: ask(url), isHere: false };
  void begun.answer.then((answer) => (begun.isHere = answer !== null));
  return begun;
}

let early = begin();

/** Whether the answer has come and waits to be taken. */
export const isEarlyHere = (): boolean => early?.isHere === true;

/** The answer to this very request when it was sent ahead, once; null when it was not, or did not arrive. */
export async function takeEarly(method: string, url: string): Promise<EarlyAnswer | null> {
  if (early === null || method !== "GET" || early.url !== url) return null;
  const { answer } = early;
  early = null;
  return answer;
}
