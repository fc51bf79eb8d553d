import { html } from "hono/html";
import * as z from "zod";
import type { Answers } from "../../content/schema/answers.ts";
import { listedValues } from "../../content/schema/steps.ts";
import type { Deps } from "../env.ts";
import { type Mailing, mailingAt } from "../mailings/mailing.ts";
import { Mailings } from "./preview-mailings.tsx";
import { lookMail, lookPage, looks, lookText, select, shown } from "./preview-parts.tsx";
import { type SampleMailing, sampleMailing } from "./sample-mailing.tsx";

const askedSchema = z.object({
  mailing: z.string(),
  /** Which of its subjects. */
  variant: z.coerce.number().int().min(0).max(3).catch(0),
  knows: z.enum(["all", "little"]).catch("all"),
  scheme: z.enum(["light", "dark"]).catch("light"),
  pictures: z.enum(["on", "off"]).catch("on"),
});
type Asked = z.output<typeof askedSchema>;

/** One mail of a sequence or a campaign: with its choices, alone, or as text. */
export async function answerMailing(deps: Deps, part: string, query: URLSearchParams): Promise<Response> {
  const asked = askedSchema.parse(Object.fromEntries(query));
  const mailing = mailingAt(deps.catalog, asked.mailing);
  const answers = answersIn(query);
  const mail = mailing && (await sampleMailing(deps, mailing, { ...asked, answers }));
  if (mailing === null || mail === null) return new Response("404\n", { status: 404 });
  if (part === "") return lookPage(choices(deps, mailing, { asked, answers, mail, query: String(query) }));
  if (part === "html") return lookMail(deps, asked, mail.html);
  return part === "text" ? lookText(mail.text) : new Response("404\n", { status: 404 });
}

const answerKey = "answer.";

function answersIn(query: URLSearchParams): Answers {
  const given = [...query].filter(([key, value]) => key.startsWith(answerKey) && value !== "");
  return Object.fromEntries(given.map(([key, value]) => [key.slice(answerKey.length), value]));
}

interface Chosen {
  asked: Asked;
  answers: Answers;
  mail: SampleMailing;
  query: string;
}

function choices({ catalog }: Deps, { path }: Mailing, { asked, answers, mail, query }: Chosen) {
  const questions = mail.asked.flatMap((field) => {
    const listed = listedValues(field) ?? [];
    const given = String(answers[field.name] ?? "");
    return listed.length === 0 ? [] : [select(field.name, answerKey + field.name, ["", ...listed], given)];
  });
  return html`<h1>Mails</h1>
<p><a href="?">Mails of the service</a></p>
<form>
<input type="hidden" name="mailing" value="${path}"><input type="hidden" name="variant" value="${asked.variant}">
${questions}${looks(asked)}
</form>
${shown(mail, query, path)}
${<Mailings catalog={catalog} chosen={{ path, variant: asked.variant }} />}`;
}
