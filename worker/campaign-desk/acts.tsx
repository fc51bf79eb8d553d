import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cleanText, cutText } from "../../content/schema/answers.ts";
import { approveCampaign } from "../campaigns/approve.ts";
import { mailingOf, readApproved } from "../campaigns/campaign.ts";
import { type CampaignSummary, campaignOutline, listSummaries } from "../campaigns/standing.ts";
import { resumeCampaign, stopCampaign } from "../campaigns/stop.ts";
import type { Problem } from "../desk/form-parts.tsx";
import { MissingPage } from "../desk/missing.tsx";
import { seeSaid, viewOf } from "../desk/view.ts";
import type { AppEnv } from "../env.ts";
import { answerLetter } from "../mailing-desk/answer-letter.ts";
import { variantIn } from "../mailing-desk/sample.ts";
import { sendTest } from "../mailing-desk/send-test.ts";
import { campaignMailing, type Mailing } from "../mailings/mailing.ts";
import { noting, notingChange } from "../people/audit.ts";
import { memberOf } from "../people/member.ts";
import { noteReason } from "../store/mailing-reasons.ts";
import { withRetries } from "../store/retry.ts";
import { readCampaignFile, shownOf } from "./campaign-file.ts";
import { CampaignPage } from "./campaign-page.tsx";
import { checkDomain } from "./domain.ts";
import { figuresOf } from "./figures.ts";
import { checkLinks } from "./links.ts";
import { CampaignsPage } from "./list-page.tsx";
import type { Asked } from "./points-asked.ts";

const formOnly = bodyLimit({ maxSize: 8192 });
const reasonLength = { least: 10, most: 500 };

/** The campaigns: the list, the page of each, and what is done there. */
export const campaigns = new Hono<AppEnv>()
  .get("/mail/campaigns", showAll)
  .get("/mail/campaigns/:name", (c) => show(c))
  .get("/mail/campaigns/:name/letter.html", async (c) => answerLetter(c, await shownMailing(c)))
  .post("/mail/campaigns/:name/check", formOnly, async (c) => {
    const asked = await askNetwork(c);
    if (asked === null) return missing(c);
    await withRetries(() => c.var.deps.db.batch([noting(c, { act: "campaign.check", subject: nameIn(c) })]));
    return show(c, { asked });
  })
  .post("/mail/campaigns/:name/test", formOnly, test)
  .post("/mail/campaigns/:name/approve", formOnly, approve)
  .post("/mail/campaigns/:name/stop", formOnly, async (c) => {
    const name = nameIn(c);
    const isStopped = await stopCampaign(
      c.var.deps,
      name,
      notingChange(c, { act: "campaign.stop", subject: name }),
    );
    return seeSaid(c, pathOf(name), isStopped ? "stopped" : "late");
  })
  .post("/mail/campaigns/:name/resume", formOnly, resume);

function nameIn(c: Context<AppEnv>): string {
  return c.req.param("name") ?? "";
}

/** The mail that the page of the campaign in the address shows; null where there is no such campaign. */
async function shownMailing(c: Context<AppEnv>): Promise<Mailing | null> {
  const { deps } = c.var;
  const outline = await campaignOutline(deps, nameIn(c));
  return outline && campaignMailing(deps.catalog, mailingOf(outline.name), shownOf(outline));
}

function pathOf(name: string): string {
  return `/admin/mail/campaigns/${encodeURIComponent(name)}`;
}

function missing(c: Context<AppEnv>) {
  return c.html(<MissingPage view={viewOf(c)} />, 404);
}

async function showAll(c: Context<AppEnv>) {
  const { deps } = c.var;
  const summaries = await listSummaries(deps);
  const figures = await figuresOf(deps.db, "campaigns/");
  const { segments } = deps.catalog;
  const campaigns = summaries.toSorted(byCare).map((summary) => {
    const { entry, row } = summary;
    const shown = entry ?? (row === null ? null : (readApproved(deps, row.approved)?.entry ?? null));
    const segment = shown?.segment ?? "";
    return {
      ...summary,
      subject: shown?.subjects[0] ?? null,
      segment: segments[segment]?.title ?? segment,
      figures: figures.get(summary.name) ?? null,
    };
  });
  return c.html(<CampaignsPage view={viewOf(c)} campaigns={campaigns} />);
}

