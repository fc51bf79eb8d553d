import { Hono } from "hono";
import { MissingPage } from "../desk/missing.tsx";
import { viewOf } from "../desk/view.ts";
import type { AppEnv } from "../env.ts";
import { readBody, readText } from "../guards/body.ts";
import { noting } from "../people/audit.ts";
import { prefillLink } from "../prefill.ts";
import { keepPrefill } from "../store/prefill.ts";
import { withRetries } from "../store/retry.ts";
import { LeadPage } from "./lead-page.tsx";
import { prefillable } from "./prefill-link.tsx";
import { readLead } from "./store-lead.ts";

const limit = 1024;

/** Makes links that fill in a form; to be mounted among the leads, behind the desk's door. */
export const prefillLinks = new Hono<AppEnv>()
  // Whoever comes back to the page that showed a link finds the lead.
  .get("/:id/prefill", (c) => c.redirect(`/admin/leads/${encodeURIComponent(c.req.param("id"))}`, 303))
  .post("/:id/prefill", async (c) => {
    const { deps } = c.var;
    const view = viewOf(c);
    const file = await readLead(deps.db, c.req.param("id"));
    const body = await readBody(c.req.raw, limit);
    const chosen = new URLSearchParams(typeof body === "string" ? "" : (readText(body) ?? "")).get("landing");
    const here = prefillable(deps.catalog).find(({ path }) => path === chosen);
    if (file === null || here === undefined) return c.html(<MissingPage view={view} />, 404);
    const { subject, hash, expiresAt, href } = await prefillLink(deps, here, file.lead.id);
    const noted = noting(c, { act: "lead.prefill", subject: file.lead.id, about: { landing: here.path } });
    await withRetries(() => keepPrefill(deps.db, { subject, hash, expiresAt }, noted));
    // No redirect: the address of the next page would hold the token.
    const link = { landing: here.path, href, expiresAt };
    const shown = { ...view, path: `/admin/leads/${file.lead.id}` };
    return c.html(<LeadPage view={shown} file={file} link={link} />);
  });
