import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { approveCampaign, type Refusal } from "../../worker/campaigns/approve.ts";
import { countRecipients } from "../../worker/campaigns/recipients.ts";
import { campaignStanding, listSummaries } from "../../worker/campaigns/standing.ts";
import { resumeCampaign, stopCampaign } from "../../worker/campaigns/stop.ts";
import { freshDatabase, noon, rowsOf } from "../support/worker-app.ts";
import { aCampaignApp, by, campaignCatalog, storeReaders } from "../support/worker-campaigns.ts";

beforeEach(freshDatabase);

const day = 86_400_000;
const stop = by.note;

describe("approving a campaign", () => {
  it("approves what stands in the catalog, once, and tells what changed since", async ({ expect }) => {
    await storeReaders([{}, {}, { consent: "given" }]);
    const app = aCampaignApp({ send: "2027-03-12 09:30" });
    expect(await campaignStanding(app.deps, "primavera")).toMatchObject({ status: "draft", changed: false });
    expect(await approveCampaign(app.deps, "primavera", by)).toEqual({ ok: true, did: true });
    expect(await approveCampaign(app.deps, "primavera", by)).toEqual({ ok: true, did: false });
    expect(await campaignStanding(app.deps, "primavera")).toMatchObject({
      status: "approved",
      changed: false,
      row: { startsAt: Date.parse("2027-03-12T08:30:00Z"), approvedAt: noon },
      pace: { asked: 2000, kept: 2000, limit: null },
      progress: null,
    });
    const changed = aCampaignApp({ send: "2027-03-12 09:30", subjects: ["Un altro"] });
    expect(await campaignStanding(changed.deps, "primavera")).toMatchObject({
      status: "approved",
      changed: true,
      approved: { subjects: ["Il pane di primavera"] },
    });
    expect(await approveCampaign(changed.deps, "primavera", by)).toEqual({ ok: true, did: true });
    expect(await campaignStanding(changed.deps, "primavera")).toMatchObject({ changed: false });
    expect(await rowsOf("campaign")).toHaveLength(1);
  });

  it("refuses what cannot be sent", async ({ expect }) => {
    const refusal = async (
      ...[campaign, change]: Parameters<typeof aCampaignApp>
    ): Promise<Refusal | "approved"> => {
      const approval = await approveCampaign(aCampaignApp(campaign, change).deps, "primavera", by);
      return approval.ok ? "approved" : approval.refusal;
    };
    expect(await refusal()).toBe("nobody");
    await storeReaders([
      { consent: "given" },
      { consent: "withdrawn" },
      { consent: "none" },
      { answers: {} },
    ]);
    expect(await refusal()).toBe("nobody");
    await storeReaders([{}], 10);
    expect(await refusal({ send: "2027-03-10 11:59" })).toBe("past");
    expect(await refusal({ segment: "andato" })).toBe("segment-gone");
    expect(await refusal({}, { mailer: null })).toBe("no-mailer");
    const fetchAsset = () => Promise.resolve(new Response(null, { status: 404 }));
    expect(await refusal({}, { fetchAsset })).toBe("words");
    const unclear = campaignCatalog({}, (catalog) => {
      catalog.segments = { bar: { title: "Bar", question: { field: "answer.andato", is: "Bar" } } };
    });
    expect(await refusal({}, { catalog: unclear })).toBe("segment-unclear");
    await env.DB.prepare("INSERT INTO mail_stop (since, complained, arrived) VALUES (1, 3, 900)").run();
    expect(await refusal()).toBe("complaints");
    expect(await rowsOf("campaign")).toEqual([]);
    await env.DB.prepare("UPDATE mail_stop SET ended_at = 2, reason = 'Un errore, corretto.'").run();
    expect(await refusal({ send: "2027-03-10 12:00" })).toBe("approved");
    expect(await approveCampaign(aCampaignApp().deps, "altro", by)).toEqual({
      ok: false,
      refusal: "unknown",
    });
  });

  it("stops once and goes on once", async ({ expect }) => {
    await storeReaders([{}]);
    const app = aCampaignApp();
    expect(await stopCampaign(app.deps, "primavera", stop)).toBe(false);
    await approveCampaign(app.deps, "primavera", by);
    expect(await stopCampaign(app.deps, "primavera", stop)).toBe(true);
    app.clock.now += day;
    expect(await stopCampaign(app.deps, "primavera", stop)).toBe(false);
    expect(await campaignStanding(app.deps, "primavera")).toMatchObject({
      status: "stopped",
      row: { was: "approved", stoppedAt: noon, reason: "owner" },
    });
    expect(await resumeCampaign(app.deps, "primavera", stop)).toBe(true);
    expect(await resumeCampaign(app.deps, "primavera", stop)).toBe(false);
    expect(await listSummaries(app.deps)).toMatchObject([{ name: "primavera", status: "approved" }]);
  });

  it("counts those of the segment who would get it, and why the others would not", async ({ expect }) => {
    await storeReaders([
      ...Array.from({ length: 5 }, () => ({})),
      { consent: "given" },
      { consent: "withdrawn" },
      { answers: { settore: "Negozio" } },
    ]);
    const { deps } = aCampaignApp();
    const question = { field: "answer.settore", is: "Bar" };
    const entry = deps.catalog.campaigns["primavera"];
    if (entry === undefined) throw new Error("The catalog has no such campaign.");
    expect(await countRecipients(deps, { entry, question })).toEqual({
      recipients: 5,
      leftOut: { unconfirmed: 1, withdrawn: 1 },
      isExact: true,
    });
  });
});
