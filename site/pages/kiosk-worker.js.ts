import type { APIRoute } from "astro";
import text from "../../templates/kiosk/service-worker.js?raw";

// At the root, so that it may serve any landing; each kiosk registers it for its own address.
export const GET: APIRoute = () =>
  new Response(text, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
