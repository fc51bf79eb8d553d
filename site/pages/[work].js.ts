import type { APIRoute } from "astro";
import text from "../../templates/parts/work-script.js?raw";
import { landingPages } from "../landing/pages.ts";

/** Only where the site asks for a proof of work. */
export async function getStaticPaths() {
  const [first] = await landingPages();
  return first?.props.view.site.challenge === "work" ? [{ params: { work: "work" } }] : [];
}

// A file of its own: pages load it after they stand.
export const GET: APIRoute = () =>
  new Response(text, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
