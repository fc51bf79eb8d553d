import { afterEach, describe, it, vi } from "vitest";
import { checkDomain } from "../../worker/campaign-desk/domain.ts";
import { followSpf, including } from "../../worker/campaign-desk/spf.ts";
import type { Mailer } from "../../worker/mail/mailer.ts";
import { textReaderOf } from "../../worker/webhooks/resolver.ts";
import { anApp } from "../support/worker-app.ts";

afterEach(() => void vi.unstubAllGlobals());

type Zone = Record<string, string[] | null>;

const mailer: Mailer = {
  name: "resend",
  knowsRepeats: true,
  send: async () => ({ ok: true, providerId: null }),
};
const good: Zone = {
  "send.forno.example": ["v=spf1 include:amazonses.com ~all"],
  "resend._domainkey.forno.example": ["p=MIGf"],
  "_dmarc.forno.example": ["v=DMARC1; p=none"],
};

/** What is found of SPF, DKIM and DMARC where the DNS knows `zone` besides what is right, and how often it was asked. */
async function find(zone: Zone) {
  const names: string[] = [];
  const all = { ...good, ...zone };
  const readTexts = async (name: string) => {
    names.push(name);
    return name in all ? (all[name] ?? null) : [];
  };
  const { deps } = anApp({ readTexts, mailer });
  const [spf, dkim, dmarc] = await checkDomain(deps);
  return { spf, dkim, dmarc, names };
}

describe("SPF", () => {
  const cases: [string, Zone, string, string?][] = [
    [
      "stands beside other texts",
      { "send.forno.example": ["x=1", "V=SPF1 include:amazonses.com -all"] },
      "there",
    ],
    [
      "is none where the word goes on",
      { "send.forno.example": ["v=spf10 include:amazonses.com -all"] },
      "missing",
    ],
    [
      "counts as none where there are two",
      { "send.forno.example": ["v=spf1 mx -all", "v=spf1 -all"] },
      "several",
    ],
    [
      "is found behind a redirect",
      {
        "send.forno.example": ["v=spf1 redirect=_spf.posta.example"],
        "_spf.posta.example": ["v=spf1 include:amazonses.com -all"],
      },
      "there",
    ],
    [
      "does not go on to a redirect where it speaks of all",
      {
        "send.forno.example": ["v=spf1 mx redirect=_spf.posta.example -all"],
        "_spf.posta.example": ["v=spf1 include:amazonses.com -all"],
      },
      "missing",
      "v=spf1 mx include:amazonses.com redirect=_spf.posta.example -all",
    ],
    [
      "is found in what it includes",
      {
        "send.forno.example": ["v=spf1 include:host.example ?all"],
        "host.example": ["v=spf1 include:amazonses.com -all"],
      },
      "there",
    ],
    ["lets nobody in by ?all", { "send.forno.example": ["v=spf1 include:amazonses.com ?all"] }, "there"],
    [
      "lets anybody in by all",
      { "send.forno.example": ["v=spf1 include:amazonses.com all"] },
      "open",
      "v=spf1 include:amazonses.com ~all",
    ],
    [
      "lets anybody in behind a redirect",
      { "send.forno.example": ["v=spf1 redirect=o.example"], "o.example": ["v=spf1 +all"] },
      "open",
      "v=spf1 include:amazonses.com ~all",
    ],
    [
      "lets nobody in by what it includes",
      {
        "send.forno.example": ["v=spf1 include:amazonses.com include:o.example -all"],
        "o.example": ["v=spf1 +all"],
      },
      "there",
    ],
    [
      "may look up ten names",
      { "send.forno.example": [`v=spf1 include:amazonses.com ${"a:x.example ".repeat(9)}-all`] },
      "there",
    ],
    [
      "may not look up eleven",
      { "send.forno.example": [`v=spf1 include:amazonses.com ${"a:x.example ".repeat(9)}mx -all`] },
      "over",
    ],
    [
      "ends where it includes itself",
      { "send.forno.example": ["v=spf1 include:send.forno.example -all"] },
      "over",
    ],
    ["is silent where the DNS is", { "send.forno.example": null }, "silent"],
  ];
  for (const [name, zone, is, value] of cases)
    it(name, async ({ expect }) => {
      const { spf, names } = await find(zone);
      expect(spf?.is).toBe(is);
      if (value !== undefined) expect(spf?.value).toBe(value);
      // One invocation asks the network fifty times on the free plan, and links are asked beside it.
      expect(names.length).toBeLessThanOrEqual(14);
    });

  it("asks nothing of names that depend on the mail, and reads addresses as none", async ({ expect }) => {
    const asked: string[] = [];
    const ask = async (name: string) => {
      asked.push(name);
      return [];
    };
    const record =
      "v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 exists:%{i}._spf.x.example include:%{d}.y.example a/24 ~all";
    expect(await followSpf(ask, record)).toMatchObject({ lookups: 3, isOpen: false });
    expect(asked).toEqual([]);
  });

  it("takes in one more where receivers still read it", ({ expect }) => {
    expect(including("v=spf1", "a.example")).toBe("v=spf1 include:a.example ~all");
    expect(including("v=spf1 mx -ALL", "a.example")).toBe("v=spf1 mx include:a.example -ALL");
    expect(including("v=spf1 redirect=b.example", "a.example")).toBe(
      "v=spf1 include:a.example redirect=b.example",
    );
    expect(including("v=spf1 include:all.example ~all", "a.example")).toBe(
      "v=spf1 include:all.example include:a.example ~all",
    );
  });
});

