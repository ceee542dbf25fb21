import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { ClinicDoor, InstallationMode } from "@trellis/domain/clinic";
import { helpIn } from "@trellis/domain/crisis-line";
import { ClinicCode } from "@trellis/domain/id";
import type { FastifyInstance, FastifyReply } from "fastify";
import * as z from "zod/mini";
import { withTx } from "./database.ts";
import { notFound } from "./failure.ts";
import { escapeHtml, plainPage } from "./html.ts";
import { readClinicDoor, readOnlyClinicDoor } from "./installation-store.ts";
import { findMode } from "./installation.ts";
import type { Services } from "./route.ts";

/** Where the built apps stand. */
export type AppFolders = { readonly client: URL; readonly clinician: URL };

const BUILT_APPS: AppFolders = {
  client: new URL("../../../client/dist/", import.meta.url),
  clinician: new URL("../../../clinician/dist/", import.meta.url),
};
const PAGE_CSS = new URL("../../assets/page.css", import.meta.url);

/** What the server tells an app in its page, so that no request is needed for it. */
type Told = {
  readonly mode: InstallationMode;
  readonly clinic: Omit<ClinicDoor, "mode"> | null;
  /** The database does not keep what it is given; only a demo is served on one. */
  readonly isDatabaseWeak: boolean;
};

/**
 * Serves the apps: `/c/<clinic code>/…` is the client's, `/clinic/…` the clinician's, `/` a door.
 * Assets have hashed names and may be kept for ever; pages are asked for each time.
 */
export async function addPages(
  server: FastifyInstance,
  services: Services,
  apps: AppFolders = BUILT_APPS,
): Promise<void> {
  for (const app of ["client", "clinician"] as const) {
    await server.register(fastifyStatic, {
      root: fileURLToPath(apps[app]),
      prefix: `/app/${app}/`,
      preCompressed: true,
      dotfiles: "ignore",
      index: false,
      decorateReply: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header(
          "cache-control",
          /-[\w-]{8,}\.\w+(\.\w+)?$/.test(path)
            ? "public, max-age=31536000, immutable"
            : "no-cache",
        );
      },
    });
  }
  const pageCss = await readFile(PAGE_CSS, "utf8");
  server.get("/page.css", (_request, reply) =>
    reply.type("text/css; charset=utf-8").header("cache-control", "no-cache").send(pageCss),
  );
  server.get("/favicon.ico", (_request, reply) => reply.code(204).send());
  addClientApp(server, services, apps.client);
  addClinicianApp(server, services, apps.clinician);
  server.get("/", async (_request, reply) =>
    sendHtml(reply, doorPage(await readPurpose(services))),
  );
}

function addClientApp(server: FastifyInstance, services: Services, folder: URL): void {
  server.get<{ Params: { code: string } }>("/c/:code", (request, reply) =>
    reply.redirect(`/c/${encodeURIComponent(request.params.code)}/`, 308),
  );
  server.get<{ Params: { code: string } }>(
    "/c/:code/manifest.webmanifest",
    async (request, reply) => {
      const door = await findDoor(services, request.params.code);
      return reply
        .type("application/manifest+json; charset=utf-8")
        .header("cache-control", "no-cache")
        .send(JSON.stringify(manifest(door)));
    },
  );
  server.get<{ Params: { code: string } }>("/c/:code/sw.js", async (request, reply) => {
    await findDoor(services, request.params.code);
    const worker = await readFile(new URL("sw.js", folder), "utf8");
    return reply
      .type("text/javascript; charset=utf-8")
      .header("cache-control", "no-cache")
      .send(worker);
  });
  server.get<{ Params: { code: string } }>("/c/:code/*", async (request, reply) => {
    const lower = lowerCode(request.url, request.params.code);
    if (lower !== null) return reply.redirect(lower, 308);
    const { mode, ...clinic } = await findDoor(services, request.params.code);
    const link = `<link rel="manifest" href="/c/${clinic.code}/manifest.webmanifest">`;
    return sendHtml(
      reply,
      await appPage(
        folder,
        { mode, clinic, isDatabaseWeak: services.isDatabaseWeak },
        link,
        clinic.appName,
        stillLoading(clinic),
      ),
    );
  });
}

