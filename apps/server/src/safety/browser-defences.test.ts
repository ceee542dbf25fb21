import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#platform/database.ts";
import { securityHeaders } from "#platform/security-headers.ts";
import { makeTestClinic } from "#platform/test-clinic.ts";
import { openSuperuser } from "#platform/test-marked-clinic.ts";
import { startTestTrellis, type TestTrellis } from "#platform/test-trellis.ts";
import { buildTrellis } from "../main.ts";

const folder = mkdtempSync(join(tmpdir(), "trellis-pages-"));
const INDEX = `<!doctype html><html lang="en"><head><title>Card</title><script type="module" src="/app/client/assets/main-abcdefgh.js"></script></head><body><div id="root"></div></body></html>`;
/** Names that would break out of every place in a page where a name stands. */
const NAME = `"><script>alert(1)</script><!-- $& $' \${x} '`;
const APP_NAME = `</title><script>alert(2)</script> & "Cards" $\``;

let trellis: TestTrellis;
let secure: FastifyInstance;
let superuser: Database;

beforeAll(async () => {
  for (const app of ["client", "clinician"]) {
    mkdirSync(join(folder, app, "assets"), { recursive: true });
    writeFileSync(join(folder, app, "index.html"), INDEX);
    writeFileSync(join(folder, app, "assets", "main-abcdefgh.js"), "export {};\n");
    writeFileSync(join(folder, app, "sw.js"), "self.x = 1;\n");
    writeFileSync(join(folder, app, "icon.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>\n");
  }
  writeFileSync(join(folder, "secret.txt"), "not to be served\n");
  const apps = {
    client: pathToFileURL(`${folder}/client/`),
    clinician: pathToFileURL(`${folder}/clinician/`),
  };
  trellis = await startTestTrellis(async (options) => {
    const config = { ...options.config, origin: "https://dbt.example.org", originIsSecure: true };
    secure = await buildTrellis({ ...options, config }, apps);
    return buildTrellis(options, apps);
  });
  superuser = openSuperuser(trellis);
  await makeTestClinic(trellis, "north");
  await superuser.pool.query("UPDATE clinic SET name = $1, app_name = $2", [NAME, APP_NAME]);
});
afterAll(async () => {
  expect(trellis.unforeseen).toEqual([]);
  await superuser.close();
  await secure.close();
  await trellis.close();
  rmSync(folder, { recursive: true, force: true });
});

type Method = "GET" | "HEAD" | "POST" | "PUT" | "DELETE" | "OPTIONS";
const ask = (
  method: Method,
  url: string,
  headers: Record<string, string> = {},
  payload?: string,
): Promise<LightMyRequestResponse> =>
  trellis.server.inject({
    method,
    url,
    headers: { host: "127.0.0.1:4400", ...headers },
    ...(payload === undefined ? {} : { payload }),
  });

const client = "00000000-0000-4000-8000-000000000000";
const app = { "trellis-app": "client", "content-type": "application/json" };

/** One of every kind of answer. */
const answers: readonly (readonly [
  what: string,
  status: number,
  () => Promise<LightMyRequestResponse>,
])[] = [
  ["the door", 200, () => ask("GET", "/")],
  ["its style", 200, () => ask("GET", "/page.css")],
  ["an icon that is not there", 204, () => ask("GET", "/favicon.ico")],
  ["the client's app", 200, () => ask("GET", "/c/north/")],
  ["a page inside it", 200, () => ask("GET", "/c/north/week/2026-03-03")],
  ["its manifest", 200, () => ask("GET", "/c/north/manifest.webmanifest")],
  ["its worker", 200, () => ask("GET", "/c/north/sw.js")],
  ["the way to it", 308, () => ask("GET", "/c/north")],
  ["the clinician's app", 200, () => ask("GET", "/clinic/")],
  ["a page inside it", 200, () => ask("GET", "/clinic/clients/1")],
  ["the way to it", 308, () => ask("GET", "/clinic")],
  ["a script", 200, () => ask("GET", "/app/client/assets/main-abcdefgh.js")],
  ["a script by HEAD", 200, () => ask("HEAD", "/app/client/assets/main-abcdefgh.js")],
  [
    "a part of a script",
    206,
    () => ask("GET", "/app/client/assets/main-abcdefgh.js", { range: "bytes=0-3" }),
  ],
  [
    "a part that is not there",
    416,
    () => ask("GET", "/app/client/assets/main-abcdefgh.js", { range: "bytes=900-" }),
  ],
  ["a file that is not there", 404, () => ask("GET", "/app/client/assets/other.js")],
  ["a folder", 404, () => ask("GET", "/app/client/assets/")],
  ["the way up", 404, () => ask("GET", "/app/client/%2e%2e/secret.txt")],
  ["the API for people", 200, () => ask("GET", "/api")],
  ["the API for machines", 200, () => ask("GET", "/api/openapi.json")],
  [
    "the API for machines, compressed",
    200,
    () => ask("GET", "/api/openapi.json", { "accept-encoding": "br" }),
  ],
  ["health", 200, () => ask("GET", "/healthz")],
  ["an operation", 200, () => ask("GET", "/api/door/north")],
  ["an operation by HEAD", 200, () => ask("HEAD", "/api/door/north")],
  ["one that needs a sign-in", 401, () => ask("GET", "/api/clients", app)],
  [
    "a refused sign-in",
    401,
    () =>
      ask(
        "POST",
        "/api/sign-in",
        app,
        JSON.stringify({ clinic: "north", email: "a@b", password: "c" }),
      ),
  ],
  ["input of another form", 400, () => ask("POST", "/api/sign-in", app, "{}")],
  ["broken JSON", 400, () => ask("POST", "/api/sign-in", app, "{")],
  ["an address that cannot be read", 400, () => ask("GET", "/api/door/%zz")],
  [
    "another content type",
    415,
    () => ask("POST", "/api/sign-in", { ...app, "content-type": "text/plain" }, "{}"),
  ],
  [
    "a body that is too large",
    413,
    () => ask("POST", "/api/sign-in", app, `"${"x".repeat(300_000)}"`),
  ],
  [
    "a request of another site",
    403,
    () => ask("POST", "/api/sign-in", { ...app, "sec-fetch-site": "cross-site" }, "{}"),
  ],
  ["another host", 421, () => ask("GET", "/", { host: "evil.example" })],
  ["an unknown clinic", 404, () => ask("GET", "/c/south/")],
  ["a clinic that cannot be", 404, () => ask("GET", "/c/-north/")],
  ["a clinic's code with capitals", 308, () => ask("GET", "/c/NORTH/week")],
  ["an unknown clinic's manifest", 404, () => ask("GET", "/c/south/manifest.webmanifest")],
  ["an unknown clinic's worker", 404, () => ask("GET", "/c/south/sw.js")],
  ["an unknown address", 404, () => ask("GET", `/api/clients/${client}/nothing`)],
  [
    "a method that is not offered",
    404,
    () => ask("DELETE", "/api/clients", { "trellis-app": "client" }),
  ],
  [
    "a question before a request of another site",
    404,
    () =>
      ask("OPTIONS", "/api/clients", {
        origin: "https://evil.example",
        "access-control-request-method": "PUT",
      }),
  ],
];

/** Files whose names change with their content, and pages' parts that are asked for each time. */
const isKept = (url: string) =>
  url.includes("main-abcdefgh") || /sw\.js|manifest|page\.css|icon/.test(url);

describe.each(answers)("%s (%i)", (_what, status, send) => {
  test("carries every header", async () => {
    const answer = await send();
    expect(answer.statusCode, answer.body).toBe(status);
    const { "cache-control": noStore, ...others } = securityHeaders(false);
    expect(answer.headers).toMatchObject(others);
    const url = String(answer.raw.req.url);
    if (!isKept(url) || status >= 400) expect(answer.headers["cache-control"]).toBe(noStore);
    expect(answer.headers).not.toHaveProperty("server");
    expect(answer.headers).not.toHaveProperty("x-powered-by");
    expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual(
      [],
    );
    expect(answer.headers["set-cookie"]).toBeUndefined();
    if (status >= 400)
      expect(answer.json()).toMatchObject({
        code: expect.any(String),
        message: expect.stringMatching(/\.$/),
      });
  });
});

test("the policy lets in nothing but our own files and one known style", () => {
  const { "content-security-policy": policy = "" } = securityHeaders(false);
  const rules = new Map(
    policy.split("; ").map((rule) => [rule.split(" ")[0], rule.split(" ").slice(1)]),
  );
  expect(rules.get("default-src")).toEqual(["'none'"]);
  expect(rules.get("script-src")).toEqual(["'self'"]);
  expect(rules.get("style-src")).toEqual([
    "'self'",
    expect.stringMatching(/^'sha256-[\w+/]{43}='$/),
  ]);
  for (const name of ["frame-ancestors", "base-uri", "object-src"])
    expect(rules.get(name)).toEqual(["'none'"]);
  expect(rules.get("require-trusted-types-for")).toEqual(["'script'"]);
  expect(rules.get("trusted-types")).toEqual(["trellis-worker"]);
  expect(policy).not.toMatch(/unsafe|\*|http:|https:|blob:|eval/);
});

test("over https every answer asks for https from then on", async () => {
  const asks = [
    { url: "/", headers: { host: "dbt.example.org" } },
    { url: "/api/clients", headers: { host: "dbt.example.org" } },
    { url: "/nothing", headers: { host: "dbt.example.org" } },
    { url: "/", headers: { host: "127.0.0.1" } },
  ];
  const statuses = await Promise.all(
    asks.map(async (each) => {
      const answer = await secure.inject(each);
      expect(answer.headers["strict-transport-security"]).toBe(
        "max-age=31536000; includeSubDomains",
      );
      expect(answer.headers["content-security-policy"]).toContain("upgrade-insecure-requests");
      return answer.statusCode;
    }),
  );
  expect(statuses).toEqual([200, 401, 404, 421]);
});

test("files whose names change with their content may be kept, pages may not", async () => {
  const kept = async (url: string) => (await ask("GET", url)).headers["cache-control"];
  expect(await kept("/app/client/assets/main-abcdefgh.js")).toBe(
    "public, max-age=31536000, immutable",
  );
  expect(await kept("/app/client/icon.svg")).toBe("no-cache");
  expect(await kept("/c/north/sw.js")).toBe("no-cache");
  expect(await kept("/c/north/")).toBe("no-store");
  expect(await kept("/app/client/assets/none-abcdefgh.js")).toBe("no-store");
});

test("redirects stay here, wherever they are sent", async () => {
  for (const url of [
    "/c//evil.example",
    "/c/%2f%2fevil.example",
    "/c/https:%2f%2fevil.example",
    "/c/%5cevil.example",
    "/c/%4EORTH//evil.example/",
    "/c/%0d%0aset-cookie:a=b",
  ]) {
    const answer = await ask("GET", url);
    const location = answer.headers.location;
    if (location !== undefined)
      expect(new URL(String(location), "http://here.example").origin).toBe("http://here.example");
    expect(answer.headers["set-cookie"]).toBeUndefined();
  }
});

describe("a clinic's name, whatever it is,", () => {
  const decoded = (html: string) =>
    html
      .replaceAll("&quot;", '"')
      .replaceAll("&#39;", "'")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");

  test.each(["/c/north/", "/clinic/"])(
    "is a text in the page %s and no part of it",
    async (url) => {
      const { body } = await ask("GET", url);
      expect(body.match(/<script/g)).toHaveLength(1);
      expect(body.match(/<\/title>/g)).toHaveLength(1);
      expect(body).not.toMatch(/<script(?![^>]*\ssrc=)|\son\w+=|javascript:|<style/);
      const told = /<meta name="trellis" content="([^"]*)">/.exec(body)?.[1] ?? "";
      expect(JSON.parse(decoded(told))).toMatchObject({
        mode: "demo",
        clinic: { code: "north", name: NAME, appName: APP_NAME },
      });
    },
  );

  test("is the app's title", async () => {
    const { body } = await ask("GET", "/c/north/");
    expect(decoded(/<title>([^<]*)<\/title>/.exec(body)?.[1] ?? "")).toBe(APP_NAME);
  });

  test("stands with whom to call where the app is still loading", async () => {
    const { body } = await ask("GET", "/c/north/");
    const waiting = /<div id="root">([^]*?)<\/div>/.exec(body)?.[1] ?? "";
    expect(decoded(/<h1>([^<]*)<\/h1>/.exec(waiting)?.[1] ?? "")).toBe(APP_NAME);
    expect(waiting).toContain('<a href="tel:112">112</a>');
    expect(waiting).toContain('<p lang="en">Nobody watches this live.</p>');
    expect(waiting).toContain('<p lang="es">Nadie mira esto en directo.</p>');
    expect((await ask("GET", "/clinic/")).body).toContain('<div id="root"></div>');
  });

  test("is in the manifest and in the answer of the door as it is", async () => {
    const manifest = await ask("GET", "/c/north/manifest.webmanifest");
    expect(manifest.headers["content-type"]).toBe("application/manifest+json; charset=utf-8");
    expect(manifest.json()).toMatchObject({
      name: APP_NAME,
      scope: "/c/north/",
      start_url: "/c/north/",
      id: "/c/north/",
    });
    expect((await ask("GET", "/api/door/north")).json()).toMatchObject({
      name: NAME,
      appName: APP_NAME,
    });
  });
});

test("pages that the server makes itself hold no script, no style and no address of others", async () => {
  for (const url of ["/", "/api"]) {
    const { body } = await ask("GET", url);
    expect(body).toMatch(/^<!doctype html>/);
    expect(body).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:|https?:\/\//);
  }
});
