import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, onTestFinished } from "vitest";
import { doctorCommand } from "../../site/doctor/command.ts";
import { dnsOverHttps } from "../../site/doctor/dns.ts";
import { listen, portOf } from "../../site/scripts/start/ports.ts";
import { openTerminal } from "../../site/scripts/terminal.ts";
import { root as home } from "../support/bundle.ts";
import { runNode } from "../support/command.ts";
import { startDns, type Zone } from "../support/dns.ts";

/** A project that sends from `sender` by `mailer`. */
async function aProject({
  sender = "marta@forno.it",
  mailer = "resend",
  vars = "RESEND_API_KEY=re_1",
  toml = "",
  site = "",
}) {
  const root = await mkdtemp(join(tmpdir(), "imbuto-doctor-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await mkdir(join(root, "content"));
  await writeFile(
    join(root, "content/site.yaml"),
    `name: Forno\nsender: { name: Marta, email: ${sender} }\n${site}`,
  );
  await writeFile(join(root, "wrangler.toml"), `name = "x"\n\n[vars]\nMAILER = "${mailer}"\n${toml}`);
  await writeFile(join(root, ".dev.vars"), `${vars}\n`);
  return root;
}

/** What the doctor says, and its exit code. */
async function examine(
  zone: Zone | string,
  project: Parameters<typeof aProject>[0] = {},
  args: string[] = [],
) {
  let text = "";
  const code = await doctorCommand({
    root: await aProject(project),
    args,
    terminal: openTerminal({ write: (each) => (text += each) }),
    ask: dnsOverHttps(typeof zone === "string" ? zone : await startDns(zone)),
    paint: (_style, each) => each,
  });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters.
  return { code, text: text.replaceAll(/\u001b\[\d+m/g, "") };
}

const key = `v=DKIM1; k=rsa; p=${"A".repeat(300)}`;
const good: Zone = {
  "forno.it MX": ["10 mx.forno.it."],
  "forno.it TXT": ["google-site-verification=x", "v=spf1 mx include:_spf.host.it -all"],
  "_spf.host.it TXT": ["v=spf1 ip4:192.0.2.0/24 a:out.host.it ~all"],
  "send.forno.it TXT": ["v=spf1 include:amazonses.com ~all"],
  "amazonses.com TXT": ["v=spf1 ip4:192.0.2.0/24 -all"],
  "resend._domainkey.forno.it TXT": [key],
  "_dmarc.forno.it TXT": ["v=DMARC1; p=quarantine; rua=mailto:dmarc@forno.it"],
};

const elsewhere = (part: string): Zone => ({
  "send.forno.it TXT": ["v=spf1 redirect=o.it"],
  "o.it TXT": [`v=spf1 ${part} ~all`],
});

describe("npm run doctor", () => {
  it("finds nothing to say where all is well", async ({ expect }) => {
    const { code, text } = await examine(good);
    expect(text).toBe(`
  Mail from marta@forno.it

  ✓ MAILER is resend.
  ✓ RESEND_API_KEY is set on this machine.
  ✓ MX: replies to forno.it arrive.
  ✓ SPF: forno.it has one record, with 3 of 10 look-ups.
  ✓ SPF: send.forno.it has one record, with 1 of 10 look-ups.
  ✓ DKIM: the key at resend._domainkey.forno.it is published.
  ✓ DMARC: _dmarc.forno.it says p=quarantine.

  Mails can leave.

`);
    expect(code).toBe(0);
  });

  it("names the secrets that Meta's lead ads miss, where a form of Meta's is told", async ({ expect }) => {
    const { code, text } = await examine(good, {
      site: 'meta: { forms: { "12345678": { landing: guida } } }\n',
      vars: "RESEND_API_KEY=re_1\nMETA_APP_SECRET=x",
    });
    expect(text).toContain("✓ META_APP_SECRET is set on this machine.");
    expect(text).toContain("! META_ACCESS_TOKEN is not set on this machine.");
    expect(text).toContain("npx wrangler secret put META_VERIFY_TOKEN");
    expect(code).toBe(0);
  });

  const faults: [string, Zone, number, string[]][] = [
    [
      "no DMARC",
      { "_dmarc.forno.it TXT": [] },
      1,
      [
        "✗ DMARC: forno.it has no policy.",
        'Add to your DNS:  _dmarc.forno.it  TXT  "v=DMARC1; p=none; rua=mailto:marta@forno.it"',
      ],
    ],
    [
      "p=none",
      { "_dmarc.forno.it TXT": ["v=DMARC1; p=none; rua=mailto:a@forno.it"] },
      0,
      ["! DMARC", "p=quarantine"],
    ],
    [
      "no rua",
      { "_dmarc.forno.it TXT": ["v=DMARC1; p=reject;"] },
      0,
      ['"v=DMARC1; p=reject; rua=mailto:marta@forno.it"'],
    ],
    ["two DMARC", { "_dmarc.forno.it TXT": ["v=DMARC1; p=none", "v=DMARC1; p=reject"] }, 1, ["2 policies"]],
    ["a DMARC that says nothing", { "_dmarc.forno.it TXT": ["v=DMARC1; rua=mailto:a@b.it"] }, 1, ["no p="]],
    [
      "bounces that are not aligned",
      { "_dmarc.forno.it TXT": ["v=DMARC1; p=reject; aspf=s; rua=mailto:a@b.it"] },
      0,
      ["! DMARC: aspf=s"],
    ],
    [
      "two SPF",
      { "forno.it TXT": ["v=spf1 mx ~all", "v=spf1 include:a.it -all"] },
      1,
      ['Put in their place:  forno.it  TXT  "v=spf1 mx include:a.it ~all"'],
    ],
    ["no SPF at home", { "forno.it TXT": [] }, 0, ["! SPF: forno.it itself has none"]],
    [
      "no SPF for the provider",
      { "send.forno.it TXT": [] },
      1,
      ['Add to your DNS:  send.forno.it  TXT  "v=spf1 include:amazonses.com ~all"'],
    ],
    [
      "an SPF without the provider",
      { "send.forno.it TXT": ["v=spf1 mx -all"] },
      1,
      ['Change it to:  send.forno.it  TXT  "v=spf1 mx include:amazonses.com -all"'],
    ],
    ["another SPF in its place", elsewhere("mx"), 1, ['"v=spf1 include:amazonses.com redirect=o.it"']],
    ["the provider in that one", elsewhere("include:amazonses.com"), 0, ["one record, with 2 of 10"]],
    [
      "too many look-ups",
      { "forno.it TXT": [`v=spf1 ${"a:x.it ".repeat(11)}~all`] },
      1,
      ["needs 11 look-ups"],
    ],
    [
      "a ring of look-ups",
      { "forno.it TXT": ["v=spf1 include:forno.it ~all"] },
      1,
      ["needs more than 20 look-ups"],
    ],
    ["an SPF for everybody", { "forno.it TXT": ["v=spf1 +all"] }, 1, ["anybody may send"]],
    [
      "an SPF without an end",
      { "forno.it TXT": ["v=spf1 mx"] },
      0,
      ["! SPF: forno.it does not say what holds"],
    ],
    [
      "no DKIM",
      { "resend._domainkey.forno.it TXT": [] },
      1,
      ["✗ DKIM: no key of Resend at resend._domainkey.forno.it.", "resend.com/domains"],
    ],
    ["a DKIM key revoked", { "resend._domainkey.forno.it TXT": ["v=DKIM1; p="] }, 1, ["means revoked"]],
    [
      "a DKIM key on trial",
      { "resend._domainkey.forno.it TXT": ["v=DKIM1; t=y; p=AAAA"] },
      0,
      ["only a test"],
    ],
    ["no MX", { "forno.it MX": ["0 ."] }, 1, ["✗ MX: forno.it takes no mail"]],
  ];

  it.for(faults)("sees %s", async ([, change, expected, sentences], { expect }) => {
    const { code, text } = await examine({ ...good, ...change });
    for (const sentence of sentences) expect(text).toContain(sentence);
    expect(code).toBe(expected);
  });

  it("knows what each provider wants", async ({ expect }) => {
    const brevo = {
      ...good,
      "brevo1._domainkey.forno.it TXT": [key],
      "brevo2._domainkey.forno.it TXT": [key],
    };
    const byBrevo = await examine(brevo, { mailer: "brevo", vars: "BREVO_API_KEY=x" });
    expect(byBrevo).toMatchObject({
      code: 0,
      text: expect.stringContaining("brevo2._domainkey.forno.it is published"),
    });
    const half = await examine({ ...brevo, "brevo2._domainkey.forno.it TXT": [] }, { mailer: "brevo" });
    expect(half.text).toContain(
      "no key of Brevo at brevo1._domainkey.forno.it and brevo2._domainkey.forno.it, or mail._domainkey.forno.it",
    );
    const named = { ...good, "20260101pm._domainkey.forno.it TXT": [key] };
    const postmark = { mailer: "postmark", vars: "POSTMARK_TOKEN=x" };
    expect((await examine(named, postmark)).text).toContain(
      "! DKIM: the name of the key of Postmark is made for each",
    );
    expect((await examine(named, postmark, ["--selector", "20260101pm"])).text).toContain("✓ DKIM");
    expect(
      await examine({ ...good, "forno.it TXT": [] }, { mailer: "smtp", vars: "SMTP_URL=x" }),
    ).toMatchObject({
      code: 1,
      text: expect.stringContaining('Add to your DNS:  forno.it  TXT  "v=spf1 mx ~all"'),
    });
    const cloudflare = { mailer: "cloudflare", toml: '\n[[send_email]]\nname = "EMAIL"\n' };
    expect((await examine(good, cloudflare)).text).toContain("✓ The binding EMAIL is in wrangler.toml.");
    expect((await examine(good, { mailer: "cloudflare" })).text).toContain(
      "✗ wrangler.toml has no binding EMAIL.",
    );
  });

  it("reads the policy of the domain above, for a sender on a name below", async ({ expect }) => {
    const { text } = await examine(good, { sender: "a@news.forno.it" });
    expect(text).toContain("✓ DMARC: _dmarc.forno.it says p=quarantine.");
  });

  it("says which key is not here, and that it may be elsewhere", async ({ expect }) => {
    const { code, text } = await examine(good, { vars: "" });
    expect(text).toContain(
      "! RESEND_API_KEY is not set on this machine.\n    If it is not on Cloudflare either:",
    );
    expect(code).toBe(0);
    expect(await examine(good, { mailer: "" })).toMatchObject({
      code: 1,
      text: expect.stringContaining("mails wait"),
    });
  });

  it("asks DNS nothing about an example's or everybody's domain", async ({ expect }) => {
    for (const sender of ["marta@forno.example", "forno@gmail.com", "forno@libero.it"]) {
      const { code, text } = await examine("http://127.0.0.1:9/", { sender });
      expect(text).toContain("Write an address of your own domain into content/site.yaml");
      expect([code, text.includes("DNS")]).toEqual([1, false]);
    }
  });

  it("stays calm where DNS is away or ill", async ({ expect }) => {
    const away = await examine("http://127.0.0.1:9/dns-query");
    expect(away.text).toContain("DNS cannot be reached from here");
    expect(away.text).not.toContain("✗");
    expect(away.code).toBe(2);
    expect((await examine("http://127.0.0.1:9/", { mailer: "" })).code).toBe(1);
    const ill = createServer((_request, response) => void response.end('{"Status":2}'));
    await listen(ill, 0, "127.0.0.1");
    onTestFinished(() => void ill.close());
    expect((await examine(`http://127.0.0.1:${portOf(ill)}/`)).code).toBe(2);
  });

  it("looks at the sender of every client, and at the provider once", async ({ expect }) => {
    let text = "";
    const root = await aProject({});
    await rename(join(root, "content/site.yaml"), join(root, "content/broken.yaml"));
    const terminal = openTerminal({ write: (each) => (text += each) });
    const ask = dnsOverHttps(await startDns(good));
    const look = () => doctorCommand({ root, args: [], terminal, ask, paint: (_style, each) => each });
    expect(await look()).toBe(1);
    expect(text).toContain("No site.yaml names a sender");
    for (const [client, email] of [
      ["forno", "a@forno.it"],
      ["bar", "b@bar.it"],
      ["odd", "nobody"],
    ]) {
      await mkdir(join(root, "content", client ?? ""));
      await writeFile(join(root, `content/${client}/site.yaml`), `sender: { email: ${email} }`);
    }
    text = "";
    expect(await look()).toBe(1);
    expect(text.indexOf("from b@bar.it")).toBeLessThan(text.indexOf("from a@forno.it"));
    expect(text.match(/MAILER is/g)?.length).toBe(1);
    expect(text).toContain("no policy");
    expect(text).toContain("resend._domainkey.forno.it is published");
  });

  it("runs as a command, and knows one option", async ({ expect }) => {
    const root = await aProject({});
    const env = { DOH_URL: await startDns(good) };
    expect(await runNode([join(home, "site/scripts/doctor.ts")], { root, env })).toContain(
      "Mails can leave.",
    );
    expect((await examine(good, {}, ["--selektor", "x"])).code).toBe(2);
    expect((await examine(good, {}, ["--selector", "a b"])).code).toBe(2);
  });
});
