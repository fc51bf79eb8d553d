import { beforeEach, describe, it } from "vitest";
import type { CatalogFileContents } from "../../content/schema/catalog.ts";
import { advanceCampaigns } from "../../worker/campaigns/advance.ts";
import { approveCampaign } from "../../worker/campaigns/approve.ts";
import { campaignStanding } from "../../worker/campaigns/standing.ts";
import { sweepOutbox } from "../../worker/mail/send.ts";
import { type App, anApp, freshDatabase, noon } from "../support/worker-app.ts";
import { aCampaignApp, by, campaignCatalog, readerId, storeReaders } from "../support/worker-campaigns.ts";
import { readDesk } from "../support/worker-desk.ts";
import {
  aReader,
  aSequence,
  aSequenceCatalog,
  day,
  goOn,
  mailsTo,
  wayOf,
} from "../support/worker-sequences.ts";

beforeEach(freshDatabase);

const minute = 60_000;

/** Content from which the guide's landing has gone, with its form, and the segment that asked for an answer to it. */
function withoutGuide(catalog: CatalogFileContents): void {
  delete catalog.landings.guida;
  catalog.segments = {};
}

/** Lets `minutes` pass: mails are written, and leave. */
async function letPass(app: App, minutes: number): Promise<void> {
  for (let n = 0; n < minutes; n += 1) {
    await advanceCampaigns(app.deps);
    await sweepOutbox(app.deps);
    app.clock.now += minute;
  }
}

/** The same app, of another build of its content. */
function rebuilt(app: App, catalog: App["deps"]["catalog"]): App {
  const { deps, app: _, ...own } = app;
  const again = anApp({ ...deps, catalog });
  return { ...again, ...own, ask: again.ask, deps: again.deps };
}

describe("what content has lost", () => {
  it("holds a campaign that was approved and has not begun, until it is approved again", async ({
    expect,
  }) => {
    await storeReaders([{}, {}]);
    const app = aCampaignApp({ landing: "guida" });
    await approveCampaign(app.deps, "primavera", by);
    const without = rebuilt(app, campaignCatalog({ landing: "guida" }, withoutGuide));
    await letPass(without, 3);
    expect(app.mails).toEqual([]);
    expect(await campaignStanding(without.deps, "primavera")).toMatchObject({
      status: "approved",
      changed: true,
    });
    const html = await readDesk(without, "/admin/mail/campaigns/primavera");
    expect(html).toContain("Il segmento «bar» non c’è");
    expect(html).toContain("content/segments/bar.yaml");
    // Back again it is what was approved, and goes.
    await letPass(app, 2);
    expect(app.mails).toHaveLength(2);
  });

  it("does not stop one that is under way, and the desk tells what is gone", async ({ expect }) => {
    await storeReaders(Array.from({ length: 30 }, () => ({})));
    const app = aCampaignApp({ landing: "guida", rate: 600 });
    await approveCampaign(app.deps, "primavera", by);
    await letPass(app, 2);
    const before = app.mails.length;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(30);
    const without = rebuilt(app, campaignCatalog({ landing: "guida", rate: 600 }, withoutGuide));
    await letPass(without, 4);
    expect(new Set(app.mails.map(({ to }) => to)).size).toBe(30);
    expect(app.mails).toHaveLength(30);
    expect(await readDesk(without, "/admin/mail/campaigns/primavera")).toContain("«bar» non c’è più");
    expect(await readDesk(without, `/admin/leads/${readerId(0)}`)).toContain("r0@example.com");
    const gone = rebuilt(
      app,
      campaignCatalog({}, (catalog) => {
        catalog.campaigns = {};
      }),
    );
    expect(await readDesk(gone, "/admin/mail/campaigns/primavera")).toContain("Il pane di primavera");
    expect(await readDesk(gone, "/admin/mail/campaigns")).toContain("primavera");
  });

  it("does not end a sequence that people are under way in, where a landing that led to it is gone", async ({
    expect,
  }) => {
    const app = anApp({ catalog: aSequenceCatalog({ dopo: aSequence({ landings: ["guida", "doppia"] }) }) });
    const lead = await aReader(app, "ada");
    await goOn(app, noon + 2 * day, day / 2);
    const without = rebuilt(
      app,
      aSequenceCatalog({ dopo: aSequence({ landings: ["doppia"] }) }, (catalog) => {
        delete catalog.landings.guida;
      }),
    );
    await goOn(without, noon + 20 * day, day / 2);
    expect((await mailsTo(lead)).map(({ mailing, status }) => `${mailing} ${status}`)).toEqual(
      ["primo", "secondo", "terzo"].map((step) => `sequences/dopo/${step} sent`),
    );
    expect(await wayOf(lead, "dopo")).toMatchObject({ status: "done" });
    expect(await readDesk(without, "/admin/mail/sequences/dopo")).toContain("Dopo la guida");
    expect(await readDesk(without, `/admin/leads/${lead}`)).toContain("Dopo la guida");
  });
});
