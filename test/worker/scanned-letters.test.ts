import { beforeEach, it } from "vitest";
import type { MailBody } from "../../content/schema/mail-body.ts";
import { hiddenLink } from "../../worker/clicks/link-name.ts";
import { scanners } from "../support/scanners.ts";
import {
  type App,
  anApp,
  freshDatabase,
  linkIn,
  noon,
  origin,
  press,
  rowsOf,
  submit,
} from "../support/worker-app.ts";
import { aMailedCatalog, pressLink, settleAll, step } from "../support/worker-clicks.ts";
import { readDesk } from "../support/worker-desk.ts";
import { fakeAsset } from "../support/worker-pages.ts";
import { ada } from "../support/worker-preferences.ts";
import { answer, day, hour, mailsAt, silent } from "../support/worker-renewal.ts";

beforeEach(freshDatabase);

const minute = 60_000;
/**
 * A letter with links to pages of the site and one that leads elsewhere. Of two alone, pressed as slowly as people press
 * and without what is hidden, nothing tells whether a program did it.
 */
const words: MailBody = {
  subject: ["Il lievito"],
  html: [
    '<p>Ciao</p><a href="',
    { link: 0 },
    '">Leggi</a> <a href="',
    { link: 1 },
    '">Guarda</a> <a href="',
    { link: 2 },
    '">Vieni</a>',
  ],
  text: ["Ciao. Leggi: ", { link: 0 }, "\nGuarda: ", { link: 1 }, "\nVieni: ", { link: 2 }],
  links: ["/sconto/", "https://other.example/a", "/guida/"],
};

/** A house with a sequence after the guide, which asks the long silent, and whose guide asks for tracking. */
function aHouse(): App {
  const catalog = aMailedCatalog(({ site, forms: { guida }, sequences }) => {
    site.hygiene = { silent: silent / 1000, answer: answer / 1000, purpose: "marketing" };
    const [marketing] = guida?.consents ?? [];
    if (guida !== undefined && marketing !== undefined)
      guida.consents = [
        marketing,
        { ...marketing, purpose: "tracking", text: "Contate quali link premo nelle vostre mail." },
      ];
    for (const one of sequences?.["dopo-la-guida"]?.steps ?? []) one.links = [...(words.links ?? [])];
  });
  return anApp({
    catalog,
    fetchAsset: async (path) =>
      path === "/_private/mails/lievito.json" ? Response.json(words) : fakeAsset(path),
  });
}

