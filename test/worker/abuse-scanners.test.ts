import { beforeEach, describe, it } from "vitest";
import { hiddenLink, linkName, linkPath } from "../../worker/clicks/link-name.ts";
import { scanners } from "../support/scanners.ts";
import { anApp, freshDatabase, linkIn, rowsOf, submit } from "../support/worker-app.ts";
import {
  aMailedCatalog,
  campaign,
  campaignLinks,
  mailedTo,
  pressLink,
  settleAll,
} from "../support/worker-clicks.ts";

beforeEach(freshDatabase);

const second = 1000;
const minute = 60_000;
const shown = campaignLinks.map((href) => linkPath(campaign, 0, linkName(href)));
const hidden = [linkPath(campaign, 0, hiddenLink)];

describe("eight scanners of mail beside 200 people", () => {
  it("are told apart from them, unsubscribe nobody and confirm nothing", { timeout: 120_000 }, async ({
    expect,
  }) => {
    const app = anApp({ catalog: aMailedCatalog() });
    await submit(app, "guida", { email: "ada@example.com", nome: "Ada", "consent-marketing": "yes" });
    const [unsubscribe = ""] = /\/u\/[\w-]{43}/.exec(app.mails.at(-1)?.text ?? "") ?? [];
    const others = [linkIn(app), unsubscribe];
    app.clock.now += 60 * minute;
    await mailedTo(app.deps, campaign, { at: app.clock.now, variant: 0 });
    // What fetches a single link as soon as the mail is there is no person either.
    app.clock.now += 3 * second;
    await pressLink(app, shown[0] ?? "", { network: "198.51.100.9" });
    app.clock.now += 2 * minute;

    let scanned = 1;
    const expected = { n: 0, presses: 0, people: 0 };
    const doings = Object.values(scanners(app, { shown, hidden, others }));
    expect(doings).toHaveLength(8);
    for (let person = 0; person < 200; person += 1) {
      // Some sit in one office, and one works where a scanner stands before the mail.
      const network = person === 0 ? "198.51.100.2" : person < 20 ? "192.0.2.1" : `203.0.113.${person}`;
      const who = { network, program: `Mozilla/5.0 (person ${person % 20})` };
      app.clock.now += 15 * second;
      await pressLink(app, shown[person % 3] ?? "", who);
      expected.n += 1;
      expected.presses += 1;
      expected.people += 1;
      if (person % 5 === 0) {
        // Pressed twice, as people do.
        await pressLink(app, shown[person % 3] ?? "", who);
        expected.presses += 1;
      }
      if (person % 7 === 0) {
        app.clock.now += 40 * second;
        await pressLink(app, shown[(person + 1) % 3] ?? "", who);
        expected.n += 1;
        expected.presses += 1;
      }
      if (person % 25 === 24) {
        app.clock.now += 15 * second;
        scanned += (await doings.shift()?.()) ?? 0;
      }
    }
    await settleAll(app);
    await settleAll(app);
    const rows = await rowsOf("click_count");
    const sum = (kind: string, key: string) =>
      rows.filter((row) => row.kind === kind).reduce((total, row) => total + Number(row[key]), 0);
    expect(["n", "presses", "people"].map((key) => sum("person", key))).toEqual(Object.values(expected));
    expect(sum("person", "people")).toBe(200);
    // The links that are none of the mailing's are counted nowhere.
    expect(sum("scanner", "presses")).toBe(scanned);
    expect(await rowsOf("suppression")).toEqual([]);
    expect(await rowsOf("lead")).toMatchObject([{ confirmed_at: null, erased_at: null }]);
    expect((await rowsOf("receipt")).map(({ channel }) => channel)).toEqual(["form"]);
    expect(await rowsOf("step_count")).toMatchObject([{ step: "submit", n: 1 }]);
  });
});
