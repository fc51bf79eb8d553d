// Keeps the kiosk's page and its parts, so that the tablet can be switched off and on without a network. A script of its
// own, outside any bundle: the page registers it for its own address alone, once the owner has opened the stand.
const store = "imbuto-kiosk";
const patience = 4000;
const scope = new URL(self.registration.scope).pathname;

self.addEventListener("install", (event) => {
  event.waitUntil(keepPage(fetch(scope, { cache: "no-store" })).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && pathname === scope) event.respondWith(freshElseKept(event));
  else if (request.mode !== "navigate") event.respondWith(keptElseFresh(request, pathname));
});

/** The page from the network while that answers in time, which also renews what is kept; else the kept one. */
async function freshElseKept(event) {
  const fresh = fetch(event.request, { signal: AbortSignal.timeout(patience) });
  const copy = fresh.then((answer) => answer.clone());
  event.waitUntil(keepPage(copy).catch(() => {}));
  try {
    const answer = await fresh;
    if (answer.status < 500) return answer;
  } catch {}
  return (await caches.match(scope)) ?? fresh;
}

/** Parts have their content's hash in their names and never change; what is not kept comes from the network. */
async function keptElseFresh(request, pathname) {
  return (pathname.startsWith("/_astro/") && (await caches.match(pathname))) || lastElse(request, pathname);
}

/** Pages shown inside, such as the privacy notice: from the network, else as they were. */
async function lastElse(request, pathname) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(pathname);
    if (kept === undefined) throw error;
    return kept;
  }
}

/** Keeps the page that `coming` brings, with all that it needs, and lets go of what no page needs any more. */
async function keepPage(coming) {
  const answer = await coming;
  if (!answer.ok) return;
  const html = await answer.clone().text();
  const needed = [...new Set([...parts(html), ...inside(html)])];
  const cache = await caches.open(`${store} ${scope}`);
  const missing = [];
  for (const path of needed)
    if (!path.startsWith("/_astro/") || !(await cache.match(path))) missing.push(path);
  // The page comes last, so that what is kept of it always works; a picture less is no harm.
  await Promise.all(missing.map((path) => cache.add(path).catch((error) => failIfNeeded(path, error))));
  await cache.put(scope, answer);
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (pathname !== scope && !needed.includes(pathname)) await cache.delete(pathname);
  }
}

function failIfNeeded(path, error) {
  if (path.endsWith(".js")) throw error;
}

/** What the page itself fetches; whole addresses, such as that of the picture for shared links, are for others. */
function parts(html) {
  return html.match(/(?<=["'(\s])\/_astro\/[\w./@~-]+/g) ?? [];
}

function inside(html) {
  return [...html.matchAll(/data-inside="([^"]+)"/g)].flatMap(([, paths]) => paths.split(" "));
}
