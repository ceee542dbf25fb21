/** The words of the page that the worker shows when there is no network. */
export type OfflinePage = {
  readonly language: string;
  readonly title: string;
  readonly heading: string;
  readonly lines: readonly string[];
  readonly calls: readonly (Said & {
    readonly href: string;
    /** What stands under it. */
    readonly about: string;
  })[];
  readonly note: string;
  /** The person's own plan and what goes with it, when they keep a copy on this phone. */
  readonly sections: readonly OfflineSection[];
  /** The link that tries the same address again. */
  readonly again: string;
};

/** Words, and behind a colon the number that they name, whose order no words before it can turn. */
type Said = { readonly words: string; readonly number?: string };

/** A heading with its lines; a line may be a number to call. */
export type OfflineSection = {
  readonly title: string;
  readonly lines: readonly (Said & { readonly href: string | null })[];
};

/** Before the app has told the worker anything: the number that phones know everywhere. */
export const FIRST_PAGE: OfflinePage = {
  language: "en",
  title: "Help",
  heading: "Help now · Ayuda ahora",
  lines: ["Nobody watches this live. · Nadie mira esto en directo."],
  calls: [{ href: "tel:112", words: "112", about: "" }],
  note: "112 works on most mobile phones. · El 112 funciona en casi todos los móviles.",
  sections: [],
  again: "Try again · Intentar de nuevo",
};

/** True for a page as the app sends it; anything else is not kept. */
export function isOfflinePage(value: unknown): value is OfflinePage {
  const page = asRecord(value);
  const words = ["language", "title", "heading", "note", "again"];
  return (
    words.every((name) => typeof page[name] === "string") &&
    Array.isArray(page["lines"]) &&
    page["lines"].every((line) => typeof line === "string") &&
    Array.isArray(page["calls"]) &&
    page["calls"].every(isCall) &&
    Array.isArray(page["sections"]) &&
    page["sections"].every(isSection)
  );
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? { ...value } : {};

const isDialled = (href: unknown): boolean => typeof href === "string" && /^tel:\+?\d+$/.test(href);

function isSaid(value: unknown): boolean {
  const { words, number } = asRecord(value);
  return typeof words === "string" && (number === undefined || typeof number === "string");
}

function isCall(value: unknown): boolean {
  const { about, href } = asRecord(value);
  return isSaid(value) && typeof about === "string" && isDialled(href);
}

function isSection(value: unknown): boolean {
  const { title, lines } = asRecord(value);
  return typeof title === "string" && Array.isArray(lines) && lines.every(isLine);
}

function isLine(value: unknown): boolean {
  const { href } = asRecord(value);
  return isSaid(value) && (href === null || isDialled(href));
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${String(sign.charCodeAt(0))};`);

const saidHtml = ({ words, number }: Said): string =>
  number === undefined
    ? escaped(words)
    : `<span><bdi>${escaped(words)}</bdi>: <bdi dir="ltr">${escaped(number)}</bdi></span>`;

const STYLE = `
:root{color-scheme:light dark}
body{max-width:34rem;margin:0 auto;padding:20px 16px;font:106.25%/1.5 system-ui,sans-serif;background:light-dark(#faf5ee,#1a1917);color:light-dark(#2a2825,#efe9df)}
h1{font-size:1.35rem}
h2{margin:1.4rem 0 .2rem;font-size:1.05rem}
ul{margin:0;padding:0;list-style:none}
li{padding:6px 0;border-top:1px solid light-dark(#e7dece,#3b3733);white-space:pre-wrap;overflow-wrap:anywhere}
li a{margin:4px 0}
a{display:flex;align-items:center;justify-content:center;min-height:48px;margin:10px 0;padding:4px 14px;text-align:center;border-radius:10px;border:1px solid light-dark(#e7dece,#3b3733);color:inherit;font-weight:650;text-decoration:none}
a.call{font-size:1.2rem;background:light-dark(#2a6759,#80c7b1);color:light-dark(#fff,#0f221c);border-color:transparent}
a:focus-visible{outline:3px solid light-dark(#1b5cbb,#8dbaff);outline-offset:2px}
small{color:light-dark(#665f56,#b6ada0)}
`;

/** A link to the same address would leave out what stands behind its #, and that is the secret of a mailed link. */
const SCRIPT = `document.getElementById("again").addEventListener("click",(event)=>{event.preventDefault();location.reload()})`;

/** Lets the page do nothing but show itself and be read anew. */
const policyFor = (scriptHash: string): string =>
  `default-src 'none'; script-src 'sha256-${scriptHash}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

async function hashOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(hash)));
}

const sectionHtml = ({ title, lines }: OfflineSection): string =>
  `<section><h2>${escaped(title)}</h2><ul>${lines
    .map(
      ({ href, ...said }) =>
        `<li>${href === null ? saidHtml(said) : `<a href="${escaped(href)}">${saidHtml(said)}</a>`}</li>`,
    )
    .join("")}</ul></section>`;

/** The whole page in one answer; it needs nothing else from anywhere. */
export async function offlineResponse(page: OfflinePage): Promise<Response> {
  const calls = page.calls
    .map(
      ({ href, about, ...said }) =>
        `<a class="call" href="${escaped(href)}">${saidHtml(said)}</a>${about === "" ? "" : `<small>${escaped(about)}</small>`}`,
    )
    .join("");
  const html = `<!doctype html><html lang="${escaped(page.language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escaped(page.title)}</title><style>${STYLE}</style></head><body><main><h1>${escaped(page.heading)}</h1>${page.lines.map((line) => `<p>${escaped(line)}</p>`).join("")}${calls}${page.note === "" ? "" : `<p><small>${escaped(page.note)}</small></p>`}${page.sections.map(sectionHtml).join("")}<a id="again" href="">${escaped(page.again)}</a></main><script>${SCRIPT}</script></body></html>`;
  return new Response(html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policyFor(await hashOf(SCRIPT)),
      "cache-control": "no-store",
    },
  });
}
