import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { fill } from "../../content/schema/locales/worker.ts";
import { afterwards } from "../afterwards.ts";
import type { AppEnv, Deps } from "../env.ts";
import { sweepOutbox } from "../mail/send.ts";
import { notingChange, notingWhere } from "../people/audit.ts";
import { releaseSubmission } from "../release.ts";
import { deleteHeld } from "../store/release.ts";
import { withRetries } from "../store/retry.ts";
import { hashOfToken, tokenFor } from "../tokens.ts";
import { QuarantinePage, quarantinedShown, releasedAtOnce } from "./quarantine.tsx";
import { listQuarantined } from "./store-quarantine.ts";
import { viewOf } from "./view.ts";

/** The quarantine, and what the owner does with what is in it. */
export const quarantine = new Hono<AppEnv>()
  .get("/quarantine", (c) => show(c))
  .post("/quarantine/release", bodyLimit({ maxSize: 16_384 }), async (c) => {
    const { id } = await c.req.parseBody({ all: true });
    const ids = [id].flat().filter((each) => typeof each === "string" && isId(each));
    let n = 0;
    for (const each of ids.slice(0, releasedAtOnce)) {
      const { result } = await release(c, String(each));
      if (result === "created") n += 1;
    }
    // Their mails leave with the next round: one request may ask the database no more than it does here.
    return show(c, fill(viewOf(c).words.quarantine.releasedAll, { n }));
  })
  .post("/quarantine/:id/release", async (c) => {
    const { deps } = c.var;
    const words = viewOf(c).words.quarantine;
    const { result } = await release(c, idIn(c));
    switch (result) {
      case "created":
        afterwards(c, sweepOutbox(deps));
        return show(c, words.released);
      case "sold_out":
      case "gone":
        return show(c, words[result]);
      case "unknown":
      case "repeated":
      case "reused_key":
      case "too_many":
        return show(c, words.unknown);
    }
  })
  .post("/quarantine/:id/delete", async (c) => {
    const id = idIn(c);
    const noted = notingChange(c, { act: "quarantine.delete", subject: id });
    await withRetries(async () => deleteHeld(c.var.deps.db, [id], await tokensOf(c.var.deps, id), noted));
    return show(c, viewOf(c).words.quarantine.removed);
  });

function release(c: Context<AppEnv>, id: string) {
  const isOut = "EXISTS (SELECT 1 FROM submission WHERE id = ?9 AND status = 'accepted')";
  const noted = notingWhere(c, { act: "quarantine.release", subject: id }, isOut, id);
  return releaseSubmission(c.var.deps, id, "owner", noted);
}

async function show(c: Context<AppEnv>, said?: string) {
  const rows = await listQuarantined(c.var.deps.db, quarantinedShown);
  return c.html(<QuarantinePage view={viewOf(c)} rows={rows} said={said} />);
}

function isId(text: string): boolean {
  return /^[\w-]{22}$/.test(text);
}

function idIn(c: Context<AppEnv>): string {
  const id = c.req.param("id") ?? "";
  return isId(id) ? id : "";
}

/** The links that a post in quarantine may have got. */
function tokensOf({ tokenSecret }: Deps, id: string): Promise<string[]> {
  const purposes = ["confirm", "grant-page", "preferences"] as const;
  return Promise.all(purposes.map(async (purpose) => hashOfToken(await tokenFor(tokenSecret, purpose, id))));
}
