import { describe, it } from "vitest";
import { answerPreview } from "../../worker/mail/preview.tsx";
import { mailPreview } from "../../worker/mail/preview-parts.tsx";
import { unsupportedIn } from "../support/mail-support.ts";
import { anApp, origin } from "../support/worker-app.ts";

/** What stands at `path` of the preview. */
function look(path: string): Promise<Response> {
  return answerPreview(anApp().deps, new Request(`${origin}${mailPreview}${path}`));
}

describe("the preview of mails", () => {
  it("shows each mail at two widths and as text, whoever wrote it", async ({ expect }) => {
    for (const kind of ["delivery", "reminder", "confirmation", "copy", "erasure", "renewal"]) {
      const page = await (await look(`?kind=${kind}&landing=guida`)).text();
      expect(page.match(/<iframe /g)?.length).toBe(2);
      expect(page).toContain("<h2>390 px</h2>");
      expect(page).toContain("via del Forno 1");
      const html = await (await look(`html?kind=${kind}&landing=guida`)).text();
      expect(unsupportedIn(html)).toEqual([]);
    }
  });

  it("shows it dark, without pictures, and to somebody who answered little", async ({ expect }) => {
    const dark = await look("html?kind=delivery&landing=sconto-mail&scheme=dark&pictures=off");
    expect(dark.headers.get("Content-Security-Policy")).toContain("img-src 'none'");
    expect(await dark.text()).toContain("@media all{");
    const light = await (await look("html?kind=delivery&landing=sconto-mail")).text();
    expect(light).toContain("@media not all{");
    expect(light).toContain('src="data:image/png;base64,');
    expect(await (await look("text?landing=guida&knows=all")).text()).toContain("Ciao Ada,");
    expect(await (await look("text?landing=guida&knows=little")).text()).not.toContain("Ada");
  });

  it("says so where a landing sends no such mail", async ({ expect }) => {
    expect((await look("html?kind=delivery&landing=nowhere")).status).toBe(404);
    expect(await (await look("?kind=delivery&landing=contatto")).text()).toContain("sends no such mail");
    expect((await look("elsewhere")).status).toBe(404);
  });
});
