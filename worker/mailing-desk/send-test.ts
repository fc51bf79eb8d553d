import type { Context } from "hono";
import type { AppEnv } from "../env.ts";
import type { Mail } from "../mail/mailer.ts";
import type { Mailing } from "../mailings/mailing.ts";
import { noting } from "../people/audit.ts";
import { withRetries } from "../store/retry.ts";
import { newId } from "../tokens.ts";
import { composeSample, sampleFor, variantIn } from "./sample.ts";
import { countTests, listTesters } from "./testers.ts";

const hour = 3_600_000;
const mostInAnHour = 10;

/** Sends the letter to somebody of the business, marked as a test; or says why not. */
export async function sendTest(
  c: Context<AppEnv>,
  mailing: Mailing,
  form: Record<string, unknown>,
): Promise<"sent" | "wrong" | "many" | "noLead" | "noMailer" | "failed"> {
  const { deps } = c.var;
  const typed = typeof form["to"] === "string" ? form["to"].trim().toLowerCase() : "";
  const address = (await listTesters(deps)).find((one) => one.toLowerCase() === typed);
  if (address === undefined) return "wrong";
  if (deps.mailer === null) return "noMailer";
  if ((await countTests(deps.db, deps.now() - hour)) >= mostInAnHour) return "many";
  const to = sampleFor(c.var, typeof form["lead"] === "string" ? form["lead"] : undefined);
  const letter = await composeSample(deps, mailing, { to, variant: variantIn(form["variant"]) });
  if (letter === null) return "noLead";
  // Noted first: what counts against the hour is a try, whatever becomes of it.
  await withRetries(() => deps.db.batch([noting(c, noteOf(mailing))]));
  const { sender } = deps.catalog.site;
  const mail: Mail = {
    id: newId(deps.random),
    from: { name: mailing.from ?? sender.name, email: sender.email },
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

/** `campaigns/<name>` or `sequences/<name>/<step>`, as what members do is noted. */
function noteOf({ path }: Mailing) {
  const [folder, ...names] = path.split("/");
  return {
    act: folder === "campaigns" ? "campaign.test" : "sequence.test",
    subject: names.join("/"),
  } as const;
}
