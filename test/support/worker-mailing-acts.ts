import type { Act } from "./worker-acts.ts";
import type { App } from "./worker-app.ts";
import { campaignNames, seenHash, sequenceNames } from "./worker-busy-mailings.ts";

/** What is done to campaigns and sequences, and to `reader` in them, by route. */
export async function mailingActs(app: App, reader: string): Promise<Record<string, Omit<Act, "route">>> {
  const campaign = (status: keyof typeof campaignNames) => `/admin/mail/campaigns/${campaignNames[status]}`;
  return {
    "/admin/mail/campaigns/:name/check": { address: `${campaign("draft")}/check`, body: [] },
    "/admin/mail/campaigns/:name/test": {
      address: `${campaign("draft")}/test`,
      body: [
        ["to", "marta@forno.example"],
        ["lead", reader],
      ],
    },
    "/admin/mail/campaigns/:name/approve": {
      address: `${campaign("draft")}/approve`,
      body: [
        ["read", "yes"],
        ["seen", await seenHash(app.deps)],
      ],
      // While complaints hold mails nothing is approved.
      first: "UPDATE mail_stop SET ended_at = since, reason = 'Un elenco vecchio.'",
    },
    "/admin/mail/campaigns/:name/stop": { address: `${campaign("sending")}/stop`, body: [] },
    "/admin/mail/campaigns/:name/resume": {
      address: `${campaign("stopped")}/resume`,
      body: [["reason", "Era un falso allarme."]],
    },
    "/admin/mail/sequences/:name/:step/test": {
      address: `/admin/mail/sequences/${sequenceNames.running}/primo/test`,
      body: [
        ["to", "marta@forno.example"],
        ["lead", reader],
      ],
    },
    "/admin/mail/sequences/:name/pause": {
      address: `/admin/mail/sequences/${sequenceNames.running}/pause`,
      body: [],
    },
    "/admin/mail/sequences/:name/resume": {
      address: `/admin/mail/sequences/${sequenceNames.paused}/resume`,
      body: [["reason", "Il listino è corretto."]],
    },
    "/admin/leads/:id/replied": { address: `/admin/leads/${reader}/replied`, body: [["is", "yes"]] },
    "/admin/leads/:id/rejoin": {
      address: `/admin/leads/${reader}/rejoin`,
      body: [["sequence", sequenceNames.running]],
      first: "UPDATE enrolment SET status = 'stopped', reason = 'owner', ended_at = started_at",
    },
    "/admin/leads/:id/leave": {
      address: `/admin/leads/${reader}/leave`,
      body: [["sequence", sequenceNames.running]],
    },
  };
}
