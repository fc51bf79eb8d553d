import type { Context } from "hono";
import { localeSchema } from "../../content/schema/primitives.ts";
import type { AppEnv } from "../env.ts";
import { answerProblem, wantsJson } from "./problem.tsx";
import { publicHeaders } from "./static-page.ts";

/** The site's own page for what is nowhere, in the language that the address begins with. */
export async function missingPage(c: Context<AppEnv>): Promise<Response> {
  if (wantsJson(c)) return answerProblem(c, "not_found");
  for (const path of candidates(c.req.path)) {
    const page = await c.var.deps.fetchAsset(path);
    if (!page.ok) continue;
    const headers = publicHeaders(page);
    headers.set("X-Robots-Tag", "noindex");
    return new Response(page.body, { status: 404, headers });
  }
  return answerProblem(c, "not_found");
}

function candidates(path: string): string[] {
  const locale = localeSchema.safeParse(path.split("/")[1]);
  return [...(locale.success ? [`/${locale.data}/404`] : []), "/404"];
}
