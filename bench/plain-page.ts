import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import type { Scope } from "./scope.ts";

/** The element of the page that stands last in it. */
export const PLAIN_PAGE_END = "end";

/**
 * Serves a page that runs nothing: a document, and style sheets without a rule in them, all named in it. Each comes
 * gzipped and as large as asked.
 * @param document bytes of the document as sent; it is a few hundred at least
 * @param others bytes of each of the other answers as sent
 * @returns the address of the page
 */
export async function servePlainPage(
  scope: Scope,
  document: number,
  others: readonly number[],
): Promise<string> {
  const links = others.map((_size, at) => `<link rel="stylesheet" href="/${String(at)}.css">`);
  const html = (filler: string): string =>
    `<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width, initial-scale=1"><title>Plain</title>${links.join("")}<!--${filler}--></head><body><p id="${PLAIN_PAGE_END}">The end</p></body></html>`;
  const answers = new Map([["/", { type: "text/html", body: packTo(document, html) }]]);
  for (const [at, size] of others.entries())
    answers.set(`/${String(at)}.css`, {
      type: "text/css",
      body: packTo(size, (filler) => `/*${filler}*/`),
    });
  const server = createServer((request, reply) => {
    const answer = answers.get(request.url ?? "");
    if (answer === undefined) return reply.writeHead(204).end();
    return reply
      .writeHead(200, {
        "content-type": `${answer.type}; charset=utf-8`,
        "content-encoding": "gzip",
        "content-length": answer.body.length,
        "cache-control": "no-store",
      })
      .end(answer.body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  scope.defer(() => {
    server.close().closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port for a plain page");
  return `http://127.0.0.1:${String(address.port)}/`;
}

/** A text whose gzip is of this size, give or take a few bytes; noise fills it up, of which little can be packed. */
function packTo(size: number, textWith: (filler: string) => string): Buffer {
  const noise = randomBytes(size).toString("hex");
  const packed = (length: number): Buffer =>
    gzipSync(textWith(noise.slice(0, length)), { level: 9 });
  let least = 0;
  let most = noise.length;
  while (most - least > 1) {
    const middle = Math.floor((least + most) / 2);
    if (packed(middle).length > size) most = middle;
    else least = middle;
  }
  return packed(least);
}
