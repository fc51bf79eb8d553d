import { html } from "hono/html";
import * as z from "zod";
import { mailKinds } from "../../content/schema/mail.ts";
import type { Deps } from "../env.ts";
import { answerMailing } from "./preview-mailing.tsx";
import { Mailings } from "./preview-mailings.tsx";
import { lookMail, lookPage, looks, lookText, mailPreview, select, shown } from "./preview-parts.tsx";
import { type Sample, sampleMail } from "./sample-mail.ts";
import type { WrittenLetter } from "./write-letter.tsx";

const askedSchema = z.object({
  kind: z.enum(mailKinds).catch("delivery"),
  landing: z.string().catch(""),
  knows: z.enum(["all", "little"]).catch("all"),
  scheme: z.enum(["light", "dark"]).catch("light"),
  pictures: z.enum(["on", "off"]).catch("on"),
});
type Asked = z.output<typeof askedSchema>;

/** All mails as their readers see them: all choices at `/preview/mails/`, one alone at `…/html` and `…/text`. */
export async function answerPreview(deps: Deps, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const part = url.pathname.slice(mailPreview.length);
  if (url.searchParams.has("mailing")) return answerMailing(deps, part, url.searchParams);
  const asked = askedSchema.parse(Object.fromEntries(url.searchParams));
  const landing = asked.landing || usualLanding(deps);
  const mail = await sampleMail(deps, { ...asked, landing });
  if (part === "") return lookPage(choices(deps, { ...asked, landing }, mail));
  if (part === "html" && mail !== null) return lookMail(deps, asked, mail.html);
  if (part === "text" && mail !== null) return lookText(mail.text);
  return new Response("404\n", { status: 404 });
}

/** A landing with a mail of its own, or else one that gives something away. */
function usualLanding({ catalog }: Deps): string {
  const own = Object.values(catalog.mails).find(({ landing }) => landing !== undefined)?.landing;
  const giving = Object.keys(catalog.landings).find((path) => catalog.landings[path]?.magnets.length !== 0);
  return own ?? giving ?? "";
}

function choices({ catalog }: Deps, asked: Sample & Asked, mail: WrittenLetter | null) {
  const query = new URLSearchParams({ ...asked }).toString();
  const own = Object.values(catalog.mails).some(({ kind }) => kind === asked.kind);
  return html`<h1>Mails</h1>
<form>
${select("Mail", "kind", mailKinds, asked.kind)}
${select("Landing", "landing", Object.keys(catalog.landings), asked.landing)}
${looks(asked)}
</form>
${
  mail === null
    ? html`<p>This landing sends no such mail.</p>`
    : shown(mail, query, own ? "" : `Words of your own go into content/mails/${asked.kind}.mdx.`)
}
${<Mailings catalog={catalog} />}`;
}
