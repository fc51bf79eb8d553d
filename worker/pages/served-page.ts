import type { Context } from "hono";
import type { AppEnv } from "../env.ts";
import { missingPage } from "./missing-page.ts";

/** A page or file of the built site, where the platform does not serve it by itself; what is private stays so. */
export async function servedPage(c: Context<AppEnv>): Promise<Response> {
  const { path } = c.req;
  if (path.split("/").some((part) => part.startsWith("_private"))) return missingPage(c);
  const asset = await c.var.deps.fetchAsset(path);
  const location = asset.headers.get("Location");
  if (location !== null && asset.status < 400) return c.redirect(slashed(path, location), 307);
  if (!asset.ok) return missingPage(c);
  const headers = new Headers(asset.headers);
  // As the platform gives them to what it serves itself.
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "public, max-age=0, must-revalidate");
  if (!headers.has("X-Robots-Tag")) headers.set("X-Robots-Tag", "all");
  if (!headers.has("Referrer-Policy")) headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
  return new Response(asset.body, { status: asset.status, headers });
}

/** The store leads from one spelling of an address to the other; which folder it lies in is nobody's business. */
function slashed(path: string, location: string): string {
  const bare = path.replace(/(?:\/index)?(?:\.html)?\/?$/, "");
  return location.endsWith("/") ? `${bare}/` : bare;
}
