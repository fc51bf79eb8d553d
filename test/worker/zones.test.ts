import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { standing } from "../../worker/retention/due.ts";
import { erasing } from "../../worker/retention/erase.ts";
import { zoneFrom } from "../../worker/zone.ts";
import { type App, anApp, freshDatabase, noon, origin, rowsOf } from "../support/worker-app.ts";

const rome = "Europe/Rome";
const nowhere = { country: null, phone: null, network: null };

describe("the clock on which a lead reads the time", () => {
  it("is kept only where it shows another time than the site's", ({ expect }) => {
    const zone = (hints: Partial<typeof nowhere> | { [key: string]: string }, home = rome) =>
      zoneFrom({ ...nowhere, ...hints }, home, noon);
    expect(zone({})).toBeNull();
    expect(zone({ network: rome })).toBeNull();
    expect(zone({ network: "Europe/Berlin" })).toBeNull();
    expect(zone({ network: "America/New_York" })).toBe("America/New_York");
    expect(zone({ network: "Europe/London" })).toBe("Europe/London");
    // Who is abroad with a number from home is at home again soon.
    expect(zone({ phone: "+390515550142", network: "America/New_York" })).toBeNull();
    expect(zone({ country: "IT", phone: "+12125550142", network: "America/New_York" })).toBeNull();
    expect(zone({ phone: "+442071838750" })).toBe("Europe/London");
    expect(zone({ country: "US" })).toBe("America/New_York");
    expect(zone({ country: "US", network: "America/Los_Angeles" })).toBe("America/Los_Angeles");
    expect(zone({ country: "US", network: "Europe/Rome" })).toBe("America/New_York");
    expect(zone({ country: "JP" })).toBe("Asia/Tokyo");
    expect(zone({ country: "PT" })).toBe("Europe/Lisbon");
    expect(zone({ country: "ES" })).toBeNull();
    expect(zone({ country: "FR" })).toBeNull();
    expect(zone({ country: "IT" }, "America/New_York")).toBe("Europe/Rome");
  });

  it("believes no zone that there is none of", ({ expect }) => {
    for (const network of ["Mars/Olympus", "", "'; DROP TABLE lead; --", "x".repeat(500), "__proto__"])
      expect(zoneFrom({ ...nowhere, network }, rome, noon)).toBeNull();
    for (const country of ["XX", "__proto__", "it", ""])
      expect(zoneFrom({ ...nowhere, country }, rome, noon)).toBeNull();
  });
});

describe("what is kept of it", () => {
  beforeEach(freshDatabase);

  const from = (app: App, timezone: string) =>
    app.ask("/f/guida", {
      method: "POST",
      headers: { Origin: origin, "Sec-Fetch-Site": "same-origin" },
      body: new URLSearchParams({ email: "ada@example.com", nome: timezone.slice(-6) }),
      cf: { timezone },
    } as RequestInit);

  it("is the last submission's, nothing of those at home, and goes with the lead", async ({ expect }) => {
    const app = anApp();
    await from(app, "Europe/Rome");
    expect(await rowsOf("lead_zone")).toEqual([]);
    await from(app, "America/New_York");
    await from(app, "Asia/Tokyo");
    const [row] = await rowsOf("lead_zone");
    expect(row).toMatchObject({ zone: "Asia/Tokyo" });
    await from(app, "Europe/Vienna");
    expect(await rowsOf("lead_zone")).toEqual([]);
    await from(app, "Asia/Kolkata");
    expect(await rowsOf("lead_zone")).toHaveLength(1);
    await env.DB.batch(erasing(app.deps, { ids: [String(row?.["lead_id"])], due: standing, now: noon }));
    expect(await rowsOf("lead_zone")).toEqual([]);
  });
});
