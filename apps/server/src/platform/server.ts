import { isUtf8 } from "node:buffer";
import { randomUUID } from "node:crypto";
import compress from "@fastify/compress";
import type { Operation } from "@trellis/api/operation";
import { APP_HEADER, BACKGROUND_HEADER } from "@trellis/api/sign-in";
import { App } from "@trellis/domain/account";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import * as z from "zod/mini";
import { answerBrokenRequest } from "./broken-request.ts";
import type { Config } from "./config.ts";
import { Failure, failureOf } from "./failure.ts";
import { HEALTH_PATH } from "./health.ts";
import { escapeHtml, plainPage } from "./html.ts";
import type { Log } from "./log.ts";
import { networkOf } from "./network.ts";
import { guardRequest } from "./request-guard.ts";
import type { ReplyNotes, Route, Services } from "./route.ts";
import { securityHeaders } from "./security-headers.ts";
import { readCookie, readDevice, readToken, writeCookie, writeDevice } from "./token.ts";

const USUAL_BODY_BYTES = 256 * 1024;

export type ServerOptions = {
  readonly config: Pick<Config, "origin" | "originIsSecure" | "trustedProxies">;
  readonly services: Services;
  readonly routes: readonly Route[];
  readonly log: Log;
};

/** Builds the HTTP server over a list of routes; static pages are added by the caller. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const server = Fastify({
    logger: false,
    bodyLimit: USUAL_BODY_BYTES,
    requestTimeout: 60_000,
    trustProxy:
      options.config.trustedProxies.length > 0 ? [...options.config.trustedProxies] : false,
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 200 },
    // A request without a host comes to the guard, which answers it like every other error.
    http: { requireHostHeader: false },
    clientErrorHandler: answerBrokenRequest(options.config.originIsSecure),
    frameworkErrors: (error, request, reply) => void sendFailure(error, request, reply, options),
  });
  readJsonStrictly(server);
  const headers = securityHeaders(options.config.originIsSecure);
  server.addHook("onRequest", async (request, reply) => {
    reply.headers(headers);
    const app = z.safeParse(App, request.headers[APP_HEADER]);
    if (request.url === HEALTH_PATH) return;
    guardRequest(request.method, request.headers, options.config.origin, app.success);
  });
  await server.register(compress, {
    encodings: ["br", "gzip"],
    threshold: 1400,
    customTypes: /^application\/json/,
  });
  server.setErrorHandler((error, request, reply) => sendFailure(error, request, reply, options));
  server.setNotFoundHandler((request, reply) =>
    sendFailure(nothingHere(), request, reply, options),
  );
  for (const route of options.routes) addRoute(server, route, options);
  closeConnectionsWithServer(server);
  return server;
}

const IDLE_CHECK_MILLISECONDS = 50;
const LONGEST_CLOSE_MILLISECONDS = 10_000;

/**
 * A connection that carries a request while the server closes would be kept for the next request, and hold the close
 * back for as long as browsers keep connections. So each is closed as soon as its answer is out.
 */
function closeConnectionsWithServer(server: FastifyInstance): void {
  server.addHook("preClose", async () => {
    const http = server.server;
    if (!http.listening) return;
    const whenIdle = setInterval(() => http.closeIdleConnections(), IDLE_CHECK_MILLISECONDS);
    const atLast = setTimeout(() => http.closeAllConnections(), LONGEST_CLOSE_MILLISECONDS);
    http.once("close", () => {
      clearInterval(whenIdle);
      clearTimeout(atLast);
    });
  });
}

/** JSON only, and only as well-formed UTF-8: a replaced byte would be a changed word of a person. */
function readJsonStrictly(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser("error", "error");
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    "application/json",
    { parseAs: "buffer" },
    (request, body: Buffer, done) => {
      if (!isUtf8(body))
        return done(new Failure(400, "not-json", "The request body is not UTF-8."), undefined);
      return parse(request, body.toString("utf8"), done);
    },
  );
}

function addRoute(
  server: FastifyInstance,
  route: Route,
  { services, config }: Pick<ServerOptions, "services" | "config">,
): void {
  const { operation } = route;
  server.route({
    method: operation.method,
    url: operation.path,
    bodyLimit: operation.bodyLimit ?? USUAL_BODY_BYTES,
    handler: async (request, reply) => {
      const input = readInput(operation, request);
      const app = appOf(request);
      const notes: ReplyNotes = { cookie: null, device: null, isExtended: false, status: 200 };
      const cookie = request.headers.cookie;
      const counts = request.headers[BACKGROUND_HEADER] === undefined;
      const output = await route.answer(
        {
          services,
          origin: config.origin,
          requestId: randomUUID(),
          app,
          presented: app === null ? null : readCookie(cookie, app, counts),
          sender: {
            network: networkOf(request.ip),
            userAgent: request.headers["user-agent"] ?? "",
            deviceSecret: app === null ? null : readDevice(cookie, app),
          },
          reply: notes,
        },
        input,
      );
      const cookies = cookiesOf(notes, app, cookie);
      if (cookies.length > 0) reply.header("set-cookie", cookies);
      return reply
        .code(notes.status)
        .type("application/json; charset=utf-8")
        .send(JSON.stringify(output));
    },
  });
}

