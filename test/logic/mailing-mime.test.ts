import { simpleParser } from "mailparser";
import { describe, it } from "vitest";
import type { Deps } from "../../worker/env.ts";
import { composeMail } from "../../worker/mail/compose.ts";
import { mimeMessage } from "../../worker/mail/mime.ts";
import type { Mailing } from "../../worker/mailings/mailing.ts";
import type { Standing } from "../../worker/mailings/standing.ts";
import type { DueMessage } from "../../worker/store/messages.ts";
import { composed, serviceMails } from "../support/composed-mails.ts";
import { aCatalog } from "../support/worker-catalog.ts";

const body = {
  subject: ["Il lievito, ", { field: "nome", otherwise: "amico" }],
  html: ["<p>Ciao ", { field: "nome", otherwise: "a te" }, '</p><a href="', { link: 0 }, '">Vieni</a>'],
  text: ["Ciao ", { field: "nome", otherwise: "a te" }, "\n\nVieni: ", { link: 0 }],
  links: ["/sconto/"],
};

/** A mail of `kind` to somebody who typed `name`, as it goes over the wire. */
async function sentTo(kind: "sequence" | "campaign", name: string) {
  const catalog = aCatalog();
  const deps = {
    catalog,
    publicUrl: "https://forno.example",
    tokenSecret: "a secret for tests, and for nothing else",
    fetchAsset: async () => Response.json(body),
    log: () => undefined,
  } as unknown as Deps;
  const mailing: Mailing = {
    path: kind === "campaign" ? "campaigns/primavera" : "sequences/dopo/primo",
    locale: "it",
    from: "Marta del forno",
    purpose: "marketing",
    basis: "consent",
    asset: "/_private/mails/x.json",
    links: ["/sconto/"],
    subjects: ["Il lievito"],
    colours: catalog.site.colours,
    fields: catalog.forms["guida"]?.fields ?? [],
  };
  const standing: Standing = {
    ...{ mailing, isAllowed: true, aside: null, isTracked: false, isOpenTold: false, sale: null },
    consent: {
      at: 0,
      wording: "Voglio le ricette.",
      askedAt: Date.parse("2027-03-03T10:00Z"),
      landing: "guida",
    },
    answers: { nome: name },
  };
  const message = {
    id: "m".repeat(22),
    kind,
    about: null,
    mailing: mailing.path,
    to: "ada@example.com",
    submissionId: "s".repeat(22),
  };
  const mail = await composeMail(
    deps,
    { ...message, leadId: "l", attempts: 1, variant: null } as DueMessage,
    standing,
  );
  if (typeof mail === "string") throw new Error(mail);
  return { mail, parsed: await simpleParser(mimeMessage(mail, Date.parse("2027-03-10T11:00Z"))) };
}

describe.for(["sequence", "campaign"] as const)("a mail of a %s on the wire", (kind) => {
  it("tells whose it is, where answers go, why it comes, and how to end it by one press", async ({
    expect,
  }) => {
    const { mail, parsed } = await sentTo(kind, "Ada");
    expect(parsed.from?.value).toEqual([{ name: "Marta del forno", address: "marta@forno.example" }]);
    expect(parsed.replyTo?.value).toMatchObject([{ address: "bottega@forno.example" }]);
    expect(parsed.messageId).toMatch(/^<m{22}@forno\.example>$/);
    expect(parsed.subject).toBe("Il lievito, Ada");
    const [, page = ""] =
      /<(https:\/\/forno\.example\/u\/[\w-]{43})>/.exec(mail.headers["List-Unsubscribe"] ?? "") ?? [];
    const lines = parsed.headerLines.map(({ line }) => line);
    expect(lines.filter((line) => line.toLowerCase().startsWith("list-unsubscribe"))).toHaveLength(2);
    expect(lines).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    for (const part of [parsed.text ?? "", String(parsed.html)]) {
      expect(part).toContain("Ricevi questa mail perché il 3 marzo 2027 hai chiesto");
      expect(part).toContain(`${page}#none`);
      expect(part).toContain("Forno di Prova srl");
      expect(part).toContain("via del Forno 1");
    }
  });

  it.for([
    "Ada\r\nBcc: eva@example.com",
    "Ada\u2028eva",
    "<b>Ada</b>",
    "https://eva.example",
    "Ada\nSubject: x",
  ])("bears no line break, link or markup of a visitor's: %j", async (name, { expect }) => {
    const { mail, parsed } = await sentTo(kind, name);
    expect(mail.subject).not.toMatch(/[\r\n\u2028\u2029]/);
    expect(parsed.headers.has("bcc")).toBe(false);
    expect(parsed.to).toMatchObject({ value: [{ address: "ada@example.com" }] });
    for (const text of [mail.subject, mail.text, mail.html]) expect(text).not.toMatch(/eva\.example|<b>Ada/);
  });
});

describe.for(serviceMails)("a mail of the service on the wire: %s", (mail) => {
  const isToBusiness = mail === "notice" || mail === "alarm";
  const built = {
    catalog: aCatalog(),
    publicUrl: "https://forno.example",
    fetchAsset: async () => new Response(null, { status: 404 }),
  };

  it.for([
    ["sconto", "Ada"],
    ["guida", "Ada\r\nBcc: eva@example.com"],
    ["guida", "Ada\u2028Subject: x"],
  ] as const)(
    "comes from the business's own domain, and bears nothing of a visitor's: %j",
    async ([landing, nome], { expect }) => {
      const sent = await composed(built, { mail, landing, answers: { email: "ada@example.com", nome } });
      const parsed = await simpleParser(mimeMessage(sent, Date.parse("2027-03-10T11:00Z")));
      expect(parsed.from?.value).toEqual([{ name: "Marta", address: "marta@forno.example" }]);
      expect(parsed.messageId).toMatch(/^<m{22}@forno\.example>$/);
      expect(parsed.to).toMatchObject({
        value: [{ address: isToBusiness ? built.catalog.site.owner.email : "ada@example.com" }],
      });
      expect([parsed.subject, parsed.headers.has("bcc")]).toEqual([sent.subject, false]);
      expect(sent.subject).not.toMatch(/[\r\n\u2028\u2029]/);
      expect(parsed.text?.trim()).toBe(sent.text.trim().replaceAll("\r\n", "\n"));
      expect(parsed.headers.get("auto-submitted")).toBe("auto-generated");
      const lines = parsed.headerLines.map(({ line }) => line);
      // Whoever is of the business ends its mails elsewhere; all others by one press.
      expect(lines.filter((line) => line.toLowerCase().startsWith("list-unsubscribe"))).toHaveLength(
        isToBusiness ? 0 : 2,
      );
      for (const part of isToBusiness ? [] : [parsed.text ?? "", String(parsed.html)]) {
        expect(part).toMatch(/https:\/\/forno\.example\/u\/[\w-]{43}/);
        expect(part).toContain("Forno di Prova srl");
        expect(part).not.toContain("eva@example.com");
      }
    },
  );
});