// What waits for somebody comes first, then what goes out, then what is to come, and last what is over.
const care: readonly CampaignSummary["status"][] = [
  "stopped",
  "draft",
  "testing",
  "sending",
  "approved",
  "done",
];

/** The campaigns that need care most come first; those that are over, the last ended first. */
function byCare(one: CampaignSummary, other: CampaignSummary): number {
  return (
    care.indexOf(one.status) - care.indexOf(other.status) ||
    (other.row?.doneAt ?? 0) - (one.row?.doneAt ?? 0) ||
    one.name.localeCompare(other.name)
  );
}

/** The page of the campaign in the address, with what the network said and what a form was refused for. */
async function show(
  c: Context<AppEnv>,
  { asked = null, problems = [] }: { asked?: Asked | null; problems?: readonly Problem[] } = {},
) {
  const name = nameIn(c);
  // After a form the language switch leads to the page itself.
  const view = { ...viewOf(c), path: pathOf(name) };
  const wish = { variant: variantIn(c.req.query("variant")), after: c.req.query("after") ?? null };
  const file = await readCampaignFile(c.var.deps, view, name, { wish, asked });
  if (file === null) return missing(c);
  return c.html(
    <CampaignPage view={view} file={file} problems={problems} />,
    problems.length === 0 ? 200 : 422,
  );
}

/** What the network says of the links and of the sender's domain; null where there is no such campaign. */
async function askNetwork(c: Context<AppEnv>): Promise<Asked | null> {
  const { deps } = c.var;
  const name = nameIn(c);
  const entry = Object.hasOwn(deps.catalog.campaigns, name) ? deps.catalog.campaigns[name] : undefined;
  if (entry === undefined) return null;
  const [links, domain] = await Promise.all([checkLinks(deps, entry.links), checkDomain(deps)]);
  return { links, domain };
}

/** Approves what was seen, once the network has been asked, too: a link may have died since it was last looked at. */
async function approve(c: Context<AppEnv>) {
  const { deps, texts } = c.var;
  const name = nameIn(c);
  const words = texts.campaigns.approve;
  const form = await c.req.parseBody();
  const asked = await askNetwork(c);
  if (asked === null) return missing(c);
  const refuse = (text: string, field = "read") => show(c, { asked, problems: [{ field, text }] });
  if (form["read"] !== "yes") return refuse(words.noTick);
  const file = await readCampaignFile(deps, viewOf(c), name, { wish: { variant: 0, after: null }, asked });
  if (file === null) return missing(c);
  if (file.hash === null || form["seen"] !== file.hash) return refuse(words.changed);
  if (file.mends > 0) return refuse(words.mend);
  const approval = await approveCampaign(deps, name, {
    memberId: memberOf(c).id,
    note: notingChange(c, { act: "campaign.approve", subject: name }),
  });
  if (!approval.ok) return refuse(words.refusals[approval.refusal]);
  return seeSaid(c, pathOf(name), "approved");
}

async function resume(c: Context<AppEnv>) {
  const { deps, texts } = c.var;
  const name = nameIn(c);
  const { reason } = await c.req.parseBody();
  const text = typeof reason === "string" ? cutText(cleanText(reason).trim(), reasonLength.most) : "";
  if ([...text].length < reasonLength.least)
    return show(c, { problems: [{ field: "reason", text: texts.campaigns.resume.none }] });
  const isResumed = await resumeCampaign(
    deps,
    name,
    notingChange(c, { act: "campaign.resume", subject: name }),
    noteReason(deps.db, {
      ...{ mailing: mailingOf(name), at: deps.now(), reason: text },
      memberId: memberOf(c).id,
    }),
  );
  return seeSaid(c, pathOf(name), isResumed ? "resumed" : "unstopped");
}

async function test(c: Context<AppEnv>) {
  const { texts } = c.var;
  const name = nameIn(c);
  const mailing = await shownMailing(c);
  if (mailing === null) return missing(c);
  const sent = await sendTest(c, mailing, await c.req.parseBody());
  if (sent === "sent") return seeSaid(c, pathOf(name), "tested");
  // What was asked for was right: the fault lies on the way out.
  if (sent === "failed") return seeSaid(c, pathOf(name), "untested");
  return show(c, { problems: [{ field: "to", text: texts.campaigns.test[sent] }] });
}
