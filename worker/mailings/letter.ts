import { linksFor } from "../clicks/links.ts";
import type { Deps } from "../env.ts";
import type { Letter } from "../mail/compose.ts";
import { needless } from "../mail/needless.ts";
import { bodyAt } from "../mail/own-mail.ts";
import { readerOf } from "../mail/reader.ts";
import type { DueMessage } from "../store/messages.ts";
import { tokenFor } from "../tokens.ts";
import { reasonFor } from "./reason.ts";
import type { Standing } from "./standing.ts";
import { writeMailing } from "./write-mailing.tsx";

/** The mail of content that `message` stands for, as far as its reader may get it at this moment. */
export async function mailingLetter(
  deps: Deps,
  message: DueMessage,
  standing: Standing,
): Promise<Letter | string> {
  const { mailing, isAllowed } = standing;
  const { submissionId, id, variant } = message;
  if (mailing === null || !isAllowed || submissionId === null) return needless;
  const body = await bodyAt(deps, mailing.asset);
  // Content may be about to be deployed again: it is tried again, as other faults are.
  if (body === null) throw new Error("the mailing's words cannot be read");
  const { catalog, publicUrl, tokenSecret } = deps;
  const { isTracked, isOpenTold } = standing;
  const linked = { id, mailing: mailing.path, variant, isTracked, isOpenTold };
  const { subject, html, text } = writeMailing({
    ...{ catalog, publicUrl, mailing, body },
    reader: readerOf(mailing.fields, standing.answers),
    variant: variant ?? 0,
    links: await linksFor(deps, linked, mailing.links),
    reason: reasonFor(deps, mailing, standing),
    preferences: `${publicUrl}/u/${await tokenFor(tokenSecret, "preferences", submissionId)}`,
  });
  const { sender, owner: business } = catalog.site;
  return {
    ...{ subject, html, text },
    ...(mailing.from === undefined ? {} : { from: mailing.from }),
    replyTo: sender.replyTo ?? business.email,
  };
}
