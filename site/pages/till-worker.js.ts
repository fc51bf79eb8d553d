import type { APIRoute } from "astro";
import text from "../till/service-worker.js?raw";

// At the root, so that it may serve /k/ and /K/.
export const GET: APIRoute = () =>
  new Response(text, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
