// The service worker of the field: it gives the pages below /lapangan/, and what they need, where there is no signal.
// It keeps nothing else and sends nothing.
"use strict";

const CACHE = "lajur-lapangan";
const PAGE = /^\/lapangan\/\d+$/;
const PATIENCE = 4000;
const MOST = 80;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function put(request, response) {
  const cache = await caches.open(CACHE);
  await cache.put(request, response);
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST)).map((old) => cache.delete(old)));
}

// The network first, for the page shows what the server knows; the kept page when it does not answer in time.
async function page(request) {
  const address = new URL(request.url).pathname;
  const kept = await caches.match(address, { cacheName: CACHE });
  const fresh = fetch(request).then(async (response) => {
    if (response.ok && !response.redirected) await put(address, response.clone());
    if (response.status === 403 || response.status === 404) await (await caches.open(CACHE)).delete(address);
    return response.status >= 500 && kept ? kept : response;
  });
  if (!kept) return fresh;
  const patience = new Promise((resolve) => { setTimeout(resolve, PATIENCE, kept); });
  return Promise.race([fresh.catch(() => kept), patience]);
}

async function asset(request) {
  const kept = await caches.match(request, { cacheName: CACHE });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await put(request, response.clone());
  return response;
}

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && PAGE.test(address.pathname)) event.respondWith(page(event.request));
  else if (address.pathname.startsWith("/static/")) event.respondWith(asset(event.request));
});
