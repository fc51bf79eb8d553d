// Keeps the till's page and its parts, so that it opens without reception. A script of its own, outside any bundle: the
// page registers it for /k/, and for /K/, where a coupon's QR code leads a phone's own camera, once the device is in.
const store = "imbuto-till";
const patience = 4000;
const base = new URL(".", location.href).pathname;
const home = `${base}k/`;
const codes = /^k\/(?!enter\/)[^/]+(?:\/[^/]+)?\/?$/i;

self.addEventListener("install", (event) => {
  event.waitUntil(keepPage(fetch(home, { cache: "no-store" })).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode !== "navigate") {
    if (pathname.startsWith(`${base}_astro/`)) event.respondWith(keptElseFresh(request, pathname));
  } else if (pathname === home || codes.test(pathname.slice(base.length)))
    event.respondWith(freshElseKept(event));
});

/** The page from the network while that answers in time; else the kept one, which judges by itself. */
async function freshElseKept(event) {
  const fresh = fetch(event.request, { signal: AbortSignal.timeout(patience) });
  if (new URL(event.request.url).pathname === home) {
    const copy = fresh.then((answer) => answer.clone());
    event.waitUntil(keepPage(copy).catch(() => {}));
  }
  try {
    const answer = await fresh;
    if (answer.status < 500) return answer;
  } catch {}
  return (await caches.match(home)) ?? fresh;
}

/** Parts have their content's hash in their names and never change; what is not kept comes from the network. */
async function keptElseFresh(request, pathname) {
  return (await caches.match(pathname)) ?? fetch(request);
}

/** Keeps the page that `coming` brings, with all that it needs; one that only asks to sign in ends what was kept. */
async function keepPage(coming) {
  const answer = await coming;
  if (!answer.ok) return;
  const html = await answer.clone().text();
  if (!html.includes('data-at="scan"')) {
    await caches.delete(store);
    return;
  }
  const cache = await caches.open(store);
  const needed = await keepParts(cache, partsIn(html));
  // The page comes last, so that what is kept of it always works.
  await cache.put(home, answer);
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (pathname !== home && !needed.has(pathname)) await cache.delete(pathname);
  }
}

/** Keeps `paths`, and the parts that scripts among them fetch only when they need them. */
async function keepParts(cache, paths) {
  const needed = new Set();
  for (const path of paths) {
    if (needed.has(path)) continue;
    needed.add(path);
    if (!(await cache.match(path))) await cache.add(path);
    if (path.endsWith(".js")) {
      const script = await (await cache.match(path)).text();
      for (const name of script.match(/(?<=["'`]\.\/)[\w.-]+\.js(?=["'`])/g) ?? [])
        paths.push(`${base}_astro/${name}`);
    }
  }
  return needed;
}

function partsIn(html) {
  return html.match(/(?<=["'(\s])\/(?:[\w-]+\/)*_astro\/[\w./@~-]+/g) ?? [];
}
