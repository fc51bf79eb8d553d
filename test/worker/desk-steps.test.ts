import { env } from "cloudflare:workers";
import { beforeEach, it } from "vitest";
import type { MailBody } from "../../content/schema/mail-body.ts";
import { anApp, freshDatabase } from "../support/worker-app.ts";
import { act, readDesk, signIn } from "../support/worker-desk.ts";
import { fakeAsset } from "../support/worker-pages.ts";
import { aReader, aSequence, aSequenceCatalog, pass, wayOf } from "../support/worker-sequences.ts";

beforeEach(freshDatabase);

const path = "/admin/mail/sequences/dopo/secondo";
const words: MailBody = {
  subject: ["Il secondo giorno"],
  preheader: ["Due cose, e basta."],
  html: ["<p>Ciao ", { field: "nome", otherwise: "a te" }, "</p>"],
  text: ["Ciao ", { field: "nome", otherwise: "a te" }],
  links: [],
};
const anAppWithWords = () =>
  anApp({
    catalog: aSequenceCatalog({ dopo: aSequence() }),
    fetchAsset: async (asset: string) =>
      asset === "/_private/mails/secondo.json" ? Response.json(words) : fakeAsset(asset),
  });

it("shows a mail of a sequence with its moment, as somebody who is under way gets it", async ({ expect }) => {
  const app = anAppWithWords();
  const empty = await readDesk(app, path);
  expect(empty).toContain("Nessuno è in corso");
  const lead = await aReader(app, "ada");
  await pass(app);
  const page = await readDesk(app, path);
  for (const text of ["Il secondo giorno", "Due cose, e basta.", "dopo 3 giorni", "2/3", "La mail dopo"])
    expect(page, text).toContain(text);
  expect(page).toContain(`src="${path}/letter.html?lead=${lead}"`);
  const Cookie = await signIn(app);
  const letter = await app.ask(`${path}/letter.html?lead=${lead}`, { headers: { Cookie } });
  expect(letter.headers.get("Content-Security-Policy")).toMatch(/default-src 'none'.*sandbox/);
  expect(await letter.text()).toMatch(/Ciao Ada.*hai chiesto «Una pagina»/s);
  expect((await app.ask("/admin/mail/sequences/dopo/quarto", { headers: { Cookie } })).status).toBe(404);
  expect((await app.ask("/admin/mail/sequences/altra/secondo", { headers: { Cookie } })).status).toBe(404);
});

it("sends it as a test to people of the business alone, within the same ten an hour as campaigns", async ({
  expect,
}) => {
  const app = anAppWithWords();
  expect((await act(app, `${path}/test`, { to: "altri@example.com" })).status).toBe(422);
  for (let n = 0; n < 10; n += 1) {
    const answer = await act(app, `${path}/test`, { to: "marta@forno.example" });
    expect(answer.headers.get("Location")).toBe(`${path}?said=tested`);
  }
  expect((await act(app, `${path}/test`, { to: "marta@forno.example" })).status).toBe(422);
  const tests = app.mails.filter(({ subject }) => subject === "[prova] Il secondo giorno");
  expect(tests).toHaveLength(10);
  expect(tests[0]?.text).toContain("Ciao a te");
  expect(`${tests[0]?.html}${tests[0]?.text}`).not.toMatch(/\/[ug]\/[\w-]{20,}/);
});

it("puts somebody back whom the owner took out, and nobody who left by themselves", async ({ expect }) => {
  const app = anAppWithWords();
  const lead = await aReader(app, "ada");
  await pass(app);
  const page = `/admin/leads/${lead}`;
  expect(await readDesk(app, page)).not.toContain(`action="${page}/rejoin"`);
  await act(app, `${page}/leave`, { sequence: "dopo" });
  expect(await wayOf(lead, "dopo")).toMatchObject({ status: "stopped", reason: "owner" });
  expect(await readDesk(app, page)).toContain(`action="${page}/rejoin"`);
  const answer = await act(app, `${page}/rejoin`, { sequence: "dopo" });
  expect(answer.headers.get("Location")).toMatch(/said=rejoined/);
  expect(await wayOf(lead, "dopo")).toMatchObject({ status: "active" });
  expect(await readDesk(app, page)).toContain("rimesso in una sequenza");
  for (const reason of ["unsubscribed", "complained", "withdrawn", "bounced"]) {
    await env.DB.prepare("UPDATE enrolment SET status = 'stopped', reason = ?1, ended_at = 1")
      .bind(reason)
      .run();
    expect(await readDesk(app, page), reason).not.toContain(`action="${page}/rejoin"`);
    await act(app, `${page}/rejoin`, { sequence: "dopo" });
    expect(await wayOf(lead, "dopo"), reason).toMatchObject({ status: "stopped", reason });
  }
});