describe("DKIM", () => {
  const cases: [string, string[] | null, string][] = [
    ["a key with its version and kind", ["v=DKIM1; k=rsa; p=MIGf"], "there"],
    ["a key with blanks in it", ["v=DKIM1; p = MI Gf"], "there"],
    ["a key that was taken back", ["v=DKIM1; p="], "missing"],
    ["a key that was taken back, and more", ["v=DKIM1; p=; t=s"], "missing"],
    ["another text", ["hello"], "missing"],
    ["no answer", null, "silent"],
  ];
  for (const [name, texts, is] of cases)
    it(`${name} is ${is}`, async ({ expect }) => {
      expect((await find({ "resend._domainkey.forno.example": texts })).dkim?.is).toBe(is);
    });
});

describe("DMARC", () => {
  const at = "_dmarc.forno.example";
  const cases: [string, string[] | null, string][] = [
    ["a policy of none", ["v=DMARC1; p=none"], "there"],
    [
      "strict alignment and a policy for the names below",
      ["v=DMARC1;p=reject;sp=none;adkim=s;aspf=s"],
      "there",
    ],
    ["blanks everywhere", ["v = DMARC1 ; p = quarantine ; rua=mailto:a@b.example"], "there"],
    ["only whom to tell", ["v=DMARC1; rua=mailto:a@b.example"], "there"],
    ["a policy that is none, and whom to tell", ["v=DMARC1; p=all; rua=mailto:a@b.example"], "there"],
    ["a policy that is none", ["v=DMARC1; p=nonesuch"], "missing"],
    ["nothing but a version", ["v=DMARC1"], "missing"],
    ["another version", ["v=DMARC10; p=none"], "missing"],
    ["two policies", ["v=DMARC1; p=none", "v=DMARC1; p=reject"], "several"],
    ["another text beside the policy", ["v=spf1 -all", "v=DMARC1; p=none"], "there"],
    ["no answer", null, "silent"],
  ];
  for (const [name, texts, is] of cases)
    it(`${name} is ${is}`, async ({ expect }) => {
      expect((await find({ [at]: texts })).dmarc?.is).toBe(is);
    });

  it("of the domain above holds for a name below it that has none", async ({ expect }) => {
    const { deps } = anApp({ mailer });
    const below = structuredClone(deps.catalog);
    below.site.sender.email = "marta@news.forno.example";
    const readTexts = async (name: string) => (name === at ? ["v=DMARC1; p=none; sp=reject"] : []);
    const [, , dmarc] = await checkDomain({ readTexts, mailer, catalog: below });
    expect(dmarc).toMatchObject({ is: "there", name: at });
  });
});

describe("texts by DNS over HTTPS", () => {
  const answers: Record<string, unknown> = {
    plain: { Status: 0, Answer: [{ type: 16, data: "v=spf1 -all" }] },
    quoted: { Status: 0, Answer: [{ type: 16, data: '"v=spf1 -all"' }] },
    pieces: { Status: 0, Answer: [{ type: 16, data: '"v=DKIM1; p=MI" "Gf"' }] },
    strokes: { Status: 0, Answer: [{ type: 16, data: '"v=DMARC1\\; p=none\\059 \\"x\\""' }] },
    alias: {
      Status: 0,
      Answer: [
        { type: 5, data: "key.posta.example." },
        { type: 16, data: '"p=MIGf"' },
      ],
    },
    empty: { Status: 0 },
    unknown: { Status: 3, Authority: [{ type: 6, data: "ns.example." }] },
    ill: { Status: 2 },
    odd: { Status: 0, Answer: "none" },
    text: "ciao",
  };
  const cases: [string, string[] | null][] = [
    ["plain", ["v=spf1 -all"]],
    ["quoted", ["v=spf1 -all"]],
    ["pieces", ["v=DKIM1; p=MIGf"]],
    ["strokes", ['v=DMARC1; p=none; "x"']],
    ["alias", ["p=MIGf"]],
    ["empty", []],
    ["unknown", []],
    ["ill", null],
    ["odd", []],
    ["text", null],
  ];
  it("are read as they are written there, and an illness is no answer", async ({ expect }) => {
    vi.stubGlobal("fetch", async (asked: URL) =>
      Response.json(answers[asked.searchParams.get("name") ?? ""]),
    );
    const read = textReaderOf("https://dns.example/query");
    for (const [name, texts] of cases) expect(await read(name), name).toEqual(texts);
    vi.stubGlobal("fetch", async () => new Response("<html>", { status: 200 }));
    expect(await read("plain")).toBeNull();
    vi.stubGlobal("fetch", async () => new Response(null, { status: 429 }));
    expect(await read("plain")).toBeNull();
  });
});
