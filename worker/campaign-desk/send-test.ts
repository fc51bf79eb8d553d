import type { Context } from "hono";
import { campaignNamed } from "../campaigns/campaign.ts";
import type { AppEnv } from "../env.ts";
import type { Mail } from "../mail/mailer.ts";
import { noting } from "../people/audit.ts";
import { withRetries } from "../store/retry.ts";
import { newId } from "../tokens.ts";
import { composeSample, sampleFor } from "./sample.ts";
import { countTests, listTesters } from "./testers.ts";

const hour = 3_600_000;
const mostInAnHour = 10;

/** Sends the letter to somebody of the business, marked as a test; or says why not. */
export async function sendTest(
  c: Context<AppEnv>,
  name: string,
  form: Record<string, unknown>,
): Promise<"sent" | "missing" | "wrong" | "many" | "noLead" | "noMailer" | "failed"> {
  const { deps } = c.var;
  const entry = campaignNamed(deps, name);
  if (entry === undefined) return "missing";
  const typed = typeof form["to"] === "string" ? form["to"].trim().toLowerCase() : "";
  const address = (await listTesters(deps)).find((one) => one.toLowerCase() === typed);
  if (address === undefined) return "wrong";
  if (deps.mailer === null) return "noMailer";
  if ((await countTests(deps.db, deps.now() - hour)) >= mostInAnHour) return "many";
  const variant = Number(/^[0-3]$/.exec(String(form["variant"] ?? ""))?.[0] ?? 0);
  const to = sampleFor(c.var, typeof form["lead"] === "string" ? form["lead"] : undefined);
  const letter = await composeSample(deps, { name, entry, to, variant });
  if (letter === null) return "noLead";
  // Noted first: what counts against the hour is a try, whatever becomes of it.
  await withRetries(() => deps.db.batch([noting(c, { act: "campaign.test", subject: name })]));
  const { sender } = deps.catalog.site;
  const mail: Mail = {
    id: newId(deps.random),
    from: { name: entry.from ?? sender.name, email: sender.email },
    to: address,
    ...(sender.replyTo === undefined ? {} : { replyTo: sender.replyTo }),
    subject: `${c.var.texts.campaigns.test.mark} ${letter.subject}`,
    html: letter.html,
    text: letter.text,
    headers: { "Auto-Submitted": "auto-generated", ...letter.headers },
  };
  const delivery = await deps.mailer.send(mail).catch(() => null);
  return delivery?.ok === true ? "sent" : "failed";
}
