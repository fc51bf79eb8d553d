import type { APIRoute } from "astro";
import { shownSite } from "../landing/views.ts";

/** Everything public may be read; what must stay out of search says so itself. */
export const GET: APIRoute = async () => {
  const site = await shownSite();
  return new Response(`User-agent: *\nAllow: /\n\nSitemap: ${site.url}/sitemap.xml\n`);
};
