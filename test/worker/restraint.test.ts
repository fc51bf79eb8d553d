import { env } from "cloudflare:workers";
import { beforeEach, describe, it } from "vitest";
import { readLists } from "../../worker/lists/count.ts";
import { type App, anApp, freshDatabase, noon } from "../support/worker-app.ts";
import { act, readDesk } from "../support/worker-desk.ts";
import { cellsOf, take, twoLeads } from "../support/worker-export.ts";

beforeEach(freshDatabase);

/** Ada, who agreed to all and came by an advertisement; Bea agreed to nothing. */
async function withAda(): Promise<App> {
  const app = anApp();
  await twoLeads(app);
  return app;
}

/** Enters a request of Ada's; the path of its page. */
async function entered(app: App, kind: string): Promise<string> {
  const answer = await act(app, "/admin/requests", {
    ...{ kind, contact: "ada@example.com", channel: "letter", day: "2027-03-09", note: "" },
  });
  return (answer.headers.get("Location") ?? "").replace(/\?.*/, "");
}

/** How the desk shows Ada: in the list, on her page, in the lists' figures, and whether a file for advertising has her. */
async function shown(app: App) {
  const id = await env.DB.prepare("SELECT id FROM lead WHERE email = 'ada@example.com'").first<string>("id");
  const [list, page] = [await readDesk(app, "/admin/leads"), await readDesk(app, `/admin/leads/${id}`)];
  const short = (html: string) => /dati da non usare|si è opposto/.exec(html)?.[0] ?? null;
  const standing = ((await readLists(app.deps))?.counts ?? []).find(
    ({ kind, key }) => kind === "standing" && key !== "none",
  );
  return {
    list: short(list),
    page: short(page),
    request: /href="(\/admin\/requests\/[^"]+)">Vedi la richiesta/.exec(page)?.[1] ?? null,
    standing: standing?.key,
    audience: cellsOf(await (await take(app, "audience:google")).text()).length - 1,
    conversions: (await (await take(app, "conversions:gclid")).text()).includes("abc_123"),
  };
}

const free = { list: null, page: null, request: null, standing: "open", audience: 1, conversions: true };

describe("data that are not to be used", () => {
  it("are marked as soon as that is asked, and once it was answered", async ({ expect }) => {
    const app = await withAda();
    expect(await shown(app)).toEqual(free);
    const request = await entered(app, "restriction");
    const still = {
      ...{ list: "dati da non usare", page: "dati da non usare", request },
      ...{ standing: "restricted", audience: 0, conversions: false },
    };
    expect(await shown(app)).toEqual(still);
    await act(app, `${request}/restrict`);
    // The inbox is closed by the owner then; the lists say why.
    expect(await shown(app)).toEqual(still);
  });

  it("are free where it was refused, and marked otherwise where there was an objection", async ({
    expect,
  }) => {
    const app = await withAda();
    const refused = await entered(app, "restriction");
    await act(app, `${refused}/close`, { outcome: "refused", note: "Non è un caso dell’art. 18." });
    expect(await shown(app)).toEqual(free);
    const request = await entered(app, "objection");
    expect(await shown(app)).toMatchObject({
      ...{
        list: "si è opposto",
        page: "si è opposto",
        request,
        standing: "restricted",
        audience: 0,
        conversions: false,
      },
    });
    // Whoever objected and had their data frozen has them frozen.
    await entered(app, "restriction");
    expect(await shown(app)).toMatchObject({ list: "dati da non usare", page: "dati da non usare" });
  });

  it("of those who agree anew are used again", async ({ expect }) => {
    const app = await withAda();
    const request = await entered(app, "restriction");
    await act(app, `${request}/restrict`);
    await env.DB.batch([
      env.DB.prepare("DELETE FROM suppression"),
      env.DB.prepare(
        `INSERT INTO receipt (lead_id, submission_id, purpose, granted, wording, wording_hash, form, build, locale, page_url, channel, at)
         SELECT lead_id, submission_id, purpose, 1, wording, wording_hash, form, build, locale, page_url, channel, ?1
           FROM receipt ORDER BY id LIMIT 2`,
      ).bind(noon + 1),
    ]);
    const { list, page, standing } = await shown(app);
    expect([list, page, standing]).toEqual([null, null, "open"]);
  });
});
