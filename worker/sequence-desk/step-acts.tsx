import type { Context } from "hono";
import type { Problem } from "../desk/form-parts.tsx";
import { MissingPage } from "../desk/missing.tsx";
import { seeSaid, viewOf } from "../desk/view.ts";
import type { AppEnv } from "../env.ts";
import { composeSample, sampleFor } from "../mailing-desk/sample.ts";
import { sendTest } from "../mailing-desk/send-test.ts";
import { listTesters } from "../mailing-desk/testers.ts";
import { type Mailing, mailingAt } from "../mailings/mailing.ts";
import { listEnrolled } from "../sequences/enrolled.ts";
import { StepPage } from "./step-page.tsx";

/** The mail of a sequence that the address names; null where there is none of that name. */
export function stepMailing(c: Context<AppEnv>): Mailing | null {
  return mailingAt(c.var.deps.catalog, `sequences/${c.req.param("name")}/${c.req.param("step")}`);
}

/** The page of one mail of a sequence, as somebody who is under way would get it. */
export async function showStep(c: Context<AppEnv>, problems: readonly Problem[] = []) {
  const { deps } = c.var;
  const mailing = stepMailing(c);
  const [, name = "", step = ""] = mailing?.path.split("/") ?? [];
  const sequence = deps.catalog.sequences[name];
  const place = sequence?.steps.findIndex((one) => one.name === step) ?? -1;
  if (mailing === null || sequence === undefined || place < 0)
    return c.html(<MissingPage view={viewOf(c)} />, 404);
  const wanted = { sequence: name, status: "active", step: null, after: null, most: 1 } as const;
  const [{ people }, testers] = await Promise.all([listEnrolled(deps.db, wanted), listTesters(deps)]);
  const [reader] = people;
  const letter = await composeSample(deps, mailing, { to: sampleFor(c.var, reader?.leadId), variant: 0 });
  const path = `/admin/mail/sequences/${encodeURIComponent(name)}/${step}`;
  // After a form the language switch leads to the page itself.
  const view = { ...viewOf(c), path };
  const file = { ...{ name, sequence, place, mailing, letter, testers, path }, reader: reader ?? null };
  return c.html(<StepPage view={view} file={file} problems={problems} />, problems.length === 0 ? 200 : 422);
}

/** Sends the mail as a test to somebody of the business. */
export async function testStep(c: Context<AppEnv>) {
  const mailing = stepMailing(c);
  if (mailing === null) return c.html(<MissingPage view={viewOf(c)} />, 404);
  const sent = await sendTest(c, mailing, await c.req.parseBody());
  if (sent !== "sent" && sent !== "failed")
    return showStep(c, [{ field: "to", text: c.var.texts.campaigns.test[sent] }]);
  // Where it failed, what was asked for was right: the fault lies on the way out.
  return seeSaid(c, `/admin/mail/${mailing.path}`, sent === "sent" ? "tested" : "untested");
}
