import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";
import { catalogSchema } from "../../content/schema/catalog.ts";
import { goodContent, picture } from "../fixtures/content/good.ts";
import { CommandFailure, runNode } from "../support/command.ts";
import { buildableProject, type Project } from "./project.ts";

const landing = String(goodContent["content/landings/guida/index.mdx"]);

/** The same without pictures, and a text with some of everything that Markdown has. */
const keys = landing.slice(0, landing.indexOf("## Che cosa")).replace(/image:\n.*\n.*\n/, "");
const text = `## Uno è “tutto”

Il *primo* **passo** -- poi [qui](/guida/), "detto" così.

1. a
2. b

- c
  - d

> detto

---

| x | y |
|---|--:|
| 1 | 2 |
`;

/** The first line of front matter, with a theme of the landing's own. */
const themed = '---\ntheme: { primary: "#123456", font: newsreader, css: ./mio.css }\n';

/** Everything in `dist/`, by path, as text. */
type Output = Map<string, string>;

describe("a build", () => {
  let project: Project;
  let first: Output;
  beforeAll(async () => {
    project = await buildableProject({
      ...goodContent,
      "content/landings/testo/index.mdx": keys + text,
      // A comment is MDX, and so the compiler takes the other way.
      "content/landings/testo-mdx/index.mdx": `${keys.replace("---\n", themed)}${text}\n{/* mdx */}\n`,
      "content/landings/testo-mdx/mio.css": "h1 { letter-spacing: 0.2em }",
    });
    first = await build(project);
  }, 240_000);
  afterAll(() => project.end());

  it("makes three pages of each landing, the site's own pages, sitemap and robots", ({ expect }) => {
    const files = [...first.keys()].filter((file) => file.startsWith("site/"));
    expect(files.filter((file) => file.startsWith("site/_private/disposable/")).length).toBe(256);
    const pages = files.filter((file) => !/_astro|testo|disposable/.test(file));
    expect(pages).toEqual([
      "site/404.html",
      "site/_headers",
      "site/_private/buono/index.html",
      "site/_private/check.json",
      "site/_private/coupons/buono-sheet.json",
      "site/_private/coupons/buono-sheet.pdf",
      "site/_private/coupons/buono.json",
      "site/_private/coupons/buono.pdf",
      "site/_private/desk/en.json",
      "site/_private/desk/it.json",
      "site/_private/en/voucher/index.html",
      "site/_private/files/guida/guida.pdf",
      "site/_private/guida/index.html",
      "site/_private/till/index.html",
      "site/_private/wallet/icon-29.png",
      "site/_private/wallet/icon-58.png",
      "site/_private/wallet/icon-87.png",
      "site/buono/grazie/index.html",
      "site/buono/index.html",
      "site/en/404.html",
      "site/en/index.html",
      "site/en/privacy/index.html",
      "site/en/voucher/index.html",
      "site/en/voucher/thanks/index.html",
      "site/guida/grazie/index.html",
      "site/guida/index.html",
      "site/index.html",
      "site/kiosk-worker.js",
      "site/privacy/index.html",
      "site/robots.txt",
      "site/sitemap.xml",
      "site/till-180.png",
      "site/till-192.png",
      "site/till-512.png",
      "site/till-worker.js",
      "site/till.webmanifest",
    ]);
    expect(first.get("site/robots.txt")).toContain("Sitemap: https://prova.example/sitemap.xml");
    expect(first.get("site/_private/files/guida/guida.pdf")).toBe(
      goodContent["content/magnets/guida/guida.pdf"],
    );
  });

  it("gives each page its language, its canonical address and its alternates", ({ expect }) => {
    const page = first.get("site/en/voucher/index.html") ?? "";
    expect(page).toContain('<html lang="en"');
    expect(page).toContain("<title>Five euros off your first book");
    expect(page).toContain('<link rel="canonical" href="https://prova.example/en/voucher/"');
    expect(page).toContain('hreflang="it" href="https://prova.example/buono/"');
    expect(page).toContain('hreflang="en" href="https://prova.example/en/voucher/"');
    expect(first.get("site/sitemap.xml")).toContain('hreflang="it" href="https://prova.example/buono/"');
  });

  it("compiles MDX in the text, and renders plain Markdown to the very same HTML as MDX does", ({
    expect,
  }) => {
    expect(first.get("site/en/voucher/index.html")).toContain("before 31 days have passed");
    const [plain, mdx] = ["testo", "testo-mdx"].map((name) =>
      textIn(first.get(`site/${name}/index.html`) ?? ""),
    );
    expect(plain).toContain("<em>primo</em>");
    expect(plain).toContain('<td align="right">2</td>');
    expect(mdx).toBe(plain);
  });

  it("lays the landing's theme over the site's, and the landing's own sheet over all", ({ expect }) => {
    const sheets = (page: string) =>
      [...(first.get(page) ?? "").matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, css = ""]) => css);
    const [, site = "", ...none] = sheets("site/testo/index.html");
    expect(site).toContain("--primary:#0b6e4f");
    expect(none).toEqual([]);
    const [template = "", theme = "", own, ...more] = sheets("site/testo-mdx/index.html");
    expect(template).toContain("h1");
    expect(theme).toContain("--primary:#123456");
    expect(own).toMatch(/^h1\s*\{\s*letter-spacing:\s*0?\.2em;?\s*\}/);
    expect(more).toEqual([]);
    expect(sheets("site/testo-mdx/grazie/index.html").at(-1)).toBe(own);
  });

  it("brings the typeface that a theme names, and no other", ({ expect }) => {
    const fonts = [...first.keys()].filter((file) => file.endsWith(".woff2"));
    expect(fonts).toHaveLength(3);
    for (const font of fonts)
      expect(font).toMatch(
        /^site\/_astro\/newsreader-(core|latin-wght-normal|latin-ext-wght-normal)\..+\.woff2$/,
      );
    const page = first.get("site/testo-mdx/index.html") ?? "";
    expect(page).toMatch(
      /<link rel="preload" href="\/_astro\/newsreader-core\.[^"]*" as="font" type="font\/woff2" crossorigin>/,
    );
    expect(first.get("site/testo/index.html")).not.toContain("woff2");
  });

  it("writes a catalog that the Worker accepts", async ({ expect }) => {
    const written: unknown = JSON.parse(first.get("catalog.json") ?? "");
    const catalog = catalogSchema.parse(written);
    expect(catalog).toEqual(written);
    expect(Object.keys(catalog.landings)).toEqual(["buono", "en/voucher", "guida", "testo", "testo-mdx"]);
    expect(Object.keys(catalog.forms)).toEqual(["landing:en/voucher", "richiesta"]);
    const pdf = String(goodContent["content/magnets/guida/guida.pdf"]);
    expect(catalog.magnets["guida"]).toMatchObject({
      files: [
        {
          name: "guida.pdf",
          path: "/_private/files/guida/guida.pdf",
          type: "application/pdf",
          size: pdf.length,
          sha256: createHash("sha256").update(pdf).digest("hex"),
        },
      ],
    });
  });

  it("allows every inline script and style sheet by its hash, and nothing else", ({ expect }) => {
    const policy = /^ {2}Content-Security-Policy: (.*)$/m.exec(first.get("site/_headers") ?? "")?.[1] ?? "";
    const hashes = new Set<string>();
    for (const [file, html] of first) {
      // The till's page has a policy of its own.
      if (!file.endsWith(".html") || file.startsWith("site/_private/till/")) continue;
      for (const [, , text = ""] of html.matchAll(
        /<(script|style)\b(?![^>]*ld\+json)[^>]*>([\s\S]*?)<\/\1>/g,
      )) {
        hashes.add(`'sha256-${createHash("sha256").update(text).digest("base64")}'`);
      }
    }
    expect(new Set(policy.match(/'sha256-[^']+'/g))).toEqual(hashes);
    expect(policy).not.toContain("unsafe");
  });

  it("gains pages, sitemap and catalog entries with one more landing; without it, is the first build again", async ({
    expect,
  }) => {
    const files = [
      "content/site.yaml",
      "content/forms/richiesta.yaml",
      "content/landings/guida/pagina.png",
      "content/landings/testo-mdx/mio.css",
    ] as const;
    await project.write("content/landings/novita/index.mdx", keys);
    await project.write(files[0], String(goodContent[files[0]]).replace("Libri e un caffè", "Libri e un tè"));
    await project.write(files[1], String(goodContent[files[1]]).replace("Come ti chiami", "Il tuo nome"));
    await project.write(files[2], picture(4, 3));
    await project.write(files[3], "h1 { letter-spacing: 0.3em }");
    const changed = await build(project);
    const added = [...changed.keys()].filter((file) => !first.has(file) && !file.includes("_astro"));
    expect(added).toEqual([
      "site/_private/novita/index.html",
      "site/novita/grazie/index.html",
      "site/novita/index.html",
    ]);
    expect(changed.get("site/novita/index.html")).toContain('action="/f/novita"');
    expect(changed.get("site/sitemap.xml")).toContain("<loc>https://prova.example/novita/</loc>");
    expect(
      catalogSchema.parse(JSON.parse(changed.get("catalog.json") ?? "")).landings["novita"],
    ).toBeDefined();
    expect(changed.get("site/index.html")).toContain("Libri e un tè");
    expect(changed.get("site/guida/index.html")).toContain("Il tuo nome");
    expect(changed.get("site/guida/index.html")).toMatch(/pagina[^>]* width="4"/);
    expect(changed.get("site/testo-mdx/index.html")).toMatch(/letter-spacing:\s*0?\.3em/);

    await project.remove("content/landings/novita");
    for (const file of files.slice(0, 3)) await project.write(file, goodContent[file] ?? "");
    await project.write(files[3], "h1 { letter-spacing: 0.2em }");
    const again = await build(project);
    expect([...again.keys()]).toEqual([...first.keys()]);
    for (const [file, text] of again) expect(text === first.get(file), file).toBe(true);
  }, 240_000);

  it("of content with a mistake ends with an error that says so, and leaves nothing to deploy", async ({
    expect,
  }) => {
    await project.write(
      "content/landings/guida/index.mdx",
      landing.replace("template: ebook", "template: ebok"),
    );
    const failure = await failedBuild(project, "node_modules/astro/bin/astro.mjs", "build");
    expect(failure).toContain("content/landings/guida/index.mdx:2");
    expect(failure).toContain('Did you mean "ebook"?');
    expect(existsSync(join(project.root, "dist/site"))).toBe(false);
    expect(existsSync(join(project.root, "dist/catalog.json"))).toBe(false);
  }, 240_000);

  it("that fails half-way leaves nothing to deploy either", async ({ expect }) => {
    await project.write(
      "content/landings/guida/index.mdx",
      `${landing}\nimport Prova from "./Prova.astro";\n\n<Prova />\n`,
    );
    const failure = await failedBuild(project, "site/scripts/build.ts");
    expect(failure).toContain("Prova.astro");
    expect(existsSync(join(project.root, "dist/site"))).toBe(false);
    expect(existsSync(join(project.root, "dist/catalog.json"))).toBe(false);
  }, 240_000);
});

async function build({ root }: Project): Promise<Output> {
  await runNode(["site/scripts/build.ts"], { root, env: { VITEST: "" } });
  const files = await readdir(join(root, "dist"), { recursive: true, withFileTypes: true });
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  const read = paths
    .toSorted()
    .map(async (path) => [path.slice(join(root, "dist/").length), await readFile(path, "latin1")] as const);
  return new Map(
    (await Promise.all(read)).map(([path, bytes]) => [path, Buffer.from(bytes, "latin1").toString()]),
  );
}

async function failedBuild({ root }: Project, ...args: string[]): Promise<string> {
  const failure = await runNode(args, { root, env: { VITEST: "" } }).catch((error: unknown) => error);
  if (!(failure instanceof CommandFailure)) throw new Error("The build should have failed.");
  return failure.output;
}

/** The HTML that the author's text became. */
function textIn(html: string): string {
  const found = /<h2 id="uno[\s\S]*<\/table>/.exec(html)?.[0] ?? "";
  // MDX writes <hr/> where Markdown writes <hr>: to a browser, one and the same.
  return found.replaceAll("/>", ">");
}
