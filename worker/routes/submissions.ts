import { type Context, Hono } from "hono";
import { textsIn } from "../../content/schema/locales/index.ts";
import type { ProblemCode } from "../../content/schema/problem.ts";
import { dayIn } from "../calendar.ts";
import { draftOf, isShownOnPage } from "../draft.ts";
import type { AppEnv, Deps } from "../env.ts";
import { judge } from "../guards/answers.ts";
import { readPost } from "../guards/post.ts";
import { type Person, personIn } from "../identity.ts";
import { findLanding, type LandingHere } from "../landing.ts";
import { sendMessages } from "../mail/send.ts";
import { refuseOnLanding } from "../pages/landing-page.ts";
import { answerProblem, wantsJson } from "../pages/problem.tsx";
import { withRetries } from "../store/retry.ts";
import { keepSubmission } from "../store/submissions.ts";
import { tokenFor } from "../tokens.ts";

/** Takes what visitors send: `POST /f/<landing>`. */
export const submissions = new Hono<AppEnv>()
  .post("/:landing{.+}", async (c) => {
    const { deps } = c.var;
    const here = findLanding(deps.catalog, c.req.param("landing").replace(/\/$/, ""));
    if (here === null) return answerProblem(c, "unknown_landing");
    const post = await readPost(c);
    if (typeof post === "string") return answerProblem(c, post, here.landing);
    const { entries, address } = post;
    const closed = closedNow(deps, here);
    if (closed !== null) return refuseOnLanding(c, here, { code: closed, errors: [], entries, address });
    const judged = judge(here.form, entries, post.query, textsIn(here.landing.locale));
    if (!judged.ok)
      return refuseOnLanding(c, here, { code: "invalid_answers", errors: judged.errors, entries, address });

    const person = personIn(here.form.fields, judged.answers);
    // The form's schema demands an address or a number, so this cannot be.
    if (person === null)
      throw new Error(`The form of ${here.path} has accepted answers without e-mail or phone.`);
    const draft = await draftOf(deps, here, post, person, judged);
    // Every try draws its identifiers anew: where the first was stored after all, the second finds it and adds nothing.
    const kept = await withRetries(async () => keepSubmission(deps.db, await draft()));
    switch (kept.result) {
      case "sold_out":
      case "reused_key":
        return refuseOnLanding(c, here, { code: kept.result, errors: [], entries, address });
      case "created":
        if (kept.due !== null) {
          c.executionCtx.waitUntil(sendMessages(deps, kept.due.lease, [kept.due.message]));
        }
        return answerKept(c, here, person, kept);
      case "repeated":
        return answerKept(c, here, person, kept);
    }
  })
  .all("/:landing{.+}", (c) => {
    c.header("Allow", "POST");
    return answerProblem(c, "method_not_allowed");
  });

/** Why the landing takes nothing today, or null. */
function closedNow({ catalog, now }: Deps, { landing, gift }: LandingHere): ProblemCode | null {
  const today = dayIn(now(), catalog.site.timeZone);
  if (landing.from !== undefined && today < landing.from) return "not_yet_open";
  if (landing.until !== undefined && today > landing.until) return "closed";
  const lastDay = gift?.magnet.kind === "coupon" ? gift.magnet.validUntil : undefined;
  return lastDay !== undefined && today > lastDay ? "closed" : null;
}

interface KeptHere {
  id: string;
  grantId: string | null;
}

async function answerKept(
  c: Context<AppEnv>,
  here: LandingHere,
  person: Person,
  kept: KeptHere,
): Promise<Response> {
  const next = await nextPage(c.var.deps, here, person, kept);
  return wantsJson(c) ? c.json({ submission: kept.id, next }, 201) : c.redirect(next, 303);
}

/** Where the visitor goes from here: always one of our own pages. */
async function nextPage(
  { tokenSecret }: Deps,
  { landing, gift }: LandingHere,
  person: Person,
  kept: KeptHere,
): Promise<string> {
  if (gift === null || !isShownOnPage(landing, person)) return landing.pages.thanks;
  // A suspected bot has no grant; it gets an answer of the same shape, which opens nothing.
  return `/g/${await tokenFor(tokenSecret, "grant-page", kept.grantId ?? kept.id)}`;
}