/** Every path of ours that a mail leads to: in its HTML, seen or not, in its text, and in its headers. */
function pathsIn({ html, text, headers }: App["mails"][number]): string[] {
  const found = [html.replaceAll("&amp;", "&"), text, ...Object.values(headers)].flatMap(
    (part) => part.match(/https:\/\/forno\.example\/[^\s"'<>#]*/g) ?? [],
  );
  return found.map((address) => address.slice(origin.length));
}

/** What a press by a person would change, beside the counts. */
async function standing() {
  const leads = await rowsOf("lead");
  return {
    receipts: await rowsOf("receipt"),
    suppressed: await rowsOf("suppression"),
    renewals: await rowsOf("renewal"),
    coupons: await rowsOf("coupon"),
    leads: leads.map(({ id, confirmed_at, erased_at, seen_at }) => ({
      id,
      confirmed_at,
      erased_at,
      seen_at,
    })),
  };
}

it("eight scanners press every link of every letter: nobody is unsubscribed, confirmed or asked in vain, and each press is told apart", {
  timeout: 120_000,
}, async ({ expect }) => {
  const app = aHouse();
  const people = { ada: { ...ada, "consent-tracking": "yes" }, bea: { ...ada, email: "bea@example.com" } };
  for (const person of Object.values(people)) {
    await submit(app, "guida", person);
    await press(app, linkIn(app));
  }
  // Somebody who has not confirmed anything.
  await submit(app, "guida", { ...ada, email: "cleo@example.com" });
  for (let time = noon + hour; time < noon + 4 * day; time += 6 * hour) await mailsAt(app, time);
  const letters = app.mails.filter(({ subject }) => subject === "Il lievito");
  expect(letters.map(({ to }) => to).sort()).toEqual(["ada@example.com", "bea@example.com"]);
  const own = letters.find(({ to }) => to === "ada@example.com");
  const shared = letters.find(({ to }) => to === "bea@example.com");
  if (own === undefined || shared === undefined) throw new Error("Both were written to.");

  const paths = [...new Set(app.mails.flatMap(pathsIn))];
  const counted = paths.filter((path) => path.startsWith("/l/"));
  const hidden = counted.filter((path) => path.includes(hiddenLink));
  const shown = counted.filter((path) => !hidden.includes(path));
  const others = paths.filter((path) => !counted.includes(path));
  // Three links each, one of them with addresses of their own; a page of preferences and of confirmation each.
  expect([shown.length, hidden.length]).toEqual([6, 2]);
  expect(others.filter((path) => /^\/[ug]\//.test(path)).length).toBeGreaterThanOrEqual(5);

  app.clock.now += hour;
  const before = await standing();
  let scanned = 0;
  const doings = Object.values(scanners(app, { shown, hidden, others }));
  expect(doings).toHaveLength(8);
  const [sharedLink = ""] = pathsIn(shared).filter((path) => shown.includes(path));
  const [ownLink = ""] = pathsIn(own).filter((path) => shown.includes(path));
  for (let person = 0; person < 40; person += 1) {
    await pressLink(app, sharedLink, { network: `203.0.113.${person}`, program: `Mozilla/5.0 (${person})` });
    app.clock.now += minute;
    if (person % 5 === 4) scanned += (await doings.shift()?.()) ?? 0;
    app.clock.now += 11 * minute;
  }
  expect(await readDesk(app, `/admin/leads/${before.leads[0]?.id}`)).not.toContain("Ha premuto");
  await settleAll(app);
  await settleAll(app);
  const rows = (await rowsOf("click_count")).filter(({ mailing }) => mailing === step);
  const sum = (kind: string, key: string) =>
    rows.filter((row) => row.kind === kind).reduce((total, row) => total + Number(row[key]), 0);
  expect([sum("person", "presses"), sum("person", "people")]).toEqual([40, 40]);
  expect(sum("scanner", "presses")).toBe(scanned);
  expect(await standing()).toEqual(before);
  expect(await rowsOf("lead_press")).toEqual([]);

  // The person's own press, of an address that scanners know by now, is kept with the person.
  await pressLink(app, ownLink, { network: "203.0.113.200", program: "Mozilla/5.0 (Ada)" });
  await settleAll(app);
  await settleAll(app);
  expect(await rowsOf("lead_press")).toHaveLength(1);
});

it("eight scanners press every link of the mail that asks the long silent: their silence stays what it was", {
  timeout: 120_000,
}, async ({ expect }) => {
  const app = aHouse();
  await submit(app, "guida", ada);
  await press(app, linkIn(app));
  const asked = await mailsAt(app, noon + silent + day);
  expect(asked.map(({ subject }) => subject)).toContain("Vuoi ancora le nostre e-mail?");
  const paths = [...new Set(app.mails.flatMap(pathsIn))];
  const before = await standing();
  const others = paths.filter((path) => !path.startsWith("/l/"));
  expect(others.some((path) => path.startsWith("/u/"))).toBe(true);
  const [shown, hidden] = [paths.filter((path) => path.startsWith("/l/")), []];
  for (const scan of Object.values(scanners(app, { shown, hidden, others }))) await scan();
  expect(await standing()).toEqual(before);
  // Nobody answered: they are let go, as if no program had looked.
  await mailsAt(app, app.clock.now + answer + day);
  expect(await rowsOf("suppression")).toMatchObject([{ reason: "unsubscribed", silent: 1 }]);
});
