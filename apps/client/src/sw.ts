import {
  FIRST_PAGE,
  isOfflinePage,
  type OfflinePage,
  offlineResponse,
} from "#platform/offline-page.ts";

/**
 * The worker of one clinic's address. Its one task: when the network is gone and a page of the app is
 * opened, show whom to call. It answers navigations below its scope and nothing else, and keeps one page
 * of its own making and nothing that a server sent.
 */
type WorkerEvent = Event & { readonly waitUntil: (work: Promise<unknown>) => void };
type FetchEvent = WorkerEvent & {
  readonly request: Request;
  readonly preloadResponse: Promise<Response | undefined>;
  readonly respondWith: (answer: Promise<Response>) => void;
};
type WorkerScope = {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { readonly claim: () => Promise<void> };
  readonly skipWaiting: () => Promise<void>;
  readonly addEventListener: (<Kind extends "install" | "activate">(
    kind: Kind,
    listener: (event: WorkerEvent) => void,
  ) => void) &
    ((kind: "message", listener: (event: WorkerEvent & { data: unknown }) => void) => void) &
    ((kind: "fetch", listener: (event: FetchEvent) => void) => void);
};

const worker = globalThis as unknown as WorkerScope;
const scope = new URL(worker.registration.scope);
const NAMES = `trellis-offline ${scope.pathname} `;
const CACHE = `${NAMES}1`;
const PAGE = new URL("offline-page", scope).href;

worker.addEventListener("install", (event) => {
  // Taking over at once is safe: there is nothing of an older worker that a page could depend on.
  event.waitUntil(Promise.all([keepFirst(), worker.skipWaiting()]));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([forgetOlder(), preload(), worker.clients.claim()]));
});

worker.addEventListener("message", (event) => {
  const { data } = event as { data: unknown };
  const told = typeof data === "object" && data !== null ? { ...data } : {};
  if (!("page" in told) || !isOfflinePage(told.page)) return;
  event.waitUntil(keep(told.page));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode !== "navigate" || request.method !== "GET") return;
  const { origin, pathname } = new URL(request.url);
  if (origin !== scope.origin || !pathname.startsWith(scope.pathname)) return;
  event.respondWith(fromNetwork(event).catch(offline));
});

async function fromNetwork(event: FetchEvent): Promise<Response> {
  return (await event.preloadResponse) ?? fetch(event.request);
}

async function offline(): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(PAGE)) ?? offlineResponse(FIRST_PAGE);
}

async function keep(page: OfflinePage): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.put(PAGE, await offlineResponse(page));
}

async function keepFirst(): Promise<void> {
  const cache = await caches.open(CACHE);
  if ((await cache.match(PAGE)) === undefined) await keep(FIRST_PAGE);
}

async function forgetOlder(): Promise<void> {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(NAMES) && name !== CACHE);
  await Promise.all(older.map((name) => caches.delete(name)));
}

async function preload(): Promise<void> {
  await worker.registration.navigationPreload.enable();
}