function appOf(request: FastifyRequest): App | null {
  const app = z.safeParse(App, request.headers[APP_HEADER]);
  return app.success ? app.data : null;
}

/** The Set-Cookie lines of an answer; the cookie of an extended sign-in is sent anew, with all of its time. */
function cookiesOf(notes: ReplyNotes, app: App | null, header: string | undefined): string[] {
  const lines: string[] = [];
  const kept = notes.isExtended && app !== null ? readToken(header, app) : null;
  if (notes.cookie) lines.push(writeCookie(notes.cookie.app, notes.cookie.token));
  else if (app !== null && kept !== null) lines.push(writeCookie(app, kept));
  if (notes.device) lines.push(writeDevice(notes.device.app, notes.device.secret));
  return lines;
}

function readInput(operation: Operation, request: FastifyRequest) {
  return {
    params: readPart(operation.params, request.params, "params"),
    query: readPart(operation.query, request.query, "query"),
    body: readPart(operation.body, request.body ?? {}, "body"),
  };
}

function readPart(schema: Operation["body"], value: unknown, part: string): unknown {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const path = [part, ...(first?.path ?? []).map(String)].join(".").slice(0, 200);
  // What a schema of ours says about it; Zod itself says the same of everything here.
  const why = first && first.message !== "Invalid input" ? `: it ${first.message}` : "";
  const said = `The request is not of the expected form at ${path}${why}.`;
  throw new Failure(400, "invalid-input", said, {
    path,
  });
}

function sendFailure(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  options: ServerOptions,
): FastifyReply {
  const failure = failureOf(error) ?? fastifyFailure(error);
  if (!failure)
    options.log.error("unforeseen", {
      operation: `${request.method} ${request.routeOptions?.url ?? "?"}`,
      error,
    });
  const { status, code, message, params } =
    failure ??
    new Failure(500, "server-error", "Something went wrong on the server. Nothing was stored.");
  if (status === 503) reply.header("retry-after", "2");
  if (status === 429) reply.header("retry-after", Number(params["seconds"] ?? 30));
  reply.headers(securityHeaders(options.config.originIsSecure)).code(status);
  if (isOpenedByPerson(request))
    return reply.type("text/html; charset=utf-8").send(failurePage(status, message));
  return reply
    .type("application/json; charset=utf-8")
    .send(JSON.stringify({ code, params, message }));
}

/** Apps and programs are told as data; an address that somebody typed is answered with a page. */
const isOpenedByPerson = ({ method, url, headers }: FastifyRequest): boolean =>
  method === "GET" && !url.startsWith("/api/") && (headers.accept ?? "").includes("text/html");

/** Whoever mistyped an address is told that, in both languages, and not that they may not. */
const failurePage = (status: number, message: string): string =>
  plainPage(
    "Nothing to show",
    status === 404
      ? `<h1>There is no page at this address.</h1>
         <p>Perhaps a letter is wrong. Look at the address that your clinic gave you.</p>
         <div lang="es"><h2>En esta dirección no hay ninguna página.</h2>
         <p>Quizá haya una letra equivocada. Mira la dirección que te dio tu clínica.</p></div>${EMERGENCY}`
      : `<h1>${escapeHtml(message)}</h1>
         <p>Look at the address that your clinic gave you.</p>${EMERGENCY}`,
  );

const EMERGENCY = `<p class="note">In an emergency call the emergency number of your country. In many countries it is
  <a href="tel:112">112</a>. <span lang="es">En una emergencia llama al número de tu país; en muchos es el
  <a href="tel:112">112</a>.</span></p>`;

/** Anything else that Fastify itself refuses with a 4xx is a malformed request; what may not be served is not there. */
function fastifyFailure(error: unknown): Failure | null {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  if (typeof status !== "number" || status < 400 || status >= 500) return null;
  return status === 403
    ? nothingHere()
    : new Failure(status, "invalid-input", "The request is not well formed.");
}

const nothingHere = () => new Failure(404, "not-found", "There is nothing at this address.");
