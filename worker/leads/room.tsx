import { type Context, Hono } from "hono";
import { MissingPage } from "../desk/missing.tsx";
import { viewOf } from "../desk/view.ts";
import type { AppEnv } from "../env.ts";
import { readEvidence } from "../ledger/evidence.ts";
import { leadActs } from "./acts.tsx";
import { duplicates } from "./duplicate-acts.tsx";
import { LeadPage } from "./lead-page.tsx";
import { prefillLinks } from "./prefill.tsx";
import { readLead } from "./store-lead.ts";

/** One lead: the page, its files, and what is done there; to be mounted among the leads, behind the desk's door. */
export const lead = new Hono<AppEnv>()
  // Before single leads: "duplicates" is none.
  .route("/", duplicates)
  .get("/:id/evidence.json", async (c) => {
    const evidence = await readEvidence(c.var.deps, c.req.param("id"));
    if (evidence === null) return missing(c);
    c.header("Content-Disposition", `attachment; filename="evidence-${evidence.lead.id}.json"`);
    return c.json(evidence);
  })
  .get("/:id", async (c) => {
    const id = c.req.param("id");
    const view = viewOf(c);
    const file = await readLead(c.var.deps.db, id);
    if (file === null) return missing(c);
    // One person has one page.
    if (file.lead.id !== id) return c.redirect(view.link(`/admin/leads/${file.lead.id}`), 303);
    return c.html(<LeadPage view={view} file={file} place={c.req.query("from")} />);
  })
  .route("/", leadActs)
  .route("/", prefillLinks);

function missing(c: Context<AppEnv>) {
  return c.html(<MissingPage view={viewOf(c)} />, 404);
}