function addClinicianApp(server: FastifyInstance, services: Services, folder: URL): void {
  const page = async (reply: FastifyReply) => {
    const mode = await readPurpose(services);
    const [[only]] = await withTx(services.database, [], (tx) => tx.finish(readOnlyClinicDoor()));
    const clinic = only ? withoutMode(only) : null;
    return sendHtml(
      reply,
      await appPage(
        folder,
        { mode, clinic, isDatabaseWeak: services.isDatabaseWeak },
        "",
        "Trellis",
      ),
    );
  };
  server.get("/clinic", (_request, reply) => reply.redirect("/clinic/", 308));
  server.get("/clinic/", (_request, reply) => page(reply));
  server.get("/clinic/*", (_request, reply) => page(reply));
}

const withoutMode = ({ mode: _mode, ...clinic }: ClinicDoor) => clinic;

/** A code typed by hand on a phone often begins with a capital; what stands behind it in the address stays. */
function lowerCode(url: string, code: string): string | null {
  const lower = code.toLowerCase();
  if (lower === code || !z.safeParse(ClinicCode, lower).success) return null;
  return `/c/${lower}${url.slice(`/c/${code}`.length)}`;
}

async function findDoor(services: Services, code: string): Promise<ClinicDoor> {
  if (!z.safeParse(ClinicCode, code).success) throw notFound();
  const [[door]] = await withTx(services.database, [], (tx) => tx.finish(readClinicDoor(code)));
  if (!door) throw notFound();
  return door;
}

const readPurpose = async (services: Services): Promise<InstallationMode> =>
  (await findMode(services.database)) ?? "clinic";

const manifest = (door: ClinicDoor) => ({
  id: `/c/${door.code}/`,
  name: door.appName,
  short_name: door.appName,
  start_url: `/c/${door.code}/`,
  scope: `/c/${door.code}/`,
  display: "standalone",
  background_color: "#faf6ef",
  theme_color: "#faf6ef",
  icons: [{ src: "/app/client/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" }],
});

const templates = new Map<string, string>();

/**
 * What a client's page says while its script has not arrived, which is when there may be no help in it
 * either. The app's style shows it after a moment and the app takes it away.
 */
function stillLoading({ appName, country }: Omit<ClinicDoor, "mode">): string {
  const { phone } = helpIn(country).emergency[0];
  const call = `<a href="tel:${escapeHtml(phone.replaceAll(" ", ""))}">${escapeHtml(phone)}</a>`;
  return `<main class="still-loading"><h1>${escapeHtml(appName)}</h1>
<p lang="en">Nobody watches this live.</p><p lang="es">Nadie mira esto en directo.</p>
<p><span lang="en">Emergency number</span> · <span lang="es">Número de emergencias</span>: ${call}</p>
<p lang="en">This page is still loading. If it stays like this, reload.</p>
<p lang="es">Esta página todavía se está cargando. Si sigue así, vuelve a cargarla.</p></main>`;
}

async function appPage(
  folder: URL,
  told: Told,
  head: string,
  title: string,
  root = "",
): Promise<string> {
  const file = new URL("index.html", folder);
  const template = templates.get(file.href) ?? (await readFile(file, "utf8"));
  templates.set(file.href, template);
  const meta = `<meta name="trellis" content="${escapeHtml(JSON.stringify(told))}">`;
  return template
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeHtml(title)}</title>`)
    .replace("</head>", () => `${meta}${head}</head>`)
    .replace('<div id="root"></div>', () => `<div id="root">${root}</div>`);
}

const sendHtml = (reply: FastifyReply, html: string) =>
  reply.type("text/html; charset=utf-8").send(html);

function doorPage(mode: InstallationMode): string {
  const demo =
    mode === "demo"
      ? `<p class="note">Demo: made-up people. Nothing here is a real person.</p><p><a href="/c/demo/">The client’s card</a></p>`
      : `<p class="note">Not yet for real clients: second factors, backup, export and erasure are still to come.</p>
         <p>Clients use the address that their clinic gave them.</p>`;
  return plainPage(
    "Trellis",
    `<h1>Trellis</h1>${demo}<p><a href="/clinic/">For clinicians</a></p><p><a href="/api">API</a></p>`,
  );
}
