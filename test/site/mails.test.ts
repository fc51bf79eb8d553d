import { join } from "node:path";
import sharp from "sharp";
import { afterEach, describe, it } from "vitest";
import { type MailBody, type MailPiece, mailBodySchema } from "../../content/schema/mail-body.ts";
import { catalogOf } from "../../site/catalog/catalog.ts";
import type { Content } from "../../site/content/content.ts";
import { readContent } from "../../site/content/read.ts";
import { layMails } from "../../site/mails/lay.ts";
import { weightOf } from "../../site/mails/weigh.ts";
import { mailContent } from "../fixtures/content/mails.ts";
import { unsupportedIn } from "../support/mail-support.ts";
import { type Change, changed } from "./mistaken.ts";
import { emptyProject, type Project } from "./project.ts";

describe("mails in MDX", () => {
  let project: Project;
  afterEach(() => project.end());

  async function read(change: Change = {}): Promise<Content> {
    project = await emptyProject(changed(change, mailContent));
    const { content, mistakes } = await readContent(project.root);
    if (content === null) throw new Error(JSON.stringify(mistakes));
    return content;
  }

  async function delivery(change: Change = {}): Promise<MailBody> {
    const mail = (await read(change)).mails.find(({ path }) => path === "guida/delivery");
    if (mail === undefined) throw new Error("There is no such mail.");
    return mail.body;
  }

  it("belong to a landing, or to a language, by their path", async ({ expect }) => {
    const { mails } = await catalogOf(await read());
    expect(
      Object.entries(mails).map(([path, { kind, locale, landing }]) => [path, kind, locale, landing]),
    ).toEqual([
      ["confirmation", "confirmation", "it", undefined],
      ["en/copy", "copy", "en", undefined],
      ["guida/delivery", "delivery", "it", "guida"],
    ]);
  });

  it("become HTML that mail programs show alike, in tables and with every picture's size and words", async ({
    expect,
  }) => {
    const html = said((await delivery()).html);
    expect(unsupportedIn(html)).toEqual([]);
    expect(html).toContain('alt="Un vaso." width="200"');
    // Outlook, which stacks nothing, gets a table around the columns; each opened one is closed.
    expect(html.match(/<!--\[if mso\]>/g)?.length).toBe(html.match(/<!\[endif\]-->/g)?.length);
    expect(html.match(/<table/g)?.length).toBe(html.match(/<\/table>/g)?.length);
    expect(html).toContain('bgcolor="[primary]"');
    expect(html).toContain('href="https://prova.example/guida/"');
  });

  it("become plain text that reads as a letter", async ({ expect }) => {
    expect(said((await delivery()).text)).toBe(
      [
        "Ciao [nome|a te]",
        "Ecco tutto, entro il [until]. Leggi la pagina (https://prova.example/guida/) o scrivici (ciao@prova.example).",
        "[button]",
        "[if]Con poca luce, comincia da pagina tre.\n\n[/if][if]Dicci come ti chiami.\n\n[/if]5 €, sul primo libro",
        "Fino a sabato.",
        "Uno",
        "Due",
        "[Un vaso.]",
        "> Bella.\n>\n> Ada",
        "* * *",
        "1. primo\n2. secondo",
        "Guarda il buono: https://prova.example/buono/",
        "Nina\nLibraia",
      ].join("\n\n"),
    );
  });

  it("hold what differs from reader to reader as pieces, and an author's signs as signs", async ({
    expect,
  }) => {
    const body = await delivery({
      "content/mails/guida/delivery.mdx":
        '---\nsubject: A & "B" {nome|<b>}\n---\n\n5 \\< 6 & \\{nome\\} {nome|<i>}\n',
    });
    expect(body.subject).toEqual(['A & "B" ', { field: "nome", otherwise: "<b>" }]);
    expect(said(body.html)).toContain("5 &lt; 6 &amp; {nome} [nome|<i>]");
    expect(mailBodySchema.parse(JSON.parse(JSON.stringify(body)))).toEqual(body);
  });

  it("leave no empty paragraph where a line is for others", async ({ expect }) => {
    const body = await delivery({
      "content/mails/guida/delivery.mdx":
        '---\nsubject: Ecco\n---\n\n<If answered="nome">Uno.</If>\n\nCiao<If answered="nome"> {nome|x}</If>.\n',
    });
    expect(said(body.html)).toMatch(
      /^\[if\]<p [^>]*>Uno\.<\/p>\[\/if\]<p [^>]*>Ciao\[if\] \[nome\|x\]\[\/if\]\.<\/p>$/,
    );
  });

  it("set words on the line of a tag like all others", async ({ expect }) => {
    const body = await delivery({
      "content/mails/guida/delivery.mdx":
        '---\nsubject: Ecco\n---\n\n<Quote by="Ada">Bella.</Quote>\n\n<Offer value="5 €">Ora.</Offer>\n',
    });
    expect(said(body.html)).toMatch(/<p [^>]*>Bella\.<\/p>[\s\S]*<p [^>]*>Ora\.<\/p>/);
    expect(said(body.text)).toBe("> Bella.\n>\n> Ada\n\n5 €\n\nOra.");
  });

  it("lie among the assets, the words for the Worker alone and the pictures as every program shows them", async ({
    expect,
  }) => {
    const content = await read();
    await layMails(content, join(project.root, "dist"));
    const mail = content.mails.find(({ path }) => path === "guida/delivery");
    expect(mail?.asset).toMatch(/^\/_private\/mails\/guida\/delivery\.[\da-f]{16}\.json$/);
    const picture = mail?.pictures[0];
    expect(picture?.path).toMatch(/^\/_astro\/mail-[\da-f]{16}\.png$/);
    const drawn = await sharp(join(project.root, "dist", picture?.path ?? "")).metadata();
    expect([drawn.format, drawn.width]).toEqual(["png", 1072]);
  });

  it("are the same to the byte each time, and have a new name when a word changes", async ({ expect }) => {
    const [one, again] = [await read(), await read()];
    expect(again.mails).toEqual(one.mails);
    const other = await read({ "content/mails/guida/delivery.mdx": ["Bella.", "Bellissima."] });
    expect(other.mails.map(({ asset }) => asset)).not.toEqual(one.mails.map(({ asset }) => asset));
  });

  it("are announced on the thank-you page by their own subject and button", async ({ expect }) => {
    const { landings } = await read();
    const of = (path: string) => landings.find((entry) => entry.path === path)?.mail;
    expect(of("guida")).toEqual({ subject: "Ecco: La guida", button: "Apri la guida" });
    expect(of("buono")).toBeUndefined();
  });

  it("are weighed with their frame and with all that any reader may get", async ({ expect }) => {
    const body = await delivery();
    expect(weightOf(body.html)).toBeLessThan(40_000);
    expect(
      weightOf([...body.html, { answered: "nome", not: true, pieces: ["è".repeat(50_000)] }]),
    ).toBeGreaterThan(102_000);
  });
});

/** `pieces` as one text that shows where they are. */
function said(pieces: readonly MailPiece[]): string {
  return pieces
    .map((piece) => {
      if (typeof piece === "string") return piece;
      if ("field" in piece) return `[${piece.field}|${piece.otherwise}]`;
      if ("own" in piece) return piece.own === "origin" ? "https://prova.example" : `[${piece.own}]`;
      if ("link" in piece) return `[link ${piece.link}]`;
      return "slot" in piece ? `[${piece.slot}]` : `[if]${said(piece.pieces)}[/if]`;
    })
    .join("");
}
