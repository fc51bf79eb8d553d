import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { deskTextsPath, type Texts } from "../../content/schema/locales/worker.ts";
import { type Locale, localeSchema } from "../../content/schema/primitives.ts";
import type { AppEnv } from "../env.ts";
import { answerProblem } from "../pages/problem.tsx";

// The same for all clients, and for the life of an isolate.
const known = new Map<Locale, Texts>();

/** Lays out the words that the desk's pages are written with: they lie beside the site's pages, and visitors never wait for them. */
export const deskTexts = createMiddleware<AppEnv>(async (c, next) => {
  const texts = await textsFor(c, localeOf(c));
  if (texts === null) return answerProblem(c, "unavailable");
  c.set("texts", texts);
  return next();
});

/** The language that `?lang` names, or else the site's. */
export function localeOf(c: Context<AppEnv>): Locale {
  const asked = localeSchema.safeParse(c.req.query("lang"));
  return asked.success ? asked.data : c.var.deps.catalog.site.locale;
}

async function textsFor(c: Context<AppEnv>, locale: Locale): Promise<Texts | null> {
  const found = known.get(locale);
  if (found !== undefined) return found;
  const asset = await c.var.deps.fetchAsset(deskTextsPath(locale));
  if (!asset.ok) return null;
  // The build wrote them from the type that they are read as.
  const texts: Texts = await asset.json();
  known.set(locale, texts);
  return texts;
}
