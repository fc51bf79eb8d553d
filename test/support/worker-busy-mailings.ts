import { env } from "cloudflare:workers";
import type { CatalogFileContents } from "../../content/schema/catalog.ts";
import { approvable, campaignNamed, hashOf } from "../../worker/campaigns/campaign.ts";
import type { Deps } from "../../worker/env.ts";
import { aCampaign } from "./worker-campaigns.ts";
import { aSequence } from "./worker-sequences.ts";

/** Campaigns of the busy world: one to approve, one that goes out, one that stands still. */
export const campaignNames = { draft: "novita", sending: "parte", stopped: "ferma" };

/** Adds campaigns and sequences to `catalog`. */
export function addMailings(catalog: CatalogFileContents): void {
  catalog.segments = {
    ...catalog.segments,
    "chi-vuole": { title: "Chi vuole", question: { field: "consent.marketing", is: "confirmed" } },
  };
  catalog.campaigns = Object.fromEntries(
    Object.values(campaignNames).map((name) => [
      name,
      aCampaign({ segment: "chi-vuole", label: name, asset: `/_private/mails/campaigns/${name}.0001.json` }),
    ]),
  );
  catalog.sequences = Object.fromEntries(
    // Nothing starts them but what the tests write down.
    Object.values(sequenceNames).map((name) => [name, aSequence({ title: name, landings: [] })]),
  );
}

/** Sequences of the busy world: one that runs, one that is paused. */
export const sequenceNames = { running: "dopo-la-guida", paused: "in-pausa" };

/** Somebody in a sequence that runs, and a sequence that stands still. */
export async function storeBusySequences(lead: string, now: number): Promise<void> {
  const state = env.DB.prepare(
    "INSERT INTO sequence_state (sequence, since, digest, paused_at) VALUES (?1, ?2, ?3, ?4)",
  );
  await env.DB.batch([
    state.bind(sequenceNames.running, now, "-".repeat(43), null),
    state.bind(sequenceNames.paused, now, "-".repeat(43), now),
    env.DB.prepare(
      "INSERT INTO enrolment (lead_id, sequence, started_at, judged_from, next_at) VALUES (?1, ?2, ?3, ?3, ?4)",
    ).bind(lead, sequenceNames.running, now, now + 86_400_000),
  ]);
}

/** Campaigns that somebody approved, in the states that their names tell. */
export async function storeBusyCampaigns(deps: Deps): Promise<void> {
  const now = deps.now();
  for (const status of ["sending", "stopped"] as const) {
    const name = campaignNames[status];
    const entry = campaignNamed(deps, name);
    const approved = entry === undefined ? "unknown" : await approvable(deps, entry);
    if (typeof approved === "string")
      throw new Error(`The campaign ${name} cannot be approved: ${approved}.`);
    await env.DB.prepare(
      `INSERT INTO campaign (name, status, hash, approved, approved_at, starts_at, was, stopped_at, reason)
       VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8)`,
    )
      .bind(
        ...[name, status, await hashOf(approved), JSON.stringify(approved), now],
        ...(status === "stopped" ? ["sending", now, "owner"] : [null, null, null]),
      )
      .run();
  }
}

/** The one name of what the draft would approve. */
export async function seenHash(deps: Deps): Promise<string> {
  const entry = campaignNamed(deps, campaignNames.draft);
  const approved = entry === undefined ? "unknown" : await approvable(deps, entry);
  if (typeof approved === "string") throw new Error(`The draft cannot be approved: ${approved}.`);
  return hashOf(approved);
}
